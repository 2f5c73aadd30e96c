"""answered_in_hour: waits that ended within a working hour."""

from data.words import N_
from metrics.metric import Metric

METRIC = Metric(
    id="answered_in_hour",
    title=N_("Our answer within an hour"),
    sub=N_("working hours"),
    how=N_(
        "Times somebody waited for our answer that ended within one working hour, of all such times. Several "
        "messages in a row count once, from the first; waits of the last three days are left out."
    ),
    figure="answered_in_hour",
    better="up",
    maturity=3,
    listable=True,
)
