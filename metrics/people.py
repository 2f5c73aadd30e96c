"""The reps of a scope, what is known of them, and how they were judged."""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from data import queries
from data.scope import Scope
from metrics.models import Coverage, Period, ProfileStrip
from metrics.periods import judged_period

STALE_DAYS = 21
"""After so many days without a fact and without an export, nothing can be said about a rep's newest weeks."""


@dataclass(frozen=True)
class Known:
    """A rep and the last day that anything is known of; `stale` when that is too long ago."""

    rep_id: str
    name: str
    role_title: str
    last_day: str | None
    last_export: str | None
    stale: bool

    @property
    def until(self) -> str | None:
        """The last day with a fact or an export."""
        return max((day for day in (self.last_day, self.last_export) if day), default=None)


def known(conn: sqlite3.Connection, scope: Scope, as_of: str) -> list[Known]:
    """Return the active reps of a scope in alphabetical order."""
    rows = queries.rows(conn, "reps_state", scope.during("", as_of))
    latest = (date.fromisoformat(as_of) - timedelta(days=STALE_DAYS)).isoformat() if as_of else ""
    found = [
        Known(row["rep_id"], row["name"], row["role_title"], row["last_day"], row["last_export"], False) for row in rows
    ]
    judged = [Known(*_fields(rep), stale=(rep.until or "") < latest) for rep in found]
    return sorted(judged, key=lambda rep: (rep.name.casefold(), rep.rep_id))


def _fields(rep: Known) -> tuple[Any, ...]:
    return rep.rep_id, rep.name, rep.role_title, rep.last_day, rep.last_export


def coverage(reps: list[Known], with_data: set[str], as_of: str | None) -> Coverage:
    """Return how many of the reps have data in the period, how many up to now, and who has not."""
    missing = tuple(rep.name for rep in reps if rep.stale or rep.rep_id not in with_data)
    known = sum(rep.rep_id in with_data for rep in reps)
    return Coverage(as_of, known, len(reps), missing, len(reps) - len(missing))


@dataclass(frozen=True)
class Judged:
    """The verdict of a rep; `reasons` are {rule, figure, k, n, severity}, the most harmful first."""

    verdict: str = "no_data"
    points: float = 0.0
    reasons: tuple[Mapping[str, Any], ...] = ()


def verdicts(conn: sqlite3.Connection, scope: Scope, period: Period) -> dict[str, Judged]:
    """Return the verdict of every rep over the standard period nearest to the days looked at."""
    rows = queries.rows(conn, "reps_verdicts", scope, period=judged_period(period))
    return {row["rep_id"]: Judged(row["verdict"], row["points"], tuple(json.loads(row["reasons"]))) for row in rows}


def profiles(conn: sqlite3.Connection, scope: Scope, as_of: str) -> dict[str, list[ProfileStrip]]:
    """Return the newest judged profile of each rep and network, with the score before it and what to mend."""
    then = scope.during("", as_of)
    checks: dict[tuple[str, str, str], list[tuple[str, str, float]]] = {}
    for row in queries.rows(conn, "reps_profile_checks", then):
        if row["state"] in ("failed", "improve"):
            key = (row["rep_id"], row["network"], row["taken_on"])
            checks.setdefault(key, []).append((row["rule"], row["state"], row["lost"]))
    history: dict[tuple[str, str], list[sqlite3.Row]] = {}
    for row in queries.rows(conn, "reps_profiles", then):
        history.setdefault((row["rep_id"], row["network"]), []).append(row)
    found: dict[str, list[ProfileStrip]] = {}
    for (rep_id, network), rows in history.items():
        last, earlier = rows[-1], rows[-2] if len(rows) > 1 else None
        fixes = tuple(checks.get((rep_id, network, last["taken_on"]), ()))
        strip = ProfileStrip(
            network=network,
            taken_on=last["taken_on"],
            score=last["score"],
            capped_by=last["capped_by"],
            parts=json.loads(last["parts"]),
            before=earlier["score"] if earlier else None,
            before_on=earlier["taken_on"] if earlier else None,
            fixes=fixes,
        )
        found.setdefault(rep_id, []).append(strip)
    return found


def capped_since(conn: sqlite3.Connection, scope: Scope, as_of: str) -> dict[str, str]:
    """Return since which snapshot in a row a rep's profile has been capped, by rep (the oldest of its networks)."""
    since: dict[tuple[str, str], str | None] = {}
    for row in queries.rows(conn, "reps_profiles", scope.during("", as_of)):
        key = (row["rep_id"], row["network"])
        since[key] = (since.get(key) or row["taken_on"]) if row["capped_by"] else None
    found: dict[str, str] = {}
    for (rep_id, _), day in since.items():
        if day:
            found[rep_id] = min(found.get(rep_id, day), day)
    return found


def open_messages(conn: sqlite3.Connection, scope: Scope) -> tuple[int, int]:
    """Return how many messages of a scope no figure counts, as nobody said who wrote them, and how many are counted by
    an answer that nobody confirmed.
    """
    row = queries.rows(conn, "open_messages", scope)[0]
    return row["unknown"], row["proposed"]
