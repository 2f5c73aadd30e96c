"""sales_cycle: how long it takes to win a deal."""

from data.words import N_
from metrics.sales import times
from metrics.sales.figure import SaleMetric, days

METRIC = SaleMetric(
    id="sales_cycle",
    title=N_("Sales cycle"),
    sub=N_("median, open deals counted"),
    how=N_(
        "Days from a deal’s creation to winning it (Kaplan-Meier): deals that are still open, or were lost, count"
        " as taking longer than they have lasted. “Not reached” means that under half would be won so far."
    ),
    unit="days",
    better="down",
    tables={"deal": "created_day"},
    measured=lambda tables, as_of: days(*times.cycle(tables["deal"], as_of)),
)
