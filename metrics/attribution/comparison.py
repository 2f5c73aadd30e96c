"""Deals with and without a talk, side by side, with the two reasons why that proves nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from metrics.metric import Measurement, share
from metrics.stats import Survival, difference, survival

LANDMARK = 30
"""Days: only what was known then divides the deals, or long deals would collect talks by being long."""
WON_WITHIN = 180


class Course(NamedTuple):
    """How one deal went. `open_days` from its opening until it closed or the last day known; `age` until that day."""

    talked: bool  # an eligible touch by the landmark
    state: str
    open_days: float
    age: float


@dataclass(frozen=True)
class Side:
    """Deals of one side: won within WON_WITHIN days of those old enough, and the time to winning."""

    won: Measurement
    cycle: Survival
    deals: int


@dataclass(frozen=True)
class Comparison:
    """Both sides; `early` deals were closed before the landmark and are on neither. apart: (difference, low, high)."""

    with_talk: Side
    without: Side
    early: int
    apart: tuple[float, float, float] | None


def compare(courses: Sequence[Course]) -> Comparison:
    """Compare deals that were still open at the landmark by whether somebody had talked by then."""
    standing = [one for one in courses if one.open_days >= LANDMARK]
    sides = [_side([one for one in standing if one.talked is talked]) for talked in (True, False)]
    (one, other) = (side.won for side in sides)
    enough = (one.n or 0) >= 10 and (other.n or 0) >= 10
    apart = difference(other.k, other.n, one.k, one.n) if enough else None
    return Comparison(sides[0], sides[1], len(courses) - len(standing), apart)


def _side(courses: Sequence[Course]) -> Side:
    old = [one for one in courses if one.age >= WON_WITHIN]
    k = sum(1 for one in old if one.state == "won" and one.open_days <= WON_WITHIN)
    cycle = survival([one.open_days for one in courses], [one.state == "won" for one in courses])
    return Side(share(k, len(old), len(courses) - len(old)), cycle, len(courses))
