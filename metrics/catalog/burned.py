"""burned: people who won’t hear from us gladly again."""

from data.words import N_
from metrics.metric import Metric

METRIC = Metric(
    id="burned",
    title=N_("Burned"),
    sub=N_("refused, complained, or four in a row unanswered"),
    how=N_(
        "People who refused, asked to stop, complained, or left more than three of our messages in a row "
        "unanswered, of all people we wrote to. A person counts once, on the day we first wrote; what happened 180 "
        "days ago or earlier is forgiven."
    ),
    figure="burned",
    better="down",
    listable=True,
)
