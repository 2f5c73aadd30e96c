"""revenue_won: what won deals are worth."""

from data.words import N_
from metrics.metric import Measurement
from metrics.sales.figure import SaleMetric, Tables, money
from metrics.sales.money import amounts


def _measured(tables: Tables, as_of: str) -> Measurement:  # noqa: ARG001
    found = amounts(tables["deal"])
    return money(found.total if found.n else None, found.n, found.missing)


METRIC = SaleMetric(
    id="revenue_won",
    title=N_("Revenue won"),
    how=N_(
        "Amounts of the deals won in the period, at the rate of the day they were won. Deals without an amount or"
        " a rate are counted apart. It is no profit, and no money received yet."
    ),
    unit="money",
    better="up",
    tables={"deal": "closed_day"},
    measured=_measured,
)
