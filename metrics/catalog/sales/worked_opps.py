"""worked_opps: opportunities in work."""

from data.words import N_
from metrics.metric import Measurement
from metrics.sales.figure import NO_WORK, SaleMetric, Tables, all_hold, count
from metrics.sales.work import worked


def _measured(tables: Tables, as_of: str) -> Measurement:  # noqa: ARG001
    if tables["work"].empty:
        return Measurement("", unit="count", note=NO_WORK)
    return count(worked(tables["work"]).n)


METRIC = SaleMetric(
    id="worked_opps",
    title=N_("Worked opportunities"),
    how=N_(
        "Deals open at some time in the period with at least one logged activity in it. A deal worked on in"
        " several months is one, so months do not add up."
    ),
    unit="count",
    better="up",
    tables={"work": "day"},
    measured=_measured,
    cases=lambda tables, as_of: all_hold(tables["work"].drop_duplicates("deal_id", keep="last")),  # noqa: ARG005
)
