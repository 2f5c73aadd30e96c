"""What conversations have to do with sales: leads that follow them, and outreach inside the niche.

Frame `talk`: id, rep_id, network, contact_id, started_day, opened_by, two_way, company, position, linked, lead_day
(the person's first lead from the conversation's beginning on); with a niche also `niche`: 1, 0 or NaN (nothing known).
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from metrics.sales import cohorts, niche
from metrics.sales.days import numbers

LEAD_DAYS = 90


def linked(talk: pd.DataFrame) -> pd.DataFrame:
    """Return the two-way conversations with people whom the CRM knows."""
    return talk[(talk["two_way"] == 1) & (talk["linked"] == 1)]


def to_lead(talk: pd.DataFrame, as_of: str) -> np.ndarray:
    """Return of each conversation whether its person became a lead."""
    return cohorts.states(numbers(talk["started_day"]), numbers(talk["lead_day"]), as_of, LEAD_DAYS)


def with_niche(talk: pd.DataFrame, words: Sequence[str]) -> pd.DataFrame:
    """Return conversations with whether their person is inside the niche; as they are without words."""
    found = niche.pattern(words)
    if found is None:
        return talk
    pairs = pd.Series(list(zip(talk["company"], talk["position"], strict=True)), index=talk.index, dtype=object)
    told = {pair: niche.inside(found, *pair) for pair in set(pairs)}
    inside = [told[pair] for pair in pairs]
    return talk.assign(niche=np.array([np.nan if one is None else float(one) for one in inside], dtype=float))


def no_niche(talk: pd.DataFrame) -> bool:
    """Tell whether nobody said what the niche is."""
    return "niche" not in talk


def niche_cases(talk: pd.DataFrame) -> pd.DataFrame:
    """Return the conversations that we began with people of whom something is known, and which are inside."""
    if no_niche(talk):
        return talk[:0].assign(holds=False)
    ours = talk[(talk["opened_by"] == "us") & talk["niche"].notna()]
    return ours.assign(holds=ours["niche"] == 1)


def in_niche(talk: pd.DataFrame) -> tuple[int, int, int]:
    """Return how many conversations that we began are inside, outside, and unknown."""
    ours = talk[talk["opened_by"] == "us"]["niche"]
    return int((ours == 1).sum()), int((ours == 0).sum()), int(ours.isna().sum())
