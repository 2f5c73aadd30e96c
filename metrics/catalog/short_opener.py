"""short_opener: openers of a readable length."""

from data.words import N_
from metrics.metric import Metric

METRIC = Metric(
    id="short_opener",
    title=N_("Short first messages"),
    sub=N_("400 characters or less"),
    how=N_("First messages of 400 characters or less, of all first messages."),
    figure="short_opener",
    better="up",
    listable=True,
)
