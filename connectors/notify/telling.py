"""Digests in words for the command line: the schedule, and what became of each."""

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from connectors import notify
from data import deliveries, digests, people, workspace

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NOBODY = "Nobody gets a digest yet; add one in Settings, Digests. Channels set up: {channels}."


def listed(conn: sqlite3.Connection) -> list[dict[str, Any]]:
    """Return every digest with its schedule and its newest delivery; the token that ends it is not told."""
    names = {rep.id: rep.name for rep in people.reps(conn)}
    newest = {one.digest_id: one for one in reversed(deliveries.deliveries(conn, 1_000))}
    zone, known = workspace.load(conn).time_zone, notify.channels()
    rows = []
    for one in digests.digests(conn):
        last = newest.get(one.id)
        rows.append(
            {
                "id": one.id,
                "for": names.get(one.rep_id, one.rep_id) or "leader",
                "channel": one.channel,
                "set_up": one.channel in known,
                "address": one.address,
                "day": "working days" if one.weekday is None else WEEKDAYS[one.weekday],
                "hour": one.hour,
                "zone": zone,
                "lang": one.lang,
                "names": bool(one.names),
                "ended": bool(one.stopped_at),
                "last": {"period": last.period, "state": last.state, "error": last.error} if last else None,
            }
        )
    return rows


def lines(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return the schedule as lines."""
    if not rows:
        return [NOBODY.format(channels=", ".join(notify.channels()) or "none")]
    text = "{for}: {day} at {hour}:00 ({zone}) by {channel}{to}{end}{last}"
    return [
        text.format(
            **{**row, "to": f" {row['address']}".rstrip(), "end": _end(row), "last": _last(row["last"], row["channel"])}
        )
        for row in rows
    ]


def _end(row: Mapping[str, Any]) -> str:
    if row["ended"]:
        return ", ended by its reader"
    return "" if row["set_up"] else f", but {notify.PREFIX}{row['channel']} is not set"


def _last(one: Mapping[str, Any] | None, channel: str) -> str:
    if one is None:
        return ""
    return f"; {one['period']}: {one['state'].replace('_', ' ')}{_why(one['error'], channel)}"


def _why(error: str, channel: str) -> str:
    if not error:
        return ""
    words, places = notify.reason(error)
    return ". " + words.format(**places, name=notify.PREFIX + channel)


def sent(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return what became of a round as lines; of a dry run, the messages."""
    told = []
    for row in rows:
        state = row["state"].replace("_", " ")
        told.append(
            f"{row['channel']} {row['rep_id'] or 'leader'} {row['period']}: {state}{_why(row['error'], row['channel'])}"
        )
        if row["text"]:
            told.append(f"\n{row['title']}\n\n{row['text']}\n")
    return told or ["Nothing is due."]
