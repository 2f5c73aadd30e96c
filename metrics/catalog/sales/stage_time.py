"""stage_time: how long deals stay at a stage."""

from data.words import N_
from metrics.metric import Measurement
from metrics.sales import times
from metrics.sales.figure import NO_HISTORY, SaleMetric, Tables, days


def _measured(tables: Tables, as_of: str) -> Measurement:
    if tables["stay"].empty:
        return Measurement("", unit="days", note=NO_HISTORY)
    return days(times.stage_time(tables["stay"], as_of))


METRIC = SaleMetric(
    id="stage_time",
    title=N_("Time at a stage"),
    sub=N_("median, deals still there counted"),
    how=N_(
        "Days that deals stay at a stage, all stays of a deal added (Kaplan-Meier): those still there count as"
        " staying longer. Without a history of stages there is no figure."
    ),
    unit="days",
    better="down",
    tables={"stay": "entered_day"},
    measured=_measured,
)
