"""our_response_calendar: how long people wait for our answer by the calendar, nights and weekends included."""

from data.words import N_
from metrics.catalog.our_response import HOW, calendar_waits
from metrics.metric import Metric
from metrics.times import time_to

METRIC = Metric(
    id="our_response_calendar",
    title=N_("Our response time by the calendar"),
    sub=N_("median, all hours"),
    how=HOW,
    unit="hours",
    better="down",
    query="figure_waits",
    compute=lambda rows, context: time_to(0.5, "hours", *calendar_waits(rows, context)),
)
