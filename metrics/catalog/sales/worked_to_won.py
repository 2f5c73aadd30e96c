"""worked_to_won: worked opportunities that were won."""

from data.words import N_
from metrics.sales import cohorts
from metrics.sales.figure import SaleMetric, cases_of, of_cohort

METRIC = SaleMetric(
    id="worked_to_won",
    title=N_("Worked that were won"),
    sub=N_("within 180 days"),
    how=N_(
        "Opportunities first worked on in the period and won within 180 days, of all of them. Lost and open ones"
        " stay in; those younger than 180 days are left out of both."
    ),
    better="up",
    maturity=180,
    tables={"deal": "worked_day"},
    measured=lambda tables, as_of: of_cohort(cohorts.worked_to_won(tables["deal"], as_of)),
    cases=lambda tables, as_of: cases_of(tables["deal"], cohorts.worked_to_won(tables["deal"], as_of)),
)
