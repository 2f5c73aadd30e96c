"""positive_reply: how many of those we wrote to answered well."""

from data.words import N_
from metrics.metric import Metric

METRIC = Metric(
    id="positive_reply",
    title=N_("Positive answers of all started"),
    sub=N_("interested or a meeting"),
    how=N_(
        "Conversations we began that got a positive answer within 14 days, of all we began. Answers are "
        "sorted by the product’s rules. Conversations younger than 14 days are "
        "left out until they had time to be answered."
    ),
    figure="positive_reply",
    better="up",
    maturity=14,
    scale=0.4,
    unknown_figure="unlabelled_replies",
    listable=True,
)
