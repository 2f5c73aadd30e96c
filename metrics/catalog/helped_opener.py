"""helped_opener: openers that offer help."""

from data.words import N_
from metrics.metric import Metric

METRIC = Metric(
    id="helped_opener",
    title=N_("Help in the first message"),
    sub=N_("an answer, a material, an introduction"),
    how=N_("First messages that offer help, of all first messages. Help is recognised by its words."),
    figure="helped_opener",
    better="up",
    listable=True,
)
