"""follow_up_pressure: conversations with three of ours in a row unanswered."""

from data.words import N_
from metrics.metric import Metric

METRIC = Metric(
    id="follow_up_pressure",
    title=N_("Three in a row, no answer"),
    sub=N_("follow-ups in a row"),
    how=N_(
        "Conversations we began in which three or more of our messages stand in a row without an answer, of "
        "all we began."
    ),
    figure="follow_up_pressure",
    better="down",
    scale=0.6,
    listable=True,
)
