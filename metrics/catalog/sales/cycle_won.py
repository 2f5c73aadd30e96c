"""cycle_won: days that won deals took, the open ones left out."""

from data.words import N_
from metrics.sales import times
from metrics.sales.figure import SaleMetric, closed_days

METRIC = SaleMetric(
    id="cycle_won",
    title=N_("Days of won deals"),
    sub=N_("median, open deals left out"),
    how=N_(
        "Median of days from creation to the end, of won deals of the period alone. It is shorter than the truth,"
        " since the deals still open are the long ones: see the sales cycle."
    ),
    unit="days",
    tables={"deal": "closed_day"},
    measured=lambda tables, as_of: closed_days(times.closed_only(tables["deal"], ["won"])),  # noqa: ARG005
)
