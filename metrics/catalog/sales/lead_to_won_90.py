"""lead_to_won_90: within 90 days."""

from data.words import N_
from metrics.sales import cohorts
from metrics.sales.figure import SaleMetric, cases_of, of_cohort

METRIC = SaleMetric(
    id="lead_to_won_90",
    title=N_("Leads that were won"),
    sub=N_("within 90 days"),
    how=N_(
        "Leads of the period with a won deal within 90 days, of all leads old enough. Younger ones are left out"
        " of both; later ones are counted apart."
    ),
    better="up",
    maturity=90,
    tables={"lead": "created_day"},
    measured=lambda tables, as_of: of_cohort(cohorts.to_won(tables["lead"], as_of, cohorts.LEAD_WON_DAYS)),
    cases=lambda tables, as_of: cases_of(tables["lead"], cohorts.to_won(tables["lead"], as_of, cohorts.LEAD_WON_DAYS)),
)
