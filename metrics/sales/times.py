"""How long it takes: cycle, stages, and where deals die, with the open ones counted."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from metrics.incidence import LOST, OPEN, WON, Incidence, incidence
from metrics.sales.days import number, numbers
from metrics.stats import Survival, survival


class Spans(NamedTuple):
    """Days that cases lasted, and how they ended; `unknown` had no first day."""

    days: np.ndarray
    ended: np.ndarray  # won, lost, open
    unknown: int


def spans(deal: pd.DataFrame, as_of: str) -> Spans:
    """Return how long each deal lasted from its creation: open ones until the moment of judgement."""
    began, ended = numbers(deal["created_day"]), numbers(deal["closed_day"])
    now = number(as_of)
    state = deal["state"].to_numpy(dtype=object)
    over = (state != OPEN) & ~np.isnan(ended)
    lasted = np.where(over, ended, now) - began
    known = ~np.isnan(lasted) & ((state == OPEN) | over)
    how = np.where(over, state, OPEN)
    return Spans(np.maximum(lasted[known], 0.0), how[known], int((~known).sum()))


def cycle(deal: pd.DataFrame, as_of: str) -> tuple[Survival, int]:
    """Return the length of the cycle of deals that are won, and how many have no first day.

    Open deals are counted as lasting on; lost ones, too: this is a time of winning, no chance of it.
    """
    found = spans(deal, as_of)
    return survival(found.days, found.ended == WON), found.unknown


def endings(deal: pd.DataFrame, as_of: str) -> Incidence:
    """Return by which day which share of deals is won and lost."""
    found = spans(deal, as_of)
    return incidence(found.days, list(found.ended))


def closed_only(deal: pd.DataFrame, states: Sequence[str] = (WON, LOST)) -> list[float]:
    """Return the days of closed deals alone: their median is too short, since those still open are the long ones."""
    closed = deal[deal["state"].isin(list(states))]
    lasted = numbers(closed["closed_day"]) - numbers(closed["created_day"])
    return [float(days) for days in lasted if not np.isnan(days)]


def stayed(stay: pd.DataFrame, as_of: str) -> pd.DataFrame:
    """Return stays with their `days` until the moment of judgement, and whether they are `closed`."""
    here = number(as_of) - numbers(stay["since_day"])
    return stay.assign(days=stay["over"] + np.nan_to_num(np.maximum(here, 0.0)), closed=np.isnan(here))


def stage_time(stay: pd.DataFrame, as_of: str) -> Survival:
    """Return how long deals stay at a stage: all stays of a deal added, those still there lasting on."""
    told = stayed(stay, as_of)
    return survival(told["days"].to_numpy(dtype=float), told["closed"].to_numpy(dtype=bool))


def lead_days(lead: pd.DataFrame) -> list[float]:
    """Return the days from lead to won deal, of leads that were won."""
    lasted = numbers(lead["won_day"]) - numbers(lead["created_day"])
    return [float(days) for days in lasted if not np.isnan(days)]
