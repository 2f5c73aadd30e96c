"""Who is really different: shares against the limits that chance allows round the team's share (Spiegelhalter 2005)."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Literal

import numpy as np
from scipy import stats

OUTER, INNER = 0.998, 0.95
MIN_POINTS, MAX_SPREAD = 5, 1.5
"""Fewer points are no plot; a spread beyond this widens the limits."""

Side = Literal["", "low", "high"]


@dataclass(frozen=True)
class Point:
    """One rep or channel: k of n; `outside` tells on which side of the 99.8 % limits it lies, "" inside them."""

    name: str
    k: int
    n: int
    outside: Side = ""


@dataclass(frozen=True)
class Plot:
    """Points against the share of all of them; `spread` 1 unless they differ more than chance (overdispersion)."""

    rate: float
    spread: float
    points: tuple[Point, ...]

    def limits(self, n: int, level: float = INNER) -> tuple[float, float]:
        """Return between which shares chance keeps a point of n cases."""
        if self.spread > 1:
            return normal_limits(self.rate, n, level, self.spread)
        return exact_limits(self.rate, n, level)


def normal_limits(rate: float, n: int, level: float = INNER, spread: float = 1.0) -> tuple[float, float]:
    """Return limits of a share of n by the normal curve, widened by a spread (a ratio of variances)."""
    half = float(stats.norm.ppf((1 + level) / 2)) * sqrt(spread * rate * (1 - rate) / n)
    return max(0.0, rate - half), min(1.0, rate + half)


def exact_limits(rate: float, n: int, level: float = INNER) -> tuple[float, float]:
    """Return limits of a share of n by the binomial distribution, interpolated between whole counts."""
    return _quantile(rate, n, (1 - level) / 2), _quantile(rate, n, (1 + level) / 2)


def _quantile(rate: float, n: int, share: float) -> float:
    count = int(stats.binom.ppf(share, n, rate))
    upto, own = float(stats.binom.cdf(count, n, rate)), float(stats.binom.pmf(count, n, rate))
    back = (upto - share) / own if own else 0.0
    return min(max((count - back) / n, 0.0), 1.0)


def plot(counts: Sequence[tuple[str, int, int]]) -> Plot | None:
    """Return points (name, k, n) against their common share; None below five of them, or where all or none hold."""
    shown = [(name, k, n) for name, k, n in counts if n]
    total, cases = sum(k for _, k, _ in shown), sum(n for _, _, n in shown)
    if len(shown) < MIN_POINTS or total in (0, cases):
        return None
    rate = total / cases
    found = _spread(shown, rate)
    blank = Plot(rate, found if found > MAX_SPREAD else 1.0, ())
    points = tuple(Point(name, k, n, _outside(k / n, *blank.limits(n, OUTER))) for name, k, n in shown)
    return Plot(rate, blank.spread, points)


def _outside(share: float, low: float, high: float) -> Side:
    return "low" if share < low else "high" if share > high else ""


def _spread(counts: Sequence[tuple[str, int, int]], rate: float) -> float:
    """Return the mean square of the points' distances, the most distant tenth of each side drawn in (winsorised).

    One of each side is drawn in at least: who is far outside must not widen the limits so far as to hide in them.
    """
    z = np.sort([(k / n - rate) / sqrt(rate * (1 - rate) / n) for _, k, n in counts])
    out = max(1, len(z) // 10)
    return float((np.clip(z, z[out], z[-1 - out]) ** 2).mean())
