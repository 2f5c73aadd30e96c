"""posts: posts."""

from data.words import N_
from metrics.metric import Metric

METRIC = Metric(
    id="posts",
    title=N_("Posts"),
    sub=N_("published"),
    how=N_("Posts the rep published."),
    figure="posts",
    unit="count",
)
