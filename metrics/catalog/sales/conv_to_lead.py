"""conv_to_lead: two-way conversations that led to a lead."""

from data.words import N_
from metrics.metric import Measurement
from metrics.sales import talks
from metrics.sales.figure import NO_LINKS, SaleMetric, Tables, cases_of, of_cohort


def _measured(tables: Tables, as_of: str) -> Measurement:
    talk = talks.linked(tables["talk"])
    if talk.empty:
        return Measurement("", k=0, n=0, note=NO_LINKS)
    return of_cohort(talks.to_lead(talk, as_of))


METRIC = SaleMetric(
    id="conv_to_lead",
    title=N_("Conversations that led to a lead"),
    sub=N_("within 90 days, people linked to the CRM"),
    how=N_(
        "Two-way conversations begun in the period whose person became a lead within 90 days, of those with"
        " people linked to the CRM. How many are linked stands beside it: the others cannot be counted."
    ),
    better="up",
    maturity=90,
    scale=0.4,
    tables={"talk": "started_day"},
    measured=_measured,
    cases=lambda tables, as_of: cases_of(
        talks.linked(tables["talk"]), talks.to_lead(talks.linked(tables["talk"]), as_of)
    ),
)
