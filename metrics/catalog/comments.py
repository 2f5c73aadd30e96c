"""comments: comments."""

from data.words import N_
from metrics.metric import Metric

METRIC = Metric(
    id="comments",
    title=N_("Comments"),
    sub=N_("under posts"),
    how=N_("Comments the rep wrote under posts."),
    figure="comments",
    unit="count",
)
