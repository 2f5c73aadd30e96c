"""Honest statistics for small samples: intervals, differences, times with open cases, shrinkage. All pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
from scipy import stats
from scipy.special import gammaincinv

Z = float(stats.norm.ppf(0.975))
PRIOR_CASES = 10
"""How many cases the team's rate weighs in a shrunk rate; fixed, since a prior fitted on ten reps covers badly."""


def wilson(k: int, n: int) -> tuple[float, float]:
    """Return the 95 % interval of a share k of n (Wilson 1927); (0, 1) when n is 0."""
    if n == 0:
        return 0.0, 1.0
    share, over = k / n, Z * Z / n
    middle = (share + over / 2) / (1 + over)
    half = Z / (1 + over) * sqrt(share * (1 - share) / n + over / (4 * n))
    return (0.0 if k == 0 else middle - half), (1.0 if k == n else middle + half)


def difference(k1: int, n1: int, k2: int, n2: int) -> tuple[float, float, float]:
    """Return k2/n2 - k1/n1 and its 95 % interval (Newcombe 1998, method 10: Wilson hybrid); both n above 0."""
    p1, p2 = k1 / n1, k2 / n2
    (low1, high1), (low2, high2) = wilson(k1, n1), wilson(k2, n2)
    below = sqrt((p2 - low2) ** 2 + (high1 - p1) ** 2)
    above = sqrt((high2 - p2) ** 2 + (p1 - low1) ** 2)
    return p2 - p1, p2 - p1 - below, p2 - p1 + above


def count_p(before: int, after: int, exposure_before: float = 1.0, exposure_after: float = 1.0) -> float:
    """Return the two-sided p of two counts having one rate (exact; Przyborowski, Wilenski 1940)."""
    if before + after == 0:
        return 1.0
    return float(stats.binomtest(after, before + after, exposure_after / (exposure_before + exposure_after)).pvalue)


def count_ratio(before: int, after: int) -> tuple[float, float]:
    """Return the 95 % interval of the ratio of two rates after/before over equal times (exact, Clopper-Pearson)."""
    if before + after == 0:
        return 0.0, float("inf")
    low, high = stats.binomtest(after, before + after).proportion_ci(method="exact")
    return low / (1 - low) if low < 1 else float("inf"), high / (1 - high) if high < 1 else float("inf")


def poisson(count: int) -> tuple[float, float]:
    """Return the exact 95 % interval of the mean behind a count (Garwood 1936)."""
    return float(gammaincinv(count, 0.025)) if count else 0.0, float(gammaincinv(count + 1, 0.975))


def shrunk(k: int, n: int, rate: float, cases: float = PRIOR_CASES) -> float:
    """Return a share pulled towards the team's `rate` as if `cases` more cases had shown it: for ordering only."""
    return (k + cases * rate) / (n + cases)


def holm(p: Sequence[float]) -> list[float]:
    """Return p values adjusted for having made them all (Holm 1979)."""
    order = np.argsort(p, kind="stable")
    adjusted = np.maximum.accumulate(np.asarray(p)[order] * np.arange(len(p), 0, -1))
    return _put_back(order, adjusted)


def benjamini_hochberg(p: Sequence[float]) -> list[float]:
    """Return p values adjusted to the rate of false finds among all finds (Benjamini, Hochberg 1995)."""
    return [float(value) for value in stats.false_discovery_control(p)] if len(p) else []


def _put_back(order: np.ndarray, adjusted: np.ndarray) -> list[float]:
    out = np.empty(len(order))
    out[order] = np.minimum(adjusted, 1.0)
    return [float(value) for value in out]


def middle_half(values: Sequence[float]) -> tuple[float, float] | None:
    """Return the quartiles that half of the values lie between; None for fewer than four values."""
    if len(values) < 4:
        return None
    low, high = np.quantile(np.asarray(values, dtype=float), (0.25, 0.75))
    return float(low), float(high)


@dataclass(frozen=True)
class Survival:
    """A Kaplan-Meier estimate: `steps` are (time, share of cases still open after it), at times of events only.

    low, high: 95 % interval of each step (log-log, Greenwood's variance), for the interval of quantiles.
    """

    n: int
    events: int
    steps: tuple[tuple[float, float], ...]
    low: tuple[float, ...]
    high: tuple[float, ...]

    def quantile(self, share: float = 0.5) -> float | None:
        """Return the time by which `share` of the cases are closed; None when the data do not reach it."""
        return _first(self.steps, [value for _, value in self.steps], 1 - share)

    def interval(self, share: float = 0.5) -> tuple[float | None, float | None]:
        """Return the 95 % interval of that time (Brookmeyer, Crowley 1982); None where it is not reached."""
        return _first(self.steps, self.low, 1 - share), _first(self.steps, self.high, 1 - share)

    def closed_by(self, time: float) -> float:
        """Return the share of cases closed by a time."""
        return 1 - next((value for at, value in reversed(self.steps) if at <= time), 1.0)


def _first(steps: Sequence[tuple[float, float]], bound: Sequence[float], level: float) -> float | None:
    return next((at for (at, _), value in zip(steps, bound, strict=True) if value <= level + 1e-12), None)


def survival(times: Sequence[float], closed: Sequence[bool]) -> Survival:
    """Estimate how long cases stay open (Kaplan, Meier 1958); a case not `closed` is known open until its time.

    Raises:
        ValueError: a negative time, or sequences of different length.
    """
    if len(times) != len(closed):
        raise ValueError("every case needs a time and whether it is closed")
    at, done = np.asarray(times, dtype=float), np.asarray(closed, dtype=bool)
    if (at < 0).any():
        raise ValueError("a time below 0 makes no sense")
    moments, events = np.unique(at[done], return_counts=True)
    at_risk = len(at) - np.searchsorted(np.sort(at), moments, side="left")
    open_share = np.cumprod(1 - events / at_risk)
    low, high = _log_log(open_share, events, at_risk)
    steps = tuple((float(t), float(s)) for t, s in zip(moments, open_share, strict=True))
    return Survival(len(at), int(done.sum()), steps, tuple(low), tuple(high))


def _log_log(share: np.ndarray, events: np.ndarray, at_risk: np.ndarray) -> tuple[list[float], list[float]]:
    left = at_risk - events
    with np.errstate(divide="ignore", invalid="ignore"):
        variance = np.cumsum(np.where(left > 0, events / (at_risk * left), 0.0))
        logged = np.log(share)
        spread = np.exp(Z * np.sqrt(variance) / logged)
        low, high = share ** (1 / spread), share**spread
    gone = share <= 0
    return [float(x) for x in np.where(gone, 0.0, low)], [float(x) for x in np.where(gone, 0.0, high)]
