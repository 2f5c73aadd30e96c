"""How new reps get going: days from the first day at work to the first lead, opportunity and won deal."""

from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd

from metrics.sales.days import number
from metrics.stats import Survival, survival

STEPS = ("lead", "opportunity", "won")


class Ramp(NamedTuple):
    """One rep's way: days to each step, None while it is ahead; `days` at work so far."""

    rep_id: str
    started: str
    days: int
    lead: int | None
    opportunity: int | None
    won: int | None


def ramps(started: Mapping[str, str], lead: pd.DataFrame, deal: pd.DataFrame, as_of: str) -> list[Ramp]:
    """Return the way of each rep whose first day is known and not ahead, the newest first.

    What is dated before a rep's first day was taken over from somebody and is no step of this rep's.
    """
    firsts = {
        "lead": _firsts(lead, "created_day", started),
        "opportunity": _firsts(deal, "created_day", started),
        "won": _firsts(deal[deal["state"] == "won"], "closed_day", started),
    }
    found = []
    for rep_id, day in started.items():
        if day <= as_of:
            steps = {name: _after(day, first.get(rep_id)) for name, first in firsts.items()}
            found.append(Ramp(rep_id, day, int(number(as_of) - number(day)), **steps))
    return sorted(found, key=lambda ramp: (ramp.days, ramp.rep_id))


def _firsts(frame: pd.DataFrame, column: str, started: Mapping[str, str]) -> dict[str, str]:
    dated = frame[frame[column].notna() & frame["rep_id"].isin(list(started))]
    own = dated[dated[column] >= dated["rep_id"].map(started)]
    return {str(rep): str(day) for rep, day in own.groupby("rep_id")[column].min().items()}


def _after(start: str, day: str | None) -> int | None:
    return None if day is None else int(number(day) - number(start))


def time_to(found: list[Ramp], step: str) -> Survival:
    """Return how long reps take to a step; those still on the way count as taking longer."""
    reached = [getattr(ramp, step) for ramp in found]
    days = [ramp.days if at is None else at for ramp, at in zip(found, reached, strict=True)]
    return survival(days, [at is not None for at in reached])
