"""link_coverage: contacts that the CRM knows."""

from data.words import N_
from metrics.metric import share
from metrics.sales.figure import SaleMetric

METRIC = SaleMetric(
    id="link_coverage",
    title=N_("Contacts linked to the CRM"),
    how=N_(
        "Contacts talked with in both directions who are linked to somebody in the CRM, automatically or by a"
        " person, of all such contacts. What is not linked is in no figure that needs both."
    ),
    better="up",
    tables={"person": "day"},
    measured=lambda tables, as_of: share(int(tables["person"]["linked"].sum()), len(tables["person"])),  # noqa: ARG005
    cases=lambda tables, as_of: tables["person"].assign(holds=tables["person"]["linked"].astype(bool)),  # noqa: ARG005
)
