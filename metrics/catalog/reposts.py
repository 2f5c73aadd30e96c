"""reposts: reposts."""

from data.words import N_
from metrics.metric import Metric

METRIC = Metric(
    id="reposts",
    title=N_("Reposts"),
    sub=N_("shared on"),
    how=N_("Posts of others that the rep shared."),
    figure="reposts",
    unit="count",
)
