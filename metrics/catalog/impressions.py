"""impressions: how often the network showed posts."""

from data.words import N_
from metrics.metric import Metric

METRIC = Metric(
    id="impressions",
    title=N_("Impressions"),
    sub=N_("as the network counts them"),
    how=N_("How often the network showed the rep’s posts, by its own count."),
    figure="impressions",
    unit="count",
    networks=("linkedin",),
)
