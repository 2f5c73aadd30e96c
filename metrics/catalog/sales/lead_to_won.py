"""lead_to_won: at any age."""

from data.words import N_
from metrics.sales import cohorts
from metrics.sales.figure import SaleMetric, cases_of, of_cohort

METRIC = SaleMetric(
    id="lead_to_won",
    title=N_("Leads won so far"),
    sub=N_("at any age"),
    how=N_(
        "Leads of the period with a won deal, of all of them, whatever their age: the young ones may still be"
        " won, so new months look worse than they are."
    ),
    better="up",
    maturity=0,
    tables={"lead": "created_day"},
    measured=lambda tables, as_of: of_cohort(cohorts.to_won(tables["lead"], as_of, None)),
    cases=lambda tables, as_of: cases_of(tables["lead"], cohorts.to_won(tables["lead"], as_of, None)),
)
