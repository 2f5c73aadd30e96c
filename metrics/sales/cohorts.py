"""Shares of cohorts with a fixed window: who got there in time, who late, who is too young to tell."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from metrics.sales.days import Days, number, numbers

OPPORTUNITY_DAYS, WON_DAYS, LEAD_WON_DAYS = 90, 180, 90
"""Windows: a lead becomes an opportunity, a worked opportunity is won, a lead is won."""


class Cohort(NamedTuple):
    """k of n mature cases in time; `late` ones got there after the window; `immature` are left out of k and n.

    unknown: cases without a first day, left out as well.
    """

    k: int
    n: int
    late: int
    immature: int
    unknown: int = 0


def cohort(began: Days, reached: Days, as_of: str, window: int | None) -> Cohort:
    """Return how many cases reached something within `window` days of their beginning; None: ever, at any age.

    What was reached before the beginning counts as in time: such rows are entered late, not reached late.
    """
    known = ~np.isnan(began)
    there = known & ~np.isnan(reached) & (reached <= number(as_of))
    if window is None:
        return Cohort(int(there.sum()), int(known.sum()), 0, 0, int((~known).sum()))
    mature = known & (began + window <= number(as_of))
    in_time = there & (reached - began <= window)
    late = mature & there & ~in_time
    counts = (mature & in_time, mature, late, known & ~mature, ~known)
    return Cohort(*(int(cases.sum()) for cases in counts))


def to_opportunity(lead: pd.DataFrame, as_of: str, window: int | None = OPPORTUNITY_DAYS) -> Cohort:
    """Return how many leads became an opportunity."""
    return cohort(numbers(lead["created_day"]), numbers(lead["opp_day"]), as_of, window)


def to_won(lead: pd.DataFrame, as_of: str, window: int | None = None) -> Cohort:
    """Return how many leads ended in a won deal."""
    return cohort(numbers(lead["created_day"]), numbers(lead["won_day"]), as_of, window)


def won_day(deal: pd.DataFrame) -> pd.Series:
    """Return the day a deal was won, None for others."""
    return deal["closed_day"].where(deal["state"] == "won", None)


def worked_to_won(deal: pd.DataFrame, as_of: str, window: int | None = WON_DAYS) -> Cohort:
    """Return how many worked opportunities were won; lost and open ones stay in n."""
    worked = deal[deal["worked_day"].notna()]
    return cohort(numbers(worked["worked_day"]), numbers(won_day(worked)), as_of, window)


def decided(deal: pd.DataFrame) -> tuple[int, int]:
    """Return won deals and all decided ones: another figure than `worked_to_won`, since open deals are left out."""
    won = int((deal["state"] == "won").sum())
    return won, won + int((deal["state"] == "lost").sum())


def by(frame: pd.DataFrame, column: str) -> list[tuple[str, pd.DataFrame]]:
    """Return the parts of a frame by the values of a column, in order; rows without a value are in none."""
    return [(str(value), part) for value, part in frame.groupby(column, sort=True)]


def in_month(frame: pd.DataFrame, column: str, month: str) -> pd.DataFrame:
    """Return the rows whose day lies in a month."""
    return frame[frame[column].fillna("").str.startswith(month)]


def among(frame: pd.DataFrame, column: str, values: Sequence[str]) -> pd.DataFrame:
    """Return the rows with one of some values."""
    return frame[frame[column].isin(list(values))]
