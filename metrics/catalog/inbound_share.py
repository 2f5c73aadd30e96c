"""inbound_share: conversations that others began."""

from data.words import N_
from metrics.metric import Metric

METRIC = Metric(
    id="inbound_share",
    title=N_("They wrote first"),
    sub=N_("of new conversations"),
    how=N_("Conversations begun by the other side, of all new conversations whose beginning is known."),
    figure="inbound_share",
    better="up",
    listable=True,
)
