"""meeting_agreed: answers that led to a meeting."""

from data.words import N_
from metrics.metric import Metric

METRIC = Metric(
    id="meeting_agreed",
    title=N_("Meeting agreed"),
    sub=N_("of those who answered"),
    how=N_(
        "Conversations in which a meeting was agreed, of all we began that got an answer. Answers are sorted "
        "by the product’s rules."
    ),
    figure="meeting_agreed",
    better="up",
    listable=True,
)
