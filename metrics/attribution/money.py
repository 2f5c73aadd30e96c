"""Money shared out so that the parts add up to the cent."""

from collections.abc import Mapping, Sequence

import numpy as np


def split(amount: int, shares: Mapping[str, float]) -> dict[str, int]:
    """Share minor units out by the largest remainder; a refund (below 0) is split as its deal was.

    Equal remainders go by the name, so that the order of rows changes nothing.
    """
    names = sorted(shares)
    parts = split_rows([amount], [0] * len(names), [shares[name] for name in names])
    return dict(zip(names, map(int, parts), strict=True))


def split_rows(amounts: Sequence[int], group: Sequence[int], shares: Sequence[float]) -> np.ndarray:
    """Share the amounts of many deals out over rows, each row naming its deal by number; parts add up to the cent.

    Rows of one deal must stand together, in an order of their own that never changes: it breaks ties.
    """
    if not len(shares):
        return np.zeros(0, dtype=np.int64)
    of_deal, total = np.asarray(group), np.asarray(amounts, dtype=np.int64)
    sign = np.where(total < 0, -1, 1)
    exact = np.asarray(shares, dtype=float) * np.abs(total)[of_deal]
    parts = np.floor(np.round(exact, 6)).astype(np.int64)
    left = np.abs(total) - np.bincount(of_deal, parts, minlength=len(total)).astype(np.int64)
    order = np.lexsort((np.arange(len(parts)), -np.round(exact - parts, 6), of_deal))
    starts = np.searchsorted(of_deal[order], np.arange(len(total)))
    rank = np.arange(len(order)) - starts[of_deal[order]]
    parts[order] += rank < left[of_deal[order]]
    return parts * sign[of_deal]
