"""answered_in_day: waits that ended within a working day."""

from data.words import N_
from metrics.metric import Metric

METRIC = Metric(
    id="answered_in_day",
    title=N_("Our answer within a day"),
    sub=N_("working days"),
    how=N_(
        "Times somebody waited for our answer that ended within one working day, of all such times. Several "
        "messages in a row count once, from the first; waits of the last three days are left out."
    ),
    figure="answered_in_day",
    better="up",
    maturity=3,
    listable=True,
)
