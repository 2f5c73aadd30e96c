"""What changed beyond noise: a week against the weeks before it, sudden (u-chart) or slow (eight on one side)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import median
from typing import Literal

from metrics.stats import count_p

WEEKS, MIN_CHANGE, MIN_COUNT, RUN, MAX_SPREAD = 8, 0.2, 8, 8, 1.5
"""Weeks that a week is judged by; the least change and the least sum of counts that are told; weeks on one side; beyond
this spread weeks vary too much for a plain test."""

Kind = Literal["jump", "signal", "drift"]


@dataclass(frozen=True)
class Alert:
    """A change that is no noise. `change` is relative to the usual count (0.5 = half as many again).

    kind: jump (the newest week against the median of the eight before), signal (beyond three sigma of the u-chart),
    drift (eight weeks in a row on one side of the middle).
    """

    kind: Kind
    week: str
    change: float
    usual: float
    now: float


def alert(weeks: Sequence[tuple[str, int]], masked: Collection[str] = ()) -> Alert | None:
    """Return what the newest of some weeks (Monday, count) shows, at most one thing; holiday weeks are left out."""
    told = [(week, count) for week, count in weeks if week not in masked]
    if len(told) <= WEEKS or not weeks or told[-1][0] != weeks[-1][0]:
        return None
    before, (week, now) = [count for _, count in told[-WEEKS - 1 : -1]], told[-1]
    if sum(before) + now < MIN_COUNT:
        return None
    return _jump(week, before, now) or _drift(told)


def _jump(week: str, before: Sequence[int], now: int) -> Alert | None:
    usual = median(before)
    change = _relative(now, usual)
    if abs(change) < MIN_CHANGE:
        return None
    if _beyond(before, now):
        return Alert("signal", week, change, usual, now)
    surely = count_p(round(usual * WEEKS), now, WEEKS, 1) < 0.05 and spread(before) <= MAX_SPREAD
    return Alert("jump", week, change, usual, now) if surely else None


def _relative(now: float, usual: float) -> float:
    return now / usual - 1 if usual else (1.0 if now else 0.0)


def spread(counts: Sequence[int]) -> float:
    """Return how much more counts of equal times vary than chance alone lets them (a ratio of variances, from 1)."""
    middle = sum(counts) / len(counts)
    if not middle or len(counts) < 2:
        return 1.0
    return max(1.0, sum((count - middle) ** 2 for count in counts) / (len(counts) - 1) / middle)


def _beyond(before: Sequence[int], now: int) -> bool:
    middle = sum(before) / len(before)
    return bool(middle) and abs(now - middle) > 3 * sqrt(middle * spread(before))


def _drift(told: Sequence[tuple[str, int]]) -> Alert | None:
    """Return a slow change: the newest eight weeks all on one side of the middle of the weeks before them."""
    early, late = [count for _, count in told[:-RUN]], [count for _, count in told[-RUN:]]
    if len(early) < WEEKS:
        return None
    usual, now = median(early), sum(late) / len(late)
    one_side = all(count > usual for count in late) or all(count < usual for count in late)
    change = _relative(now, usual)
    return Alert("drift", told[-1][0], change, usual, now) if one_side and abs(change) >= MIN_CHANGE else None
