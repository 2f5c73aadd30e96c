"""reply_rate: how many of those we wrote to answered."""

from data.words import N_
from metrics.metric import Metric

METRIC = Metric(
    id="reply_rate",
    title=N_("Answered"),
    sub=N_("people, within 14 days"),
    how=N_(
        "Conversations we began that got an answer written by a person within 14 days, of all we began. "
        "Automatic answers and bare reactions don’t count. Conversations younger than 14 days are left out "
        "until they had time to be answered."
    ),
    figure="reply_rate",
    better="up",
    maturity=14,
    scale=0.6,
    listable=True,
)
