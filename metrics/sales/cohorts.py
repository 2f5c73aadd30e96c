"""Shares of cohorts with a fixed window: who got there in time, who late, who is too young to tell."""

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


IN_TIME, LATE, NOT, IMMATURE, UNKNOWN = "in_time", "late", "not", "immature", "unknown"


def states(began: Days, reached: Days, as_of: str, window: int | None) -> np.ndarray:
    """Return what became of each case within `window` days of its beginning; None: ever, at any age.

    What was reached before the beginning counts as in time: such rows are entered late, not reached late.
    """
    now = number(as_of)
    there = ~np.isnan(reached) & (reached <= now)
    lasted = reached - began
    choices = [
        (np.isnan(began), UNKNOWN),
        (np.zeros(len(began), bool) if window is None else began + (window or 0) > now, IMMATURE),
        (there if window is None else there & (lasted <= window), IN_TIME),
        (there, LATE),
    ]
    return np.select([chosen for chosen, _ in choices], [state for _, state in choices], NOT)


def cohort(state: np.ndarray) -> Cohort:
    """Return the counts of cases by what became of them."""
    count = {name: int((state == name).sum()) for name in (IN_TIME, LATE, NOT, IMMATURE, UNKNOWN)}
    n = count[IN_TIME] + count[LATE] + count[NOT]
    return Cohort(count[IN_TIME], n, count[LATE], count[IMMATURE], count[UNKNOWN])


def to_opportunity(lead: pd.DataFrame, as_of: str, window: int | None = OPPORTUNITY_DAYS) -> np.ndarray:
    """Return of each lead whether it became an opportunity."""
    return states(numbers(lead["created_day"]), numbers(lead["opp_day"]), as_of, window)


def to_won(lead: pd.DataFrame, as_of: str, window: int | None = None) -> np.ndarray:
    """Return of each lead whether it ended in a won deal."""
    return states(numbers(lead["created_day"]), numbers(lead["won_day"]), as_of, window)


def won_day(deal: pd.DataFrame) -> pd.Series:
    """Return the day a deal was won, None for others."""
    return deal["closed_day"].where(deal["state"] == "won", None)


def worked_to_won(deal: pd.DataFrame, as_of: str, window: int | None = WON_DAYS) -> np.ndarray:
    """Return of each worked opportunity whether it was won; lost and open ones are not."""
    return states(numbers(deal["worked_day"]), numbers(won_day(deal)), as_of, window)


def decided(deal: pd.DataFrame) -> tuple[int, int]:
    """Return won deals and all decided ones: another figure than `worked_to_won`, since open deals are left out."""
    won = int((deal["state"] == "won").sum())
    return won, won + int((deal["state"] == "lost").sum())


def ended(deal: pd.DataFrame) -> pd.DataFrame:
    """Return the decided deals, and which of them are won."""
    over = deal[deal["state"].isin(["won", "lost"])]
    return over.assign(holds=over["state"] == "won")
