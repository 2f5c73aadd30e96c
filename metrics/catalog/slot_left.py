"""slot_left: openers with a place left unfilled."""

from data.words import N_
from metrics.metric import Metric

METRIC = Metric(
    id="slot_left",
    title=N_("Unfilled places"),
    sub=N_("such as {first_name}"),
    how=N_("First messages in which a place to be filled was sent as it was, of all first messages."),
    figure="slot_left",
    better="down",
    scale=0.2,
    listable=True,
)
