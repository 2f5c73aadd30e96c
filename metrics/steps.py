"""The next three steps of a rep: who waits for an answer, the habit that harms most, what to mend or keep up."""

import sqlite3
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from data import queries
from data.scope import Scope
from data.words import N_, NN_
from metrics.models import Habit, Link, ProfileStrip, Step
from metrics.people import Known
from metrics.reasons import habit_of, words
from metrics.words import Day, Said, counted

NAMED = 3


def steps(
    conn: sqlite3.Connection,
    scope: Scope,
    rep: Known,
    as_of: str,
    reasons: Sequence[Mapping[str, Any]],
    profiles: Sequence[ProfileStrip],
    helping: Habit,
) -> tuple[Step, ...]:
    """Return the next three steps of the one rep of a scope, the most pressing first.

    Who waits and what was done lately is not known of a rep whose data stopped: the export comes first then.
    """
    rep_id = rep.rep_id
    bad = [reason for reason in reasons if habit_of(reason) and reason["figure"] not in ("waiting", "profile")]
    urgent = [reason for reason in reasons if reason["figure"] == "profile"]
    found = [
        *(_mend_habit(rep_id, reason) for reason in urgent),
        *([_export(rep)] if rep.stale else _answer(conn, scope, rep_id, as_of)),
        *(_mend_habit(rep_id, reason) for reason in bad[:1]),
        *([] if urgent else _mend_profile(rep_id, profiles)),
        *_help(helping),
        *(_mend_habit(rep_id, reason) for reason in bad[1:]),
        _keep(rep_id),
    ]
    return tuple(found[:3])


def _export(rep: Known) -> Step:
    detail = Said(N_("No export has come yet."))
    if rep.until:
        detail = Said(N_("Nothing is known after {day}; the figures end there."), {"day": Day(rep.until)})
    return Step("export", Said(N_("Bring a new export")), detail, _minutes(), Link("imports", {"rep": rep.rep_id}))


def _answer(conn: sqlite3.Connection, scope: Scope, rep_id: str, as_of: str) -> list[Step]:
    rows = queries.rows(conn, "waiting_now", scope)
    if not rows:
        return []
    title = counted(NN_("Answer the one whose question waits", "Answer the {n} people whose questions wait"), len(rows))
    effort = counted(NN_("{n} minute", "{n} minutes"), 5 * min(len(rows), 6))
    return [
        Step(
            "answer", title, _who(rows, as_of), effort, Link("conversations", {"rep": rep_id, "rule": "reply.waiting"})
        )
    ]


def _age(row: sqlite3.Row, as_of: str) -> int:
    return (date.fromisoformat(as_of) - date.fromisoformat(row["waiting_since"][:10])).days


def _who(rows: Sequence[sqlite3.Row], as_of: str) -> Said:
    """Name those whose message is newest, where names may be seen; else say how long the longest has waited."""
    rows = rows[::-1]
    ages = [_age(row, as_of) for row in rows]
    if not rows[0]["contact"]:
        return counted(NN_("The longest has waited for {n} day.", "The longest has waited for {n} days."), ages[-1])
    names = [
        Said(N_("{name} ({days})"), {"name": row["contact"], "days": _days(age)})
        for row, age in zip(rows, ages, strict=True)
    ]
    shown = dict(zip("abc", names, strict=False))
    if len(rows) > NAMED:
        return Said(N_("{a}, {b}, {c} and {more} more."), {**shown, "more": len(rows) - NAMED})
    patterns = {1: N_("{a}."), 2: N_("{a}, {b}."), 3: N_("{a}, {b}, {c}.")}
    return Said(patterns[len(names)], shown)


def _days(age: int) -> Said:
    return counted(NN_("{n} day", "{n} days"), age)


def _mend_habit(rep_id: str, reason: Mapping[str, Any]) -> Step:
    habit = habit_of(reason)
    by_count = reason["n"] is None
    params = {"rep": rep_id}
    if habit.page == "conversations":
        params |= {"rule": reason["rule"]} if by_count else {"figure": reason["figure"], "part": "k"}
    kind = "profile" if reason["figure"] == "profile" else "habit"
    link = Link(habit.page, params)
    return Step(kind, Said(habit.step), words(habit.fact, reason), Said(habit.effort), link, reason["rule"] or None)


def _mend_profile(rep_id: str, profiles: Sequence[ProfileStrip]) -> list[Step]:
    """Return the profile fix that wins most; its own words stand with the check (`rule`)."""
    fixes = [(lost, rule) for profile in profiles for rule, _, lost in profile.fixes if lost > 0]
    if not fixes:
        return []
    lost, rule = max(fixes)
    detail = counted(NN_("Mending it is worth {n} point.", "Mending it is worth {n} points."), round(lost))
    link = Link("profiles", {"rep": rep_id})
    return [Step("profile", Said(N_("Mend what costs the profile most")), detail, _minutes(), link, rule)]


def _minutes() -> Said:
    return counted(NN_("{n} minute", "{n} minutes"), 10)


_A_DAY = NN_("{n} short help message a day", "{n} short help messages a day")


def _help(helping: Habit) -> list[Step]:
    if helping.recent_mean is None or helping.recent_mean >= helping.goal:
        return []
    detail = Said(N_("None in the last two weeks. They sell nothing and offer help."))
    if helping.recent_mean:
        told = {"recent": float(helping.recent_mean)}
        detail = Said(N_("{recent} a day in the last two weeks. They sell nothing and offer help."), told)
    return [Step("habit", counted(_A_DAY, helping.goal), detail, Said(N_("20 minutes a day")))]


def _keep(rep_id: str) -> Step:
    detail = Said(N_("Read the best conversations again and write the next five like them."))
    return Step(
        "keep",
        Said(N_("Do more of what works")),
        detail,
        _minutes(),
        Link("conversations", {"rep": rep_id, "show": "best"}),
    )
