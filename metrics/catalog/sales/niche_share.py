"""niche_share: outreach inside the niche."""

from data.words import N_
from metrics.metric import Measurement, share
from metrics.sales import talks
from metrics.sales.figure import NO_NICHE, SaleMetric, Tables


def _measured(tables: Tables, as_of: str) -> Measurement:  # noqa: ARG001
    if talks.no_niche(tables["talk"]):
        return Measurement("", note=NO_NICHE)
    inside, outside, unknown = talks.in_niche(tables["talk"])
    return share(inside, inside + outside, unknown=unknown)


METRIC = SaleMetric(
    id="niche_share",
    title=N_("Outreach inside the niche"),
    how=N_(
        "Conversations that we began with people whose company or position names the niche (Settings), of those"
        " of whom either is known. The others are counted apart."
    ),
    better="up",
    tables={"talk": "started_day"},
    measured=_measured,
    cases=lambda tables, as_of: talks.niche_cases(tables["talk"]),  # noqa: ARG005
)
