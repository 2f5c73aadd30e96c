"""personal: openers that say something about the person."""

from data.words import N_
from metrics.metric import Metric

METRIC = Metric(
    id="personal",
    title=N_("Personal first messages"),
    sub=N_("a fact beyond name and company"),
    how=N_(
        "First messages that hold at least one fact about the person beyond name, company and title, of all "
        "first messages. Where it can’t be told, it counts as not personal."
    ),
    figure="personal",
    better="up",
    listable=True,
)
