"""started: conversations that the rep began."""

from data.words import N_
from metrics.metric import Metric

METRIC = Metric(
    id="started",
    title=N_("Conversations started"),
    sub=N_("we wrote first"),
    how=N_(
        "Conversations whose first message or invitation note is ours. A thread on one network is one conversation."
    ),
    figure="started",
    unit="count",
    listable=True,
)
