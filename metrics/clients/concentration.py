"""Whose profit carries the business: shares of the few, over clients that brought profit; losses stand apart."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

TOP = 0.2
MOST_OF_IT = 0.8
FEWEST = 20
"""With fewer clients the list says more than a coefficient."""
TOO_MUCH = 0.25
"""One client with more of the profit is a risk of its own."""


@dataclass(frozen=True)
class Concentration:
    """Profit in minor units over clients. Shares are of the positive profit; None where there is none.

    `gini` is None where anybody brought a loss: the Lorenz curve then dips below 0 and the coefficient means nothing.
    """

    clients: int
    net: float
    positive: float
    loss_makers: int
    loss_total: float
    top: int
    top_share: float | None
    for_most: int
    gini: float | None
    hhi: float | None
    largest_share: float | None

    @property
    def share_for_most(self) -> float | None:
        """Return what share of all clients gives 80 % of the positive profit."""
        return self.for_most / self.clients if self.clients else None


def concentration(profit: Sequence[float], top: float = TOP) -> Concentration:
    """Tell how profit is spread over clients; equals of the last of the top count with them.

    Gini: mean absolute difference over twice the mean (Gini 1912), from ranks; HHI: sum of squared shares.
    """
    sorted_ = np.sort(np.asarray(profit, dtype=float))[::-1]
    gain, loss = sorted_[sorted_ > 0], sorted_[sorted_ < 0]
    total, n = float(gain.sum()), len(sorted_)
    count = _with_equals(gain, math.ceil(top * n))
    shares = gain / total if total else gain
    return Concentration(
        n, float(sorted_.sum()), total, len(loss), float(loss.sum()), count,
        float(gain[:count].sum() / total) if total else None,
        smallest(gain), None if len(loss) or not total else _gini(sorted_[::-1]),
        float((shares**2).sum()) if total else None, float(shares[0]) if total else None,
    )  # fmt: skip


def smallest(profit: Sequence[float], part: float = MOST_OF_IT) -> int:
    """Return the smallest number of clients that together give a part of the positive profit; 0 without profit."""
    gain = np.sort(np.asarray(profit, dtype=float))[::-1]
    gain = gain[gain > 0]
    if not len(gain):
        return 0
    running = np.cumsum(gain)
    return int(np.searchsorted(running, part * running[-1] * (1 - 1e-12)) + 1)


def lorenz(profit: Sequence[float]) -> list[tuple[float, float]]:
    """Return (share of clients, share of positive profit) with the most profitable first, from (0, 0) to (1, 1)."""
    sorted_ = np.sort(np.maximum(np.asarray(profit, dtype=float), 0))[::-1]
    if not sorted_.sum():
        return []
    running = np.concatenate([[0.0], np.cumsum(sorted_) / sorted_.sum()])
    return [(no / len(sorted_), float(share)) for no, share in enumerate(running)]


def _with_equals(gain: np.ndarray, count: int) -> int:
    if not count or not len(gain):
        return 0
    return int((gain >= gain[min(count, len(gain)) - 1]).sum())


def _gini(ascending: np.ndarray) -> float:
    n = len(ascending)
    ranks = np.arange(1, n + 1)
    return float(2 * (ranks * ascending).sum() / (n * ascending.sum()) - (n + 1) / n)
