"""new_connections: new contacts on the network."""

from data.words import N_
from metrics.metric import Metric

METRIC = Metric(
    id="new_connections",
    title=N_("New contacts"),
    sub=N_("connections made"),
    how=N_("People who became contacts of the rep on the network."),
    figure="new_connections",
    unit="count",
)
