"""reply_to_question: how many answer an opener that asks."""

from data.words import N_
from metrics.metric import Metric

METRIC = Metric(
    id="reply_to_question",
    title=N_("Answered: a question"),
    sub=N_("first message asks, neither helps nor offers"),
    how=N_(
        "Conversations whose first message asks a question and neither helps nor makes an offer, answered "
        "within 14 days. Conversations younger than 14 days are left out until they had time to be answered."
    ),
    figure="reply_to_question",
    better="up",
    maturity=14,
    scale=0.8,
    listable=True,
)
