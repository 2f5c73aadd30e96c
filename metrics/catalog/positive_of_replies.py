"""positive_of_replies: how many answers are positive."""

from data.words import N_
from metrics.metric import Metric

METRIC = Metric(
    id="positive_of_replies",
    title=N_("Positive answers"),
    sub=N_("of those who answered"),
    how=N_(
        "Positive answers, of all answers that came within 14 days. Answers are sorted by the product’s "
        "rules. Conversations younger than 14 days are left out until they had time to be answered."
    ),
    figure="positive_of_replies",
    better="up",
    maturity=14,
    unknown_figure="unlabelled_replies",
    listable=True,
)
