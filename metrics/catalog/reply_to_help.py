"""reply_to_help: how many answer an opener that helps."""

from data.words import N_
from metrics.metric import Metric

METRIC = Metric(
    id="reply_to_help",
    title=N_("Answered: help, no offer"),
    sub=N_("first message helps and makes no offer"),
    how=N_(
        "Conversations whose first message offers help and makes no offer, answered within 14 days. "
        "Conversations younger than 14 days are left out until they had time to be answered."
    ),
    figure="reply_to_help",
    better="up",
    maturity=14,
    scale=0.8,
    listable=True,
)
