"""Cases that hang together: an interval of a share whose cases come in groups, as deals of one company do."""

from collections.abc import Sequence

import numpy as np

MIN_CLUSTERS, DRAWS, SEED = 30, 2000, 20260301


def clustered(groups: Sequence[tuple[int, int]]) -> tuple[float, float] | None:
    """Return the 95 % interval of the share over groups of (k, n), by drawing whole groups again (bootstrap).

    None below 30 groups: so few do not tell how groups differ. Equal groups give an equal interval.
    """
    sizes = np.asarray([(k, n) for k, n in sorted(groups) if n], dtype=float)
    if len(sizes) < MIN_CLUSTERS:
        return None
    drawn = np.random.default_rng(SEED).integers(0, len(sizes), (DRAWS, len(sizes)))
    sums = sizes[drawn].sum(axis=1)
    low, high = np.quantile(sums[:, 0] / sums[:, 1], (0.025, 0.975))
    return float(low), float(high)
