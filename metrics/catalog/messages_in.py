"""messages_in: messages that came in."""

from data.words import N_
from metrics.metric import Metric

METRIC = Metric(
    id="messages_in",
    title=N_("Messages received"),
    sub=N_("written by people"),
    how=N_("Messages of theirs in one-to-one conversations; automatic answers don’t count."),
    figure="messages_in",
    unit="count",
)
