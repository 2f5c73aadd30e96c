"""cycle_lost: days that lost deals took, the open ones left out."""

from data.words import N_
from metrics.sales import times
from metrics.sales.figure import SaleMetric, closed_days

METRIC = SaleMetric(
    id="cycle_lost",
    title=N_("Days of lost deals"),
    sub=N_("median, open deals left out"),
    how=N_(
        "Median of days from creation to the end, of lost deals of the period alone. It is shorter than the"
        " truth, since the deals still open are the long ones: see the sales cycle."
    ),
    unit="days",
    tables={"deal": "closed_day"},
    measured=lambda tables, as_of: closed_days(times.closed_only(tables["deal"], ["lost"])),  # noqa: ARG005
)
