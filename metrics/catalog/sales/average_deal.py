"""average_deal: what a won deal is worth."""

from data.words import N_
from metrics.metric import Measurement
from metrics.sales.figure import SaleMetric, Tables, money
from metrics.sales.money import amounts


def _measured(tables: Tables, as_of: str) -> Measurement:  # noqa: ARG001
    found = amounts(tables["deal"])
    return money(found.mean, found.n, found.missing)


METRIC = SaleMetric(
    id="average_deal",
    title=N_("Average deal"),
    how=N_("Mean amount of the deals won in the period; those without an amount are left out and counted apart."),
    unit="money",
    tables={"deal": "closed_day"},
    measured=_measured,
)
