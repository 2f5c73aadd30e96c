"""new_followers: new followers."""

from data.words import N_
from metrics.metric import Metric

METRIC = Metric(
    id="new_followers",
    title=N_("New followers"),
    sub=N_("as the network counts them"),
    how=N_("New followers of the rep, by the network’s own count."),
    figure="new_followers",
    unit="count",
    networks=("linkedin",),
)
