"""channel_cost: what channels cost."""

from data.words import N_
from metrics.metric import Measurement
from metrics.sales.figure import NO_COSTS, SaleMetric, Tables, money


def _measured(tables: Tables, as_of: str) -> Measurement:  # noqa: ARG001
    cost = tables["cost"]["amount"]
    told = int(cost.notna().sum())
    return money(float(cost.sum()) if told else None, told, int(cost.isna().sum()), None if told else NO_COSTS)


METRIC = SaleMetric(
    id="channel_cost",
    title=N_("Costs"),
    how=N_("What channels cost in the months of the period: money, and hours at their rate."),
    unit="money",
    tables={"cost": "day"},
    measured=_measured,
)
