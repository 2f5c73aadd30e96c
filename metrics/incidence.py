"""Two ways out: how many cases are won, and how many lost, by a time, with the open ones counted (Aalen-Johansen)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import stats

from metrics.stats import Z

WON, LOST, OPEN = "won", "lost", "open"


@dataclass(frozen=True)
class Curve:
    """The share of all cases that ended one way by each time: `steps` are (time, share) at times of any ending.

    low, high: 95 % interval of each step (log-log, variance by the delta method).
    """

    steps: tuple[tuple[float, float], ...]
    low: tuple[float, ...]
    high: tuple[float, ...]

    def at(self, time: float) -> tuple[float, float, float]:
        """Return the share by a time and its interval; zeros before the first ending."""
        no = next((no for no in range(len(self.steps) - 1, -1, -1) if self.steps[no][0] <= time), None)
        return (0.0, 0.0, 0.0) if no is None else (self.steps[no][1], self.low[no], self.high[no])


@dataclass(frozen=True)
class Incidence:
    """Both ways out of n cases. The shares of won, lost and still open make 1 at any time."""

    n: int
    won: Curve
    lost: Curve

    def open_at(self, time: float) -> float:
        """Return the share still open at a time."""
        return 1 - self.won.at(time)[0] - self.lost.at(time)[0]


def incidence(times: Sequence[float], outcomes: Sequence[str]) -> Incidence:
    """Estimate how cases end: each has a time and an outcome, WON, LOST or OPEN (known open until then).

    Taking the lost ones for open would overstate what can still be won; this does not.

    Raises:
        ValueError: a negative time, or sequences of different length.
    """
    if len(times) != len(outcomes):
        raise ValueError("every case needs a time and an outcome")
    at, how = np.asarray(times, dtype=float), np.asarray(outcomes, dtype=object)
    if (at < 0).any():
        raise ValueError("a time below 0 makes no sense")
    moments = np.unique(at[how != OPEN])
    at_risk = len(at) - np.searchsorted(np.sort(at), moments, side="left")
    won, lost = (_endings(at, how == kind, moments) for kind in (WON, LOST))
    before = np.concatenate([[1.0], np.cumprod(1 - (won + lost) / at_risk)[:-1]]) if len(moments) else np.empty(0)
    return Incidence(
        len(at), _curve(moments, won, won + lost, at_risk, before), _curve(moments, lost, won + lost, at_risk, before)
    )


def _endings(at: np.ndarray, chosen: np.ndarray, moments: np.ndarray) -> np.ndarray:
    ends = np.sort(at[chosen])
    return np.searchsorted(ends, moments, side="right") - np.searchsorted(ends, moments, side="left")


def _curve(moments: np.ndarray, mine: np.ndarray, any_: np.ndarray, at_risk: np.ndarray, before: np.ndarray) -> Curve:
    share = np.cumsum(before * mine / at_risk)
    low, high = _log_log(share, _variance(share, mine, any_, at_risk, before))
    steps = tuple((float(t), float(s)) for t, s in zip(moments, share, strict=True))
    return Curve(steps, tuple(map(float, low)), tuple(map(float, high)))


def _variance(
    share: np.ndarray, mine: np.ndarray, any_: np.ndarray, at_risk: np.ndarray, before: np.ndarray
) -> np.ndarray:
    """Return the variance of each step (Marubini, Valsecchi 1995), its squares taken apart into running sums."""
    n = at_risk.astype(float)
    left = n - any_
    open_ = np.divide(any_, n * left, out=np.zeros_like(n), where=left > 0)
    mixed = before * mine / n**2
    first = share**2 * np.cumsum(open_) - 2 * share * np.cumsum(open_ * share) + np.cumsum(open_ * share**2)
    second = np.cumsum(before**2 * (n - mine) * mine / n**3)
    third = share * np.cumsum(mixed) - np.cumsum(mixed * share)
    return np.maximum(first + second - 2 * third, 0.0)


def _log_log(share: np.ndarray, variance: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    inside = (share > 1e-12) & (share < 1 - 1e-12)
    logged = np.log(share, out=np.full_like(share, -1.0), where=inside)
    distance = Z * np.sqrt(variance) / np.where(inside, share * -logged, 1.0)
    spread = np.exp(np.minimum(distance, 50.0))
    low, high = np.power(share, spread), np.power(share, 1 / spread)
    return np.where(inside, low, share), np.where(inside, high, share)


def log_rank_p(times: Sequence[Sequence[float]], closed: Sequence[Sequence[bool]]) -> float:
    """Return the two-sided p of two groups closing alike (log-rank); 1 where no case of either is closed."""
    if len(times) != 2 or not any(any(group) for group in closed) or not all(len(group) for group in times):
        return 1.0
    groups = [
        stats.CensoredData.right_censored(np.asarray(at, dtype=float), ~np.asarray(done, dtype=bool))
        for at, done in zip(times, closed, strict=True)
    ]
    return float(stats.logrank(*groups).pvalue)
