"""question_in_opener: openers that ask something."""

from data.words import N_
from metrics.metric import Metric

METRIC = Metric(
    id="question_in_opener",
    title=N_("A question in the opener"),
    sub=N_("at least one"),
    how=N_("First messages that ask a question, of all first messages."),
    figure="question_in_opener",
    better="up",
    listable=True,
)
