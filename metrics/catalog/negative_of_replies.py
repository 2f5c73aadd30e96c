"""negative_of_replies: how many answers refuse or complain."""

from data.words import N_
from metrics.metric import Metric

METRIC = Metric(
    id="negative_of_replies",
    title=N_("“Stop”, “spam”, “не пишите”"),
    sub=N_("of those who answered"),
    how=N_(
        "Refusals, requests to stop and complaints, of all answers that came within 14 days. Answers are "
        "sorted by the product’s rules. Conversations younger than 14 days are left out until they had time "
        "to be answered."
    ),
    figure="negative_of_replies",
    better="down",
    maturity=14,
    scale=0.5,
    unknown_figure="unlabelled_replies",
    listable=True,
)
