"""profit_by_type: money received after direct costs, by type of business."""

import pandas as pd

from data.words import N_
from metrics.metric import Measurement
from metrics.sales.figure import NO_AMOUNTS, NO_COST_OF_SALE, SaleMetric, Tables, all_hold, money
from metrics.sales.money import profit


def _measured(tables: Tables, as_of: str) -> Measurement:  # noqa: ARG001
    found = profit(tables["money"])
    if not found.rows:
        return money(None, 0, found.no_rate, NO_AMOUNTS if found.no_rate else None)
    if found.no_cost == found.rows:
        return money(None, found.rows, found.rows, NO_COST_OF_SALE)
    return money(found.profit, found.rows - found.no_cost, found.no_cost + found.no_rate)


def _cases(tables: Tables, as_of: str) -> pd.DataFrame:  # noqa: ARG001
    """Return the payments that count; where no cost is known at all, those whose costs are missing."""
    told = tables["money"][tables["money"]["received"].notna()]
    whole = told["cost"].notna()
    return all_hold(told[whole]) if whole.any() else told.assign(holds=False)


METRIC = SaleMetric(
    id="profit_by_type",
    title=N_("Profit"),
    how=N_(
        "Money received less direct costs and refunds, by the day it came. New: a customer’s first won deal; won"
        " back: more than 12 months after the last one; cross-sell: a product new to the customer; upsell: more of"
        " a known one; else repeat. Money whose cost is not known is no profit and stands apart."
    ),
    unit="money",
    better="up",
    tables={"money": "day"},
    measured=_measured,
    cases=_cases,
)
