"""lead_cycle: days from a lead to its won deal, of the won ones."""

from data.words import N_
from metrics.sales import times
from metrics.sales.figure import SaleMetric, closed_days

METRIC = SaleMetric(
    id="lead_cycle",
    title=N_("From lead to won"),
    sub=N_("median of leads that were won"),
    how=N_(
        "Median of days from a lead to its won deal, of the leads of the period that were won. Leads still on the"
        " way are left out, so it is shorter than the truth."
    ),
    unit="days",
    better="down",
    tables={"lead": "created_day"},
    measured=lambda tables, as_of: closed_days(times.lead_days(tables["lead"])),  # noqa: ARG005
)
