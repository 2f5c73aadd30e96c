"""worked_volume: what the opportunities in work are worth."""

from data.words import N_
from metrics.metric import Measurement
from metrics.sales.figure import NO_AMOUNTS, NO_WORK, SaleMetric, Tables, money
from metrics.sales.work import worked


def _measured(tables: Tables, as_of: str) -> Measurement:  # noqa: ARG001
    if tables["work"].empty:
        return money(None, 0, note=NO_WORK)
    found = worked(tables["work"])
    told = found.n - found.no_amount - found.no_rate
    return money(found.volume if told else None, found.n, found.no_amount + found.no_rate, None if told else NO_AMOUNTS)


METRIC = SaleMetric(
    id="worked_volume",
    title=N_("Volume in work"),
    how=N_(
        "Amounts of the worked opportunities, in the workspace’s currency at the month’s rate. Those without an"
        " amount or a rate are counted apart, never as zero."
    ),
    unit="money",
    better="up",
    tables={"work": "day"},
    measured=_measured,
)
