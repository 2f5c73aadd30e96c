"""pitch_after_reply: answers that were met with an offer."""

from data.words import N_
from metrics.metric import Metric

METRIC = Metric(
    id="pitch_after_reply",
    title=N_("Offer right after the answer"),
    sub=N_("their first answer, our next message"),
    how=N_(
        "Conversations in which our first message after their first answer makes an offer they had not asked "
        "for, of all conversations that got an answer."
    ),
    figure="pitch_after_reply",
    better="down",
    listable=True,
)
