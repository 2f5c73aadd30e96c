"""help_people: people helped."""

from data.words import N_
from metrics.metric import Metric

METRIC = Metric(
    id="help_people",
    title=N_("Help messages"),
    sub=N_("people helped, day by day"),
    how=N_("Different people a day who got a message that offers help and asks for nothing, summed over the days."),
    figure="help_people",
    unit="count",
    better="up",
)
