"""win_rate_of_decided: won deals of those decided."""

from data.words import N_
from metrics.metric import share
from metrics.sales import cohorts
from metrics.sales.figure import SaleMetric

METRIC = SaleMetric(
    id="win_rate_of_decided",
    title=N_("Won of those decided"),
    how=N_(
        "Deals won of all deals won or lost in the period. Open ones are left out, so it is higher than the share"
        " of worked opportunities that are won."
    ),
    better="up",
    tables={"deal": "closed_day"},
    measured=lambda tables, as_of: share(*cohorts.decided(tables["deal"])),  # noqa: ARG005
    cases=lambda tables, as_of: cohorts.ended(tables["deal"]),  # noqa: ARG005
)
