"""Look at these first: at most five things, ordered by harm to the buyer's trust and never by volume."""

import sqlite3
from collections.abc import Mapping
from datetime import date
from typing import Any

from data import queries
from data.scope import Scope
from data.words import N_
from metrics import people
from metrics.models import Item, Link, Period
from metrics.people import Judged, Known
from metrics.reasons import Habit, habit_of, words
from metrics.words import Day, Said

MOST = 5
_HARM = {"stop": 0, "watch": 1, "no_data": 2}
_ORDER = ("profile", "opt_out_ignored", "pitch_after_reply", "copies", "burned", "pitch_in_opener")


def first_items(
    conn: sqlite3.Connection, scope: Scope, period: Period, reps: list[Known], judged: Mapping[str, Judged]
) -> tuple[Item, ...]:
    """Return the worst habit of every rep who has one, then those whose data stopped coming."""
    since = _since(conn, scope, period)
    found: list[tuple[tuple[int, int, float], Item]] = []
    for rep in reps:
        one = judged.get(rep.rep_id, Judged())
        reasons = [reason for reason in one.reasons if reason["severity"] in _HARM and habit_of(reason)]
        if reasons:
            item = _item(rep, reasons[0], since)
            found.append((harm(one), item))
        elif rep.stale:
            found.append(((_HARM["no_data"], 0, 0.0), _silent(rep, period)))
    return tuple(item for _, item in sorted(found, key=lambda pair: pair[0])[:MOST])


def harm(one: Judged) -> tuple[int, int, float]:
    """Return what judged reps are ordered by, the most harm first: how bad, of which kind, how much."""
    worst = next(iter(one.reasons), {"severity": "no_data", "figure": ""})
    return _HARM.get(worst["severity"], len(_HARM)), _place(worst), -one.points


def _place(reason: Mapping[str, Any]) -> int:
    return _ORDER.index(reason["figure"]) if reason["figure"] in _ORDER else len(_ORDER)


def _since(conn: sqlite3.Connection, scope: Scope, period: Period) -> dict[tuple[str, str], str]:
    """Return the first day of each rule's findings of these days, by rep and rule; "profile" for the profile."""
    days = {
        (row["rep_id"], row["rule"]): row["first_day"]
        for row in queries.rows(conn, "findings_counts", scope)
        if row["first_day"]
    }
    capped = people.capped_since(conn, scope, period.as_of)
    return days | {(rep_id, "profile"): day for rep_id, day in capped.items()}


def _item(rep: Known, reason: Mapping[str, Any], since: Mapping[tuple[str, str], str]) -> Item:
    habit = habit_of(reason)
    figure = reason["figure"]
    rule = "profile" if figure == "profile" else reason["rule"]
    return Item(
        severity=reason["severity"],
        rep_id=rep.rep_id,
        rep=rep.name,
        what=Said(habit.what),
        fact=words(habit.fact, reason),
        step=Said(habit.step),
        link=_link(rep, reason, habit),
        link_text=Said(N_("Open the profile") if habit.page == "profiles" else N_("Open the conversations")),
        since=since.get((rep.rep_id, rule)),
        rule=reason["rule"] or None,
    )


def _link(rep: Known, reason: Mapping[str, Any], habit: Habit) -> Link:
    params = {"rep": rep.rep_id}
    if habit.page == "conversations":
        counted_by_rule = reason["n"] is None
        params |= {"rule": reason["rule"]} if counted_by_rule else {"figure": reason["figure"], "part": "k"}
    return Link(habit.page, params)


def _silent(rep: Known, period: Period) -> Item:
    if rep.until:
        weeks = (date.fromisoformat(period.as_of) - date.fromisoformat(rep.until)).days // 7
        what = Said(N_("No export since {day}"), {"day": Day(rep.until)})
    else:
        weeks, what = None, Said(N_("No export yet"))
    return Item(
        severity="no_data",
        rep_id=rep.rep_id,
        rep=rep.name,
        what=what,
        fact=Said(N_("Nothing can be said about the newest weeks; the team’s figures leave them out.")),
        step=Said(N_("Ask for the export; it takes ten minutes.")),
        link=Link("imports", {"rep": rep.rep_id}),
        link_text=Said(N_("Send the guide")),
        since=rep.until,
        weeks=weeks,
    )
