"""messages_out: messages that the rep sent."""

from data.words import N_
from metrics.metric import Metric

METRIC = Metric(
    id="messages_out",
    title=N_("Messages sent"),
    sub=N_("direct, InMail, invitation notes"),
    how=N_(
        "Messages of ours in one-to-one conversations. Group talks, drafts, advertisements and system texts "
        "don’t count."
    ),
    figure="messages_out",
    unit="count",
)
