"""Look at these first: at most five things, ordered by harm to the buyer's trust and never by volume."""

import sqlite3
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from data import queries
from data.scope import Scope
from data.words import N_, NN_
from metrics import people
from metrics.models import Item, Link, Period
from metrics.people import Judged, Known
from metrics.reasons import HABITS, RULES, Habit, habit_of, words
from metrics.standing import SHARES
from metrics.templates.listed import worst_texts
from metrics.words import Day, Said, counted

MOST = 5
_HARM = {"stop": 0, "watch": 1, "no_data": 2}
_ORDER = ("profile", "opt_out_ignored", "pitch_after_reply", "copies", "burned", "pitch_in_opener")


def first_items(
    conn: sqlite3.Connection, scope: Scope, period: Period, reps: list[Known], judged: Mapping[str, Judged]
) -> tuple[Item, ...]:
    """Return the worst habit of every rep who has one, then those whose data stopped coming.

    The last place is theirs: what nobody knows would otherwise never be among the first.
    """
    since, texts = _since(conn, scope, period), worst_texts(conn, scope)
    found: list[tuple[tuple[int, int, float], Item]] = []
    silent: list[Item] = []
    for rep in reps:
        one = judged.get(rep.rep_id, Judged())
        reasons = [reason for reason in one.reasons if reason["severity"] in _HARM and habit_of(reason)]
        if reasons:
            item = _item(rep, reasons[0], since, texts.get(rep.rep_id))
            found.append((harm(one), item))
        elif rep.stale:
            silent.append(_silent(rep, period))
    habits = [item for _, item in sorted(found, key=lambda pair: pair[0])]
    return tuple([*habits[: MOST - bool(silent)], *silent][:MOST])


def harm(one: Judged) -> tuple[int, int, float]:
    """Return what judged reps are ordered by, the most harm first: how bad, of which kind, how much."""
    worst = next(iter(one.reasons), {"severity": "no_data", "figure": ""})
    return _HARM.get(worst["severity"], len(_HARM)), _place(worst), -one.points


def _place(reason: Mapping[str, Any]) -> int:
    return _ORDER.index(reason["figure"]) if reason["figure"] in _ORDER else len(_ORDER)


def _since(conn: sqlite3.Connection, scope: Scope, period: Period) -> dict[tuple[str, str], str]:
    """Return since when, by rep and figure: a habit since its first case of all, the rest since the first in view.

    A profile that says something has its finding's own day; without one, the day of the export that first showed it.
    """
    always = _first_days(conn, scope.during("", period.as_of), SHARES)
    capped = people.capped_since(conn, scope, period.as_of)
    now = _first_days(conn, scope, [name for name in HABITS if name not in SHARES])
    return {(rep_id, "profile"): day for rep_id, day in capped.items()} | now | always


def _first_days(conn: sqlite3.Connection, scope: Scope, figures: Iterable[str]) -> dict[tuple[str, str], str]:
    figure_of = {RULES[name]: name for name in figures if name in RULES}
    days: dict[tuple[str, str], str] = {}
    for row in queries.rows(conn, "findings_counts", scope):
        key = (row["rep_id"], figure_of.get(row["rule"], ""))
        if key[1] and row["first_day"]:
            days[key] = min(days.get(key, row["first_day"]), row["first_day"])
    return days


def _item(rep: Known, reason: Mapping[str, Any], since: Mapping[tuple[str, str], str], text: str | None) -> Item:
    habit = habit_of(reason)
    figure = reason["figure"]
    copied = text if figure == "copies" else None
    return Item(
        severity=reason["severity"],
        rep_id=rep.rep_id,
        rep=rep.name,
        what=Said(habit.what),
        fact=words(habit.fact, reason),
        step=Said(habit.step),
        link=Link("templates", {"id": copied, "rep": rep.rep_id}) if copied else _link(rep, reason, habit),
        link_text=Said(N_("Open the template")) if copied else _link_text(reason, habit),
        since=since.get((rep.rep_id, figure)),
        rule=reason["rule"] or None,
    )


def _link_text(reason: Mapping[str, Any], habit: Habit) -> Said:
    if habit.page == "profiles":
        return Said(N_("Open the profile"))
    if reason["n"] is None:
        return Said(N_("Open the conversations"))
    return counted(NN_("Open {n} conversation", "Open {n} conversations"), reason["k"])


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
        step=Said(N_("Ask for a new export; it comes by e-mail within a day or two.")),
        link=Link("imports", {"rep": rep.rep_id}),
        link_text=Said(N_("How to get the export")),
        since=rep.until,
        weeks=weeks,
    )
