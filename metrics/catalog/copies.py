"""copies: openers that are copies of one text."""

from data.words import N_
from metrics.metric import Metric

METRIC = Metric(
    id="copies",
    title=N_("Copies of one text"),
    sub=N_("five or more people got it"),
    how=N_("First messages whose text, names and companies aside, went to five or more people, of all first messages."),
    figure="copies",
    better="down",
    listable=True,
)
