"""deals_lost: how many."""

from data.words import N_
from metrics.sales.figure import SaleMetric, all_hold, count

METRIC = SaleMetric(
    id="deals_lost",
    title=N_("Deals lost"),
    how=N_("Deals lost in the period."),
    unit="count",
    better="down",
    tables={"deal": "closed_day"},
    measured=lambda tables, as_of: count(int((tables["deal"]["state"] == "lost").sum())),  # noqa: ARG005
    cases=lambda tables, as_of: all_hold(tables["deal"][tables["deal"]["state"] == "lost"]),  # noqa: ARG005
)
