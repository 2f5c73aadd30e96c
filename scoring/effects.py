"""What other weights would make of everybody: verdicts, points and profile scores before and after, storing nothing."""

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from data import derive, queries
from data.scope import Scope
from scoring import verdict
from scoring.profile_score import score
from scoring.rule import Outcome
from scoring.verdict import Breaches, Evidence, Verdict
from scoring.weights import Section, Weights, effective


@dataclass(frozen=True)
class Effect:
    """One rep: (before, after) of the verdict, of its points, and of the newest profile's score."""

    rep_id: str
    verdicts: tuple[str, str]
    points: tuple[float, float]
    profiles: tuple[int | None, int | None]

    @property
    def changed(self) -> bool:
        """Whether anything would be different."""
        return any(before != after for before, after in (self.verdicts, self.points, self.profiles))


def effects(
    conn: sqlite3.Connection,
    scope: Scope,
    period: str,
    now: Mapping[str, Any] | None,
    then: Mapping[str, Any] | None,
) -> list[Effect]:
    """Return the effect of putting the overrides `then` in the place of `now` on every rep of a scope.

    Points, limits of groups, caps, and the thresholds of verdicts take part; thresholds that rules compare texts with
    show only once everything is judged anew.

    Raises:
        WeightError: the overrides can't be used.
    """
    old, new = effective(now), effective(then)
    judged = _evidence(conn, period, old)
    profiles = _profiles(conn, scope, old, new)
    reps = [row["id"] for row in conn.execute("SELECT id FROM rep WHERE active = 1 ORDER BY name, id")]
    return [
        _effect(rep_id, judged.get(rep_id, Evidence(active=False)), profiles.get(rep_id, (None, None)), old, new)
        for rep_id in reps
        if scope.reps is None or rep_id in scope.reps
    ]


def _effect(
    rep_id: str, evidence: Evidence, profiles: tuple[int | None, int | None], old: Weights, new: Weights
) -> Effect:
    before: Verdict = verdict.judge(evidence, old.outreach)
    after = verdict.judge(_rescaled(evidence, old.outreach, new.outreach), new.outreach)
    return Effect(rep_id, (before.verdict, after.verdict), (before.points, after.points), profiles)


def _rescaled(evidence: Evidence, old: Section, new: Section) -> Evidence:
    """Return the evidence as if its findings had cost the new points."""
    breaches = {rule: _scaled(rule, broken, old, new) for rule, broken in evidence.breaches.items()}
    return Evidence(evidence.counts, breaches, evidence.active)


def _scaled(rule: str, broken: Breaches, old: Section, new: Section) -> Breaches:
    was, will = (section.rules[rule].points if rule in section.rules else 0.0 for section in (old, new))
    if was == will:
        return broken
    if not was:
        return Breaches(broken.found, broken.found * will, will)
    return Breaches(broken.found, broken.points * will / was, broken.most * will / was)


def _evidence(conn: sqlite3.Connection, period: str, weights: Weights) -> dict[str, Evidence]:
    until = derive.newest_day(conn)
    if not until:
        return {}
    last = date.fromisoformat(until)
    days = {"since": verdict.period_start(period, last).isoformat(), "until": until}
    silent = (last - timedelta(days=int(weights.outreach.thresholds["copies_grace_days"]))).isoformat()
    counts = {row["rep_id"]: dict(row) for row in derive.rows(conn, "period_figures", **days, mature_until=silent)}
    breaches: dict[str, dict[str, Breaches]] = {}
    for row in derive.rows(conn, "period_findings", **days):
        breaches.setdefault(row["rep_id"], {})[row["rule"]] = Breaches(row["found"], row["points"], row["most"])
    active = {row["rep_id"] for row in derive.rows(conn, "active_reps", **days)}
    reps = {*counts, *breaches, *active}
    return {rep: Evidence(counts.get(rep, {}), breaches.get(rep, {}), rep in active) for rep in reps}


def _profiles(
    conn: sqlite3.Connection, scope: Scope, old: Weights, new: Weights
) -> dict[str, tuple[int | None, int | None]]:
    """Return the scores of everybody's newest profile; of several networks the lowest counts."""
    newest: dict[tuple[str, str], list[sqlite3.Row]] = {}
    for row in queries.rows(conn, "profiles_checks", scope.during("", "")):
        key = row["rep_id"], row["network"]
        held = newest.get(key, [])
        newest[key] = [*held, row] if held and held[0]["taken_on"] == row["taken_on"] else [row]
    found: dict[str, list[tuple[int | None, int | None]]] = {}
    for (rep_id, _network), checks in newest.items():
        found.setdefault(rep_id, []).append((_score(checks, old.profile), _score(checks, new.profile)))
    return {rep_id: (_lowest(a for a, _ in pairs), _lowest(b for _, b in pairs)) for rep_id, pairs in found.items()}


def _score(checks: Iterable[sqlite3.Row], numbers: Section) -> int | None:
    return score({row["rule"]: Outcome(row["state"]) for row in checks if row["rule"] in numbers.rules}, numbers).value


def _lowest(values: Iterable[int | None]) -> int | None:
    known = [value for value in values if value is not None]
    return min(known) if known else None
