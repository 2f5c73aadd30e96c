"""How reps stand: the stored judgement, told in the numbers of the days looked at and only as far as they prove it."""

import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from data import queries
from data.scope import Scope
from metrics import people
from metrics.catalog import BY_ID
from metrics.figures import by_rep, norms_of
from metrics.metric import Measurement
from metrics.models import Period
from metrics.people import Judged, Known
from metrics.targets import Norms, target_of

SHARES = ("copies", "pitch_after_reply", "pitch_in_opener", "burned", "follow_up_pressure")
"""Figures that a reason gives as k of n; the other reasons count findings."""
_ABOUT_NOW = ("waiting",)
"""Reasons that are true only while a rep's data is fresh."""
_NOTHING_FOUND = ("ok", "early")

Counts = Mapping[tuple[str, str], int]


def standings(
    conn: sqlite3.Connection, scope: Scope, period: Period, reps: Sequence[Known], as_of: str | None
) -> dict[str, Judged]:
    """Return how each rep stands over the days of a scope.

    A judgement is made over a standard period and all networks. Here its reasons get the numbers of the scope, the same
    as its cards show; a share whose 95 % interval reaches back over the target accuses nobody. A rep whose data
    stopped is neither well nor waiting: nothing is known.
    """
    judged = people.verdicts(conn, scope, period)
    measured = by_rep(conn, SHARES, scope, as_of)
    found: Counter[tuple[str, str]] = Counter()
    for row in queries.rows(conn, "findings_counts", scope):
        found[row["rep_id"], row["rule"]] += row["count"]
    norms = norms_of(conn)
    shares = {key: one for key, one in measured.items() if _proven(one, norms)}
    return {rep.rep_id: _standing(judged.get(rep.rep_id, Judged()), rep, shares, found) for rep in reps}


def _standing(judged: Judged, rep: Known, shares: Mapping[tuple[str, str], Measurement], found: Counts) -> Judged:
    """Return how a rep stands; `shares` are those that these days prove to miss their target."""
    reasons = tuple(
        told
        for reason in judged.reasons
        if not (rep.stale and reason["figure"] in _ABOUT_NOW)
        and (told := _told(reason, rep.rep_id, shares, found)) is not None
    )
    return replace(judged, verdict=_verdict(judged.verdict, reasons, rep), reasons=reasons)


def _told(
    reason: Mapping[str, Any], rep_id: str, shares: Mapping[tuple[str, str], Measurement], found: Counts
) -> Mapping[str, Any] | None:
    """Return a reason with the numbers of these days, None for one that they don't prove."""
    if reason["figure"] in SHARES:
        one = shares.get((reason["figure"], rep_id))
        return {**reason, "k": one.k, "n": one.n} if one is not None else None
    if reason["figure"] == "profile":
        return reason
    count = found.get((rep_id, reason["rule"]), 0)
    return {**reason, "k": count} if count else None


def _proven(one: Measurement, norms: Norms) -> bool:
    target = target_of(BY_ID[one.metric], norms).target
    return target is not None and not one.too_few and one.low is not None and one.low > target


def _verdict(stored: str, reasons: Sequence[Mapping[str, Any]], rep: Known) -> str:
    worst = {reason["severity"] for reason in reasons}
    verdict = stored
    if stored in ("stop", "watch"):
        verdict = "stop" if "stop" in worst else "watch" if "watch" in worst else "ok"
    return "no_data" if rep.stale and verdict in _NOTHING_FOUND else verdict
