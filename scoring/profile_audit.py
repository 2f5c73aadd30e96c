"""Profiles judged: scores, checks and the finding of a job search, written to the workspace."""

import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from data import derive
from data.derive import FindingRow, ProfileCheckRow, ProfileScoreRow
from data.records import canonical_json, stable_id
from scoring.profile import PROFILE_RULES
from scoring.profile_model import Profile, Team
from scoring.profile_reading import profiles, team_of
from scoring.profile_score import Score, score
from scoring.profile_texts import TableError, classify_csv
from scoring.rule import Outcome, Span
from scoring.suggestions import suggest
from scoring.weights import Section, Weights

__all__ = ["Judged", "TableError", "audit", "card", "classify_csv", "judge"]
JOB_SEEKING = "profile.job-seeking"
EVIDENCE_CHARS = 600
_BEFORE = 150


class Judged(NamedTuple):
    """A profile as of one day with what the checks say, by rule id, and its score."""

    profile: Profile
    outcomes: dict[str, Outcome]
    score: Score


def judge(profile: Profile, team: Team, numbers: Section) -> Judged:
    """Let every check look at a profile."""
    outcomes = {rule.id: _short(rule.judge(profile, team)) for rule in PROFILE_RULES}
    return Judged(profile, outcomes, score(outcomes, numbers))


def _short(outcome: Outcome) -> Outcome:
    """Cut long evidence to a window that begins shortly before the first words meant."""
    if len(outcome.evidence) <= EVIDENCE_CHARS:
        return outcome
    first = max(0, min((start for start, _ in outcome.spans), default=0) - _BEFORE)
    window = outcome.evidence[first : first + EVIDENCE_CHARS]
    return Outcome(outcome.state, window, _shifted(outcome.spans, first, len(window)), outcome.params)


def _shifted(spans: Iterable[Span], by: int, length: int) -> tuple[Span, ...]:
    moved = ((max(0, start - by), min(length, end - by)) for start, end in spans)
    return tuple((start, end) for start, end in moved if start < end)


def audit(conn: sqlite3.Connection, weights: Weights, reps: Sequence[str] | None = None) -> int:
    """Judge the profiles inside the caller's transaction; return how many snapshots were judged.

    `reps`, whose facts changed, is for saving work: () means nobody. Otherwise all profiles are judged, as one
    profile can change what the team has in common; rows that stay as they are are not written again.
    """
    if reps is not None and not reps:
        return 0
    found = profiles(conn)
    team = team_of(conn, found, weights.profile.thresholds)
    judged = [judge(profile, team, weights.profile) for profile in found]
    derive.replace_all(conn, ProfileScoreRow, [_score_row(one) for one in judged])
    derive.replace_all(
        conn, ProfileCheckRow, [row for one in judged for row in _check_rows(one, team, weights.profile, found)]
    )
    derive.delete(conn, "finding", "rule", [JOB_SEEKING])
    derive.insert(conn, _findings(judged, weights.profile))
    return len(judged)


def _score_row(one: Judged) -> ProfileScoreRow:
    profile = one.profile
    return ProfileScoreRow(
        profile.rep_id,
        profile.network,
        profile.taken_on,
        one.score.value,
        one.score.capped_by,
        canonical_json(one.score.parts),
        canonical_json(card(profile)),
    )


def card(profile: Profile) -> dict:
    """Return what a card shows of a profile; None where the exports did not tell."""
    held = next(iter(profile.current), None)
    visible = [received for received in profile.recommendations or () if received.visible]
    return {
        "name": profile.name,
        "network": profile.network,
        "headline": profile.headline,
        "summary": None if profile.summary is None else profile.summary[:2_000],
        "position": None if profile.positions is None else (held.title if held else ""),
        "company": None if profile.positions is None else (held.company if held else ""),
        "industry": profile.industry,
        "location": profile.location,
        "websites": None if profile.websites is None else list(profile.websites),
        "skills": None if profile.skills is None else len(profile.skills),
        "recommendations": None if profile.recommendations is None else len(visible),
        "languages": list(profile.languages),
        "url": profile.url,
        "last_act": profile.acts.last if profile.acts else None,
        "lang": profile.lang,
    }


def _check_rows(one: Judged, team: Team, numbers: Section, found: Sequence[Profile]) -> Iterable[ProfileCheckRow]:
    profile = one.profile
    earlier = [other for other in found if _same(other, profile) and other.taken_on < profile.taken_on]
    for rule, outcome in one.outcomes.items():
        text = suggest(profile, rule, team, earlier) if outcome.state in ("failed", "improve") else None
        yield ProfileCheckRow(
            profile.rep_id,
            profile.network,
            profile.taken_on,
            rule,
            outcome.state,
            numbers.rules[rule].points,
            round(one.score.lost.get(rule, 0.0), 4),
            outcome.evidence,
            canonical_json(outcome.spans),
            canonical_json({**outcome.params, **({"suggestion": text} if text else {})}),
        )


def _same(one: Profile, other: Profile) -> bool:
    return (one.rep_id, one.network) == (other.rep_id, other.network)


def _findings(judged: list[Judged], numbers: Section) -> list[FindingRow]:
    """Return a finding for every profile whose newest snapshot speaks of a job search."""
    series: dict[tuple[str, str], list[Judged]] = {}
    for one in judged:
        series.setdefault((one.profile.rep_id, one.profile.network), []).append(one)
    return [_finding(snapshots, numbers) for snapshots in series.values() if _seeks(snapshots[-1])]


def _seeks(one: Judged) -> bool:
    return one.outcomes[JOB_SEEKING].state == "failed"


def _finding(snapshots: list[Judged], numbers: Section) -> FindingRow:
    newest = snapshots[-1]
    first = newest
    for one in reversed(snapshots):
        if not _seeks(one):
            break
        first = one
    outcome, weight = newest.outcomes[JOB_SEEKING], numbers.rules[JOB_SEEKING]
    profile = newest.profile
    seen = first.outcomes[JOB_SEEKING].params.get("since") or first.profile.taken_on
    subject = f"{profile.rep_id}/{profile.network}"
    return FindingRow(
        stable_id(JOB_SEEKING, subject),
        JOB_SEEKING,
        profile.rep_id,
        profile.network,
        "profile",
        subject,
        None,
        None,
        None,
        seen or None,
        weight.severity,
        weight.points,
        outcome.evidence,
        canonical_json(outcome.spans),
        canonical_json(outcome.params),
    )
