"""reactions: reactions."""

from data.words import N_
from metrics.metric import Metric

METRIC = Metric(
    id="reactions",
    title=N_("Reactions"),
    sub=N_("likes and the like"),
    how=N_("Reactions the rep gave."),
    figure="reactions",
    unit="count",
)
