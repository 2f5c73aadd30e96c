"""pitch_in_opener: openers that make an offer."""

from data.words import N_
from metrics.metric import Metric

METRIC = Metric(
    id="pitch_in_opener",
    title=N_("Offer in the first message"),
    sub=N_("openers and invitation notes"),
    how=N_("First messages that make an offer, of all first messages. An offer is recognised by its words."),
    figure="pitch_in_opener",
    better="down",
    listable=True,
)
