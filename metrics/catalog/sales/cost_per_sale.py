"""cost_per_sale: cost per sale, by channel."""

from data.words import N_
from metrics.metric import Measurement
from metrics.sales.figure import NO_COSTS, NO_SALES, SaleMetric, Tables, money
from metrics.sales.money import per_case


def _measured(tables: Tables, as_of: str) -> Measurement:  # noqa: ARG001
    cost, cases = tables["cost"]["amount"], int((tables["deal"]["state"] == "won").sum())
    if cost.notna().sum() == 0:
        return money(None, cases, int(cost.isna().sum()), NO_COSTS)
    value = per_case(float(cost.sum()), cases)
    return money(value, cases, int(cost.isna().sum()), NO_SALES if value is None else None)


METRIC = SaleMetric(
    id="cost_per_sale",
    title=N_("Cost per sale"),
    how=N_(
        "What channels cost in the period, hours at their rate included, per deal won. Without a sale there is no"
        " cost per sale, and the cost is shown."
    ),
    unit="money",
    better="down",
    tables={"cost": "day", "deal": "closed_day"},
    measured=_measured,
)
