"""The judgement of one rep over a period: ok, watch, stop and fix first, too early to say, or no data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from math import inf
from typing import Any

from scoring.templates.usage import proven_share
from scoring.weights import Section

PERIODS = ("30d", "15w", "12m")
JOB_SEEKING = "profile.job-seeking"
_ORDER = {"stop": 0, "watch": 1, "note": 2}


@dataclass(frozen=True)
class Breaches:
    """What the findings of one rule come to in a period: how many, and their points."""

    found: int
    points: float
    most: float = 0.0


@dataclass(frozen=True)
class Evidence:
    """What a verdict is made from: counts of conversations that began in the period, findings that stand.

    `counts` has the columns of `derive/period_figures.sql`; `active` tells whether the rep has any fact in the period.
    """

    counts: Mapping[str, int] = field(default_factory=dict)
    breaches: Mapping[str, Breaches] = field(default_factory=dict)
    active: bool = True


@dataclass(frozen=True)
class Reason:
    """One reason: a figure's k of n, or a count of findings (n None), and how much it weighs."""

    rule: str
    figure: str
    k: int
    n: int | None
    severity: str

    def as_dict(self) -> dict[str, Any]:
        """Return the reason as it is stored."""
        return {"rule": self.rule, "figure": self.figure, "k": self.k, "n": self.n, "severity": self.severity}


@dataclass(frozen=True)
class Verdict:
    """A verdict, the points it rests on, and its reasons, the most harmful first."""

    verdict: str
    points: float
    reasons: tuple[Reason, ...]


def period_start(period: str, until: date) -> date:
    """Return the first day of a standard period that ends on a day."""
    if period == "12m":
        return (
            until.replace(year=until.year - 1, day=min(until.day, 28 if until.month == 2 else until.day))
        ) + timedelta(days=1)
    days = {"30d": 30, "15w": 105}[period]
    return until - timedelta(days=days - 1)


def judge(evidence: Evidence, numbers: Section) -> Verdict:
    """Judge one rep over one period. Harm comes first: no amount of good or of volume makes up for a "stop".

    Shares are judged on enough cases only, and stop a rep only when the whole 95 % interval lies beyond the limit; a
    single act that does harm (writing on after "stop", a profile that looks for a job) needs no sample.
    """
    reasons = sorted(_reasons(evidence, numbers.thresholds), key=lambda reason: _ORDER[reason.severity])
    total = points(evidence.breaches, numbers)
    worst = reasons[0].severity if reasons else "note"
    if worst == "stop":
        return Verdict("stop", total, tuple(reasons))
    if not evidence.active:
        return Verdict("no_data", total, tuple(reasons))
    if _early(evidence.counts, numbers.thresholds):
        return Verdict("early", total, tuple(reasons))
    return Verdict("watch" if worst == "watch" else "ok", total, tuple(reasons))


def _early(counts: Mapping[str, int], limits: Mapping[str, float]) -> bool:
    """Tell whether a rep opened too little to be judged; a newcomer's first weeks need more."""
    openers, age = counts.get("openers", 0), counts.get("first_opener_days")
    new = age is not None and age < limits["verdict_newcomer_days"]
    return openers < limits["verdict_newcomer_openers" if new else "verdict_openers"]


def points(breaches: Mapping[str, Breaches], numbers: Section) -> float:
    """Return the points that findings cost: per rule at most its limit, per group at most the group's."""
    groups: dict[str, float] = {}
    for rule, broken in breaches.items():
        weight = numbers.rules.get(rule)
        if weight is None:
            continue
        cost = broken.most if weight.one_shot else broken.points
        cost = cost if weight.limit is None else min(cost, weight.limit)
        groups[weight.group] = groups.get(weight.group, 0.0) + cost
    return round(sum(min(cost, numbers.groups[group]) for group, cost in groups.items()), 2)


def _reasons(evidence: Evidence, limits: Mapping[str, float]) -> list[Reason]:
    """Return every reason that reaches its limit, in the order of harm."""
    found = [
        _job_seeking(evidence),
        _count("contact.opt-out-ignored", "opt_out_ignored", evidence, limits, "opt_out"),
        _copies(evidence.counts, limits),
        _share(
            "reply.pitch",
            "pitch_after_reply",
            evidence.counts,
            limits,
            ("pitched_after_reply", "replies", "after_reply"),
        ),
        _share("opener.pitch", "pitch_in_opener", evidence.counts, limits, ("pitched", "openers", "pitch")),
        _share("", "burned", evidence.counts, limits, ("burned", "burnable", "burned")),
        _share(
            "follow-up.pressure",
            "follow_up_pressure",
            evidence.counts,
            limits,
            ("pressured", "approached", "pressured"),
        ),
        _count("message.unfilled-slot", "slot_left", evidence, limits, "slots"),
        _count("reply.waiting", "waiting", evidence, limits, "waiting"),
    ]
    return [reason for reason in found if reason is not None]


def _job_seeking(evidence: Evidence) -> Reason | None:
    found = evidence.breaches.get(JOB_SEEKING)
    return Reason(JOB_SEEKING, "profile", found.found, None, "stop") if found else None


def _count(rule: str, figure: str, evidence: Evidence, limits: Mapping[str, float], name: str) -> Reason | None:
    found = evidence.breaches.get(rule)
    severity = _severity(found.found, limits, name) if found else None
    return Reason(rule, figure, found.found, None, severity) if severity else None


def _share(
    rule: str, figure: str, counts: Mapping[str, int], limits: Mapping[str, float], names: tuple
) -> Reason | None:
    k, n, name = counts.get(names[0], 0), counts.get(names[1], 0), names[2]
    least = limits["verdict_replies" if name == "after_reply" else "verdict_openers"]
    severity = _share_severity(k, n, limits, name) if n and n >= least else None
    return Reason(rule, figure, k, n, severity) if severity else None


def _share_severity(k: int, n: int, limits: Mapping[str, float], name: str) -> str | None:
    """Judge k of n: "stop" only what the sample proves; "watch" a share of a sample that is not small, or proven."""
    low = proven_share(k, n)
    if low >= limits.get(f"verdict_{name}_stop", inf):
        return "stop"
    seen = k / n if n >= limits["verdict_share_n"] else low
    return "watch" if seen >= limits[f"verdict_{name}_watch"] else None


def _severity(value: float, limits: Mapping[str, float], name: str) -> str | None:
    if value >= limits.get(f"verdict_{name}_stop", inf):
        return "stop"
    return "watch" if value >= limits[f"verdict_{name}_watch"] else None


def _copies(counts: Mapping[str, int], limits: Mapping[str, float]) -> Reason | None:
    """Judge the share of copies; they stop a rep only when enough of them had time for an answer and few got one.

    Copies of which provably more than that share are answered are no reason.
    """
    k, n = counts.get("copied", 0), counts.get("openers", 0)
    severity = _share_severity(k, n, limits, "copies") if n >= limits["verdict_openers"] else None
    if severity is None:
        return None
    mature, answered = counts.get("copies_mature", 0), counts.get("copies_replied", 0)
    if mature and proven_share(answered, mature) >= limits["copies_stop_rate"]:
        return None
    ignored = mature >= limits["copies_stop_n"] and answered / mature < limits["copies_stop_rate"]
    return Reason("opener.copied", "copies", k, n, "stop" if severity == "stop" and ignored else "watch")
