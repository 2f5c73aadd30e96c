"""From conversation to lead, opportunity and won deal: one cohort, followed."""

from typing import NamedTuple

import pandas as pd

from metrics.sales import cohorts, talks


class Step(NamedTuple):
    """One stage: `reached` of `of` that came to the stage before it (`of` None for the first).

    lost, open_: of those who did not go on; `young` are too young to tell, `aside` cannot be followed (not linked).
    """

    stage: str
    reached: int
    of: int | None = None
    lost: int = 0
    open_: int = 0
    young: int = 0
    aside: int = 0


def funnel(talk: pd.DataFrame, lead: pd.DataFrame, deal: pd.DataFrame, as_of: str) -> list[Step]:
    """Return what became of the two-way conversations begun in some days; of the leads where none is linked.

    A step counts once per lead: two conversations with one person lead to one lead.
    """
    two_way = talk[talk["two_way"] == 1]
    linked = talks.linked(talk)
    if linked.empty:
        return _of_leads(lead, deal, as_of, [Step("lead", len(lead))])
    state = talks.to_lead(linked, as_of)
    mature = (state != cohorts.IMMATURE) & (state != cohorts.UNKNOWN)
    hit = linked[state == cohorts.IN_TIME]
    first = [
        Step("conversation", int(mature.sum()), aside=len(two_way) - len(linked), young=int((~mature).sum())),
        Step("lead", len(hit), int(mature.sum())),
    ]
    return _of_leads(lead[lead["id"].isin(set(hit["lead_id"]))], deal, as_of, first)


def _of_leads(lead: pd.DataFrame, deal: pd.DataFrame, as_of: str, steps: list[Step]) -> list[Step]:
    state = cohorts.to_opportunity(lead, as_of)
    became = lead["opp_day"].notna().to_numpy(dtype=bool)
    there = lead[became]
    deals = deal[deal["lead_id"].isin(set(there["id"]))]
    won = set(deals[deals["state"] == "won"]["lead_id"])
    going = set(deals[deals["state"] == "open"]["lead_id"]) - won
    young = int(((state == cohorts.IMMATURE) & ~became).sum())
    steps.append(Step("opportunity", len(there), len(lead), young=young))
    steps.append(Step("won", len(won), len(there), lost=len(there) - len(won) - len(going), open_=len(going)))
    return steps
