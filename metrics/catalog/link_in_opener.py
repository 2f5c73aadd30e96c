"""link_in_opener: openers with a link or attachment."""

from data.words import N_
from metrics.metric import Metric

METRIC = Metric(
    id="link_in_opener",
    title=N_("Link in the first message"),
    sub=N_("or an attachment"),
    how=N_("First messages that hold a link or an attachment, of all first messages."),
    figure="link_in_opener",
    better="down",
    listable=True,
)
