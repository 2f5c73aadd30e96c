"""Opportunities in work: open at some time in a month, and worked on in it."""

from typing import NamedTuple

import pandas as pd


class Worked(NamedTuple):
    """Opportunities of a month, or of several (each counts once): their volume and those without an amount.

    no_rate: those whose currency has no rate; both are in n and not in the volume.
    """

    n: int
    volume: int
    no_amount: int
    no_rate: int


def worked(work: pd.DataFrame) -> Worked:
    """Return the opportunities of rows of `work`; of several months of one the newest amount counts."""
    newest = work.sort_values("month").drop_duplicates("deal_id", keep="last")
    no_amount = newest["amount"].isna()
    no_rate = ~no_amount & newest["base_amount"].isna()
    volume = newest["base_amount"].sum()
    return Worked(len(newest), int(volume), int(no_amount.sum()), int(no_rate.sum()))
