"""What a figure of sales is: its tables, where a row stands in time, and how it is counted."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from data.words import N_
from metrics.metric import NO_CASES, Measurement, Metric, share
from metrics.sales import cohorts
from metrics.stats import Survival, poisson

Tables = Mapping[str, pd.DataFrame]
"""Frames by name, see `metrics.sales`: the rows of one group."""

NOT_REACHED = N_("not reached yet: most are still open")
NO_COSTS = N_("no costs are entered")
NO_LEADS = N_("costs, but no lead")
NO_SALES = N_("costs, but no sale")
NO_AMOUNTS = N_("no amounts are known")
NO_COST_OF_SALE = N_("revenue only: direct costs are not known")
NO_WORK = N_("the CRM tells no activities of deals")
NO_HISTORY = N_("the CRM tells no history of stages")
NO_NICHE = N_("no niche is set")
NO_CRM = N_("no CRM data")
NO_LINKS = N_("nobody is linked to the CRM")


@dataclass(frozen=True)
class SaleMetric(Metric):
    """A figure of sales.

    tables: the frames it is counted from, each with the column that places a row in time.
    measured: given the rows of one group and the day of judgement, returns a Measurement (`metric` and `by` are
    filled in). cases: the very rows behind n, with a column `holds` for those behind k; None where rows are not listed.
    """

    tables: Mapping[str, str] = field(default_factory=dict)
    measured: Callable[[Tables, str], Measurement] | None = None
    cases: Callable[[Tables, str], pd.DataFrame] | None = None


def of_cohort(state: np.ndarray) -> Measurement:
    """Return the share of a cohort by what became of its cases."""
    found = cohorts.cohort(state)
    return replace(share(found.k, found.n, found.immature, found.unknown), late=found.late)


def cases_of(frame: pd.DataFrame, state: np.ndarray) -> pd.DataFrame:
    """Return the rows of a cohort that count, and which of them hold."""
    counted = (state != cohorts.IMMATURE) & (state != cohorts.UNKNOWN)
    return frame[counted].assign(holds=(state == cohorts.IN_TIME)[counted])


def all_hold(frame: pd.DataFrame) -> pd.DataFrame:
    """Return rows that all count."""
    return frame.assign(holds=True)


def count(n: int, unknown: int = 0) -> Measurement:
    """Return a count with its interval."""
    low, high = poisson(n)
    return Measurement("", value=n, k=n, low=low, high=high, unit="count", unknown=unknown)


def money(minor: float | None, n: int, unknown: int = 0, note: str | None = None) -> Measurement:
    """Return an amount (minor units; the runner turns them into whole ones) of n cases."""
    why = note or (NO_CASES if minor is None else None)
    return Measurement("", value=minor, n=n, unit="money", unknown=unknown, note=why)


def days(found: Survival, unknown: int = 0) -> Measurement:
    """Return a median time: k of n cases are closed; "not reached" where too few are."""
    if not found.n:
        return Measurement("", n=0, k=0, unit="days", unknown=unknown, note=NO_CASES)
    low, high = found.interval()
    value = found.quantile()
    note = None if value is not None else NOT_REACHED
    cases = {"k": found.events, "n": found.n, "unknown": unknown}
    return Measurement("", value=value, low=low, high=high, unit="days", note=note, **cases)


def closed_days(found: Sequence[float]) -> Measurement:
    """Return the median of cases that are all closed."""
    if not found:
        return Measurement("", n=0, unit="days", note=NO_CASES)
    return Measurement("", value=float(np.median(found)), n=len(found), unit="days")
