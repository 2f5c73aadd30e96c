"""One round of digests: what is due or waits to be tried again is claimed, written, sent, and its end noted."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from connectors import notify
from data import deliveries, digests, store, workspace
from data.digests import Digest

Written = tuple[str, str, str]
"""Title, plain text, HTML."""
Write = Callable[[sqlite3.Connection, Digest, str, str], Written | None]
"""write(conn, digest, base address, address that ends it): the message, or None when there is nothing to say."""


@dataclass(frozen=True)
class Sent:
    """What became of one digest in a round.

    `state`: as in `007_digests.sql`; or "would" (a dry run), "taken" (sent before, or another process sends it).
    """

    digest_id: str
    rep_id: str
    channel: str
    period: str
    state: str
    error: str = ""
    title: str = ""
    text: str = ""


def run(
    path: Path, at: datetime, write: Write, *, only: str = "", force: bool = False, dry: bool = False
) -> list[Sent]:
    """Send what is due at a moment, and what failed and waits until then; neither in quiet hours.

    Args:
        only: a channel's name, a rep's id or a digest's id; "" for all.
        force: now, whatever the schedule says; still no more than once a day, unless it failed.
        dry: write, but neither send nor claim.
    """
    with store.reading(path) as conn:
        jobs = list(_due(conn, at, only, force))
    if dry:
        return [_preview(path, one, period, write) for one, period in jobs]
    return [_one(path, one, period, at, write, force) for one, period in jobs]


def _due(conn: sqlite3.Connection, at: datetime, only: str, force: bool) -> Iterator[tuple[Digest, str]]:
    team = workspace.load(conn)
    found = [one for one in digests.digests(conn) if not one.stopped_at]
    mine = [one for one in found if only in ("", one.channel, one.rep_id, one.id)]
    today = at.astimezone(team.zone).date().isoformat()
    if force:
        yield from ((one, today) for one in mine)
        return
    again = () if digests.quiet(team, at) else deliveries.waiting(conn, at)
    for one in mine:
        yield from ((one, period) for digest_id, period in again if digest_id == one.id)
        due = digests.period_of(one, team, at)
        if due and not deliveries.known(conn, one.id, due):
            yield one, due


def _one(path: Path, one: Digest, period: str, at: datetime, write: Write, force: bool) -> Sent:
    with store.writing(path) as conn:
        if not deliveries.claim(conn, one.id, period, at, force=force):
            return Sent(one.id, one.rep_id, one.channel, period, "taken")
    state, error, title = _tried(path, one, write)
    with store.writing(path) as conn:
        state = deliveries.settle(conn, one.id, period, at, state, error)
    return Sent(one.id, one.rep_id, one.channel, period, state, error, title)


def _tried(path: Path, one: Digest, write: Write) -> tuple[str, str, str]:
    """Write and send a claimed digest; return its state, the code of what went wrong, and its title."""
    try:
        with store.reading(path) as conn:
            told = write(conn, one, notify.base(), stop_address(one))
    except Exception:  # the others still have to go out
        if os.environ.get("RAPPORT_DEBUG"):
            raise
        return "failed", "unwritten", ""
    if told is None:
        return "nothing", "", ""
    try:
        notify.send(one.channel, *told, address=one.address, stop=stop_address(one))
    except notify.DeliveryError as failure:
        return ("unclear" if failure.code == "unclear" else "failed"), failure.code, told[0]
    return "sent", "", told[0]


def _preview(path: Path, one: Digest, period: str, write: Write) -> Sent:
    with store.reading(path) as conn:
        told = write(conn, one, notify.base(), stop_address(one))
    state, title, text = ("would", *told[:2]) if told else ("nothing", "", "")
    return Sent(one.id, one.rep_id, one.channel, period, state, "", title, text)


def stop_address(one: Digest) -> str:
    """Return where a reader ends a digest; without a known address of the dashboard, the command that does."""
    base = notify.base()
    return f"{base}/unsubscribe?token={one.token}" if base else f"manage.py digest --stop {one.token}"
