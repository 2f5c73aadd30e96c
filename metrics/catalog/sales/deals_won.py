"""deals_won: how many."""

from data.words import N_
from metrics.sales.figure import SaleMetric, all_hold, count

METRIC = SaleMetric(
    id="deals_won",
    title=N_("Deals won"),
    how=N_("Deals won in the period."),
    unit="count",
    better="up",
    tables={"deal": "closed_day"},
    measured=lambda tables, as_of: count(int((tables["deal"]["state"] == "won").sum())),  # noqa: ARG005
    cases=lambda tables, as_of: all_hold(tables["deal"][tables["deal"]["state"] == "won"]),  # noqa: ARG005
)
