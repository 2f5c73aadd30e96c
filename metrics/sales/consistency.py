"""Steady prospecting against closings: do reps who prospect every week close more of what they work on?"""

from collections.abc import Sequence
from typing import NamedTuple

from metrics.stats import difference

STEADY, MIN_WEEKS, MIN_CASES = 0.8, 8, 30
"""From this share of weeks with prospecting on a rep is steady; the least weeks of a rep and cases of a side."""


class Steadiness(NamedTuple):
    """One rep: weeks with prospecting of weeks looked at, and worked opportunities that were won."""

    rep_id: str
    weeks: int
    of_weeks: int
    won: int
    worked: int

    @property
    def share(self) -> float | None:
        """The share of weeks with prospecting; None over too few weeks."""
        return self.weeks / self.of_weeks if self.of_weeks >= MIN_WEEKS else None


class Compared(NamedTuple):
    """Steady reps against the others: (won, worked) of each, the difference with its interval where it can be told."""

    steady: tuple[int, int]
    others: tuple[int, int]
    difference: tuple[float, float, float] | None


def compared(reps: Sequence[Steadiness]) -> Compared:
    """Return how steady reps and the others close; who was not looked at for long enough is in neither."""
    told = [rep for rep in reps if rep.share is not None]
    steady, others = (
        (sum(rep.won for rep in side), sum(rep.worked for rep in side))
        for side in ([r for r in told if r.share >= STEADY], [r for r in told if r.share < STEADY])
    )
    enough = min(steady[1], others[1]) >= MIN_CASES
    return Compared(steady, others, difference(*others, *steady) if enough else None)
