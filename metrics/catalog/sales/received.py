"""received: money that came in, before costs."""

from data.words import N_
from metrics.metric import Measurement
from metrics.sales.figure import SaleMetric, Tables, all_hold, money
from metrics.sales.money import profit


def _measured(tables: Tables, as_of: str) -> Measurement:  # noqa: ARG001
    found = profit(tables["money"])
    return money(found.received if found.rows else None, found.rows, found.no_rate)


METRIC = SaleMetric(
    id="received",
    title=N_("Money received"),
    how=N_("Payments less refunds, before any costs; of a CRM without payments, the amounts of the deals won."),
    unit="money",
    better="up",
    tables={"money": "day"},
    measured=_measured,
    cases=lambda tables, as_of: all_hold(tables["money"]),  # noqa: ARG005
)
