"""Reps against results: how new ones get going, and steady prospecting beside what was won."""

import sqlite3
from collections import defaultdict

from data import queries
from data.scope import Scope
from data.words import N_, NN_
from metrics.catalog.prospecting_weeks import weeks
from metrics.measure import measure_many
from metrics.metric import share
from metrics.periods import monday
from metrics.results.model import NewRep, Steady
from metrics.sales import consistency
from metrics.sales import ramp as ramps
from metrics.sales_stored.frames import frames
from metrics.words import Said, Share, counted

NEW_DAYS = 365
"""Who began within so many days is new."""


def ramp(conn: sqlite3.Connection, scope: Scope, as_of: str) -> tuple[Said | None, tuple[NewRep, ...]]:
    """Return how reps of the last year got going, and how long that takes reps in general."""
    rows = queries.rows(conn, "sales_started", scope)
    started = {row["id"]: row["started_on"] for row in rows if row["started_on"]}
    if not started:
        return None, ()
    read = frames(conn, scope, ("lead", "deal"))
    every = ramps.ramps(started, read["lead"], read["deal"], as_of)
    names = {row["id"]: row["name"] for row in rows}
    new = [
        NewRep(one.rep_id, names[one.rep_id], one.days, one.lead, one.opportunity, one.won)
        for one in every
        if one.days <= NEW_DAYS
    ]
    median = ramps.time_to(every, "won").quantile()
    forms = NN_("Half of the reps sold first within {n} day", "Half of the reps sold first within {n} days")
    ahead = Said(N_("Under half of the reps whose first day is known have sold yet"))
    said = ahead if median is None else counted(forms, int(median))
    return said, tuple(new)


def unknown_starts(conn: sqlite3.Connection, scope: Scope) -> int:
    """Return how many active reps have no first day at work."""
    return sum(not row["started_on"] for row in queries.rows(conn, "sales_started", scope))


def steady(conn: sqlite3.Connection, scope: Scope, old: Scope, as_of: str) -> Steady | None:
    """Return each rep's weeks with prospecting beside what was won; `old`: days whose opportunities are old enough."""
    weekly = _prospecting(conn, old, as_of)
    if not weekly:
        return None
    closed = measure_many(conn, ["worked_to_won"], old, ("rep",), as_of)
    reps = []
    for rep, (begun, of) in weekly.items():
        one = closed.get(("worked_to_won", (("rep", rep),)))
        reps.append(consistency.Steadiness(rep, begun, of, (one.k if one else 0) or 0, (one.n if one else 0) or 0))
    names = {row["id"]: row["name"] for row in queries.rows(conn, "sales_started", scope)}
    rows = [
        (names.get(rep.rep_id, rep.rep_id), share(rep.weeks, rep.of_weeks), share(rep.won, rep.worked)) for rep in reps
    ]
    return Steady(_steadily(consistency.compared(reps)), tuple(sorted(rows, key=lambda row: row[0].casefold())))


def _prospecting(conn: sqlite3.Connection, scope: Scope, as_of: str) -> dict[str, tuple[int, int]]:
    days: dict[str, list] = defaultdict(list)
    for row in queries.rows(conn, "figure_days", scope, figures='["started", "messages_out"]'):
        days[row["rep_id"]].append(row)
    found = {}
    for rep, rows in days.items():
        every = weeks([row["day"] for row in rows], min(scope.until or as_of, as_of))
        begun = {monday(row["day"]) for row in rows if row["figure"] == "started" and row["n"]}
        found[rep] = (len(begun & set(every)), len(every))
    return found


def _steadily(found: consistency.Compared) -> Said:
    if found.difference is None:
        return Said(N_("Too few worked opportunities to compare steady prospecting with the rest"))
    _by, low, high = found.difference
    told = {
        "a": Share(found.steady[0] / found.steady[1]),
        "b": Share(found.others[0] / found.others[1]),
        "low": round(low * 100),
        "high": round(high * 100),
    }
    if low > 0 or high < 0:
        more = N_(
            "Reps who prospect in most weeks won {a} of what they worked on, the others {b} ({low} to {high} points)"
        )
        return Said(more, told)
    return Said(N_("Steady prospectors won {a}, the others {b}: it could be chance ({low} to {high} points)"), told)
