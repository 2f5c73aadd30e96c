"""new_leads: first interests in buying, by month and channel."""

from data.words import N_
from metrics.metric import Measurement
from metrics.sales.figure import SaleMetric, Tables, all_hold, count


def _measured(tables: Tables, as_of: str) -> Measurement:  # noqa: ARG001
    lead = tables["lead"]
    return count(int(lead["created_day"].notna().sum()), unknown=int(lead["created_day"].isna().sum()))


METRIC = SaleMetric(
    id="new_leads",
    title=N_("New leads"),
    how=N_(
        "Leads created in the period. Merged ones count once, deleted ones never. A lead whose source nobody"
        " mapped stands under “(unknown)”."
    ),
    unit="count",
    better="up",
    tables={"lead": "created_day"},
    measured=_measured,
    cases=lambda tables, as_of: all_hold(tables["lead"][tables["lead"]["created_day"].notna()]),  # noqa: ARG005
)
