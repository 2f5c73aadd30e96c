"""deep_share: conversations that went on."""

from data.words import N_
from metrics.metric import Metric

METRIC = Metric(
    id="deep_share",
    title=N_("Three exchanges or more"),
    sub=N_("of those who answered"),
    how=N_("Conversations with at least three exchanges (we write, they answer), of all we began that got an answer."),
    figure="depth",
    better="up",
    listable=True,
)
