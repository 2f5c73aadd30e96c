"""Gaps between purchases: what rhythm a business has, and who buys again once open gaps are counted."""

import math
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

import numpy as np

from metrics.clients.months import months_after, whole_years
from metrics.clients.repeat import BANDS, History
from metrics.stats import Survival, survival

MONTH = 365.25 / 12
USUAL = 0.8
"""The part of observed gaps that a proposed horizon covers."""


def proposed(history: History) -> int | None:
    """Return the months within which 80 % of observed gaps between purchases lie, rounded up; None below 20 gaps."""
    gaps = [_days(one, two) for days in history.values() for one, two in pairwise(days)]
    return math.ceil(float(np.quantile(gaps, USUAL)) / MONTH - 1e-9) if len(gaps) >= 20 else None


def by_tenure(
    history: History, data_until: str, lookback: int, bands: Sequence[int] = BANDS
) -> list[tuple[tuple[int, int | None], Survival]]:
    """Return per band of tenure how long clients go without the next deal, counted from each deal of the lookback.

    A gap that is still open counts until the data's end (Kaplan, Meier 1958), so that young clients tell, too;
    1 - share open at the horizon estimates the coefficient. A client may stand in it with several deals.
    """
    since = months_after(data_until, -lookback)
    spans = list(zip(bands, [*bands[1:], None], strict=True))
    times: dict = {span: ([], []) for span in spans}
    for days in history.values():
        for at, then in zip(days, [*days[1:], None], strict=True):
            if not since <= at <= data_until[:10]:
                continue
            years = whole_years(days[0], at)
            span = next(one for one in reversed(spans) if years >= one[0])
            times[span][0].append(_days(at, then or data_until[:10]))
            times[span][1].append(then is not None)
    return [(span, survival(*times[span])) for span in spans]


def _days(one: str, two: str) -> int:
    return (date.fromisoformat(two[:10]) - date.fromisoformat(one[:10])).days
