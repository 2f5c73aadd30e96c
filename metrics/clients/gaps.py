"""Gaps between purchases: what rhythm a business has, and who buys again once open gaps are counted."""

import math
from bisect import bisect_left
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

import numpy as np

from metrics.clients.months import first_of_months, months_after, whole_years
from metrics.clients.repeat import BANDS, HORIZON, LOOKBACK, History
from metrics.stats import Survival, survival

Span = tuple[int, int | None]
MONTH = 365.25 / 12
USUAL = 0.8
"""The part of observed gaps that a proposed horizon covers."""


def proposed(history: History) -> int | None:
    """Return the months within which 80 % of observed gaps between purchases lie, rounded up; None below 20 gaps."""
    gaps = [_days(one, two) for days in history.values() for one, two in pairwise(days)]
    return math.ceil(float(np.quantile(gaps, USUAL)) / MONTH - 1e-9) if len(gaps) >= 20 else None


def recent(
    history: History, data_until: str, lookback: int = LOOKBACK, horizon: int = HORIZON, bands: Sequence[int] = BANDS
) -> list[tuple[Span, Survival]]:
    """Return per band of tenure how long clients in base go without the next deal, recent months counted, too.

    Base is taken anew on the first of each month of the last horizon; who has not bought by the data's end is open
    until then (Kaplan, Meier 1958). The share closed at the horizon estimates the coefficient. A client stands in it
    once a month, so that its interval would be too narrow: none is given.
    """
    spans: list[Span] = list(zip(bands, [*bands[1:], None], strict=True))
    times: dict[Span, tuple[list[int], list[bool]]] = {span: ([], []) for span in spans}
    for at in first_of_months(data_until, horizon + 1):
        since = months_after(at, -lookback)
        for days in history.values():
            before = bisect_left(days, at)
            if not before or days[before - 1] < since:
                continue
            years = whole_years(days[0], at)
            then = next((day for day in days[before : before + 1] if day <= data_until[:10]), None)
            waited, closed = times[next(one for one in reversed(spans) if years >= one[0])]
            waited.append(_days(at, then or data_until[:10]))
            closed.append(then is not None)
    return [(span, survival(*times[span])) for span in spans]


def _days(one: str, two: str) -> int:
    return (date.fromisoformat(two[:10]) - date.fromisoformat(one[:10])).days
