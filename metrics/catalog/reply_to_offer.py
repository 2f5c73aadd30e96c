"""reply_to_offer: how many answer an opener that pitches."""

from data.words import N_
from metrics.metric import Metric

METRIC = Metric(
    id="reply_to_offer",
    title=N_("Answered: an offer"),
    sub=N_("first message makes an offer"),
    how=N_(
        "Conversations whose first message makes an offer, answered within 14 days. Conversations younger "
        "than 14 days are left out until they had time to be answered."
    ),
    figure="reply_to_offer",
    better="up",
    maturity=14,
    scale=0.8,
    listable=True,
)
