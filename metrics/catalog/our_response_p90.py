"""our_response_p90: the time within which nine of ten people have our answer, in working hours."""

from data.words import N_
from metrics.catalog.our_response import HOW, waits
from metrics.metric import Metric
from metrics.times import time_to

METRIC = Metric(
    id="our_response_p90",
    title=N_("Our response time, nine of ten"),
    sub=N_("working hours"),
    how=HOW,
    unit="hours",
    better="down",
    query="figure_waits",
    compute=lambda rows, context: time_to(0.9, "hours", *waits(rows, context)),
)
