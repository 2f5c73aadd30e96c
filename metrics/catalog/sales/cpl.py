"""cpl: cost per lead, by channel."""

from data.words import N_
from metrics.metric import Measurement
from metrics.sales.figure import NO_COSTS, NO_LEADS, SaleMetric, Tables, money
from metrics.sales.money import per_case


def _measured(tables: Tables, as_of: str) -> Measurement:  # noqa: ARG001
    cost, cases = tables["cost"]["amount"], len(tables["lead"])
    if cost.notna().sum() == 0:
        return money(None, cases, int(cost.isna().sum()), NO_COSTS)
    value = per_case(float(cost.sum()), cases)
    return money(value, cases, int(cost.isna().sum()), NO_LEADS if value is None else None)


METRIC = SaleMetric(
    id="cpl",
    title=N_("Cost per lead"),
    how=N_(
        "What channels cost in the period, hours at their rate included, per new lead of the same channels."
        " Without a lead there is no cost per lead, and the cost is shown."
    ),
    unit="money",
    better="down",
    tables={"cost": "day", "lead": "created_day"},
    measured=_measured,
)
