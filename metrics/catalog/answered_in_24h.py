"""answered_in_24h: waits that ended within 24 hours of the calendar."""

from collections.abc import Mapping, Sequence
from typing import Any

from data.words import N_
from metrics.metric import Context, Measurement, Metric, share
from metrics.times import hours_since

HOURS = 24


def _compute(rows: Sequence[Mapping[str, Any]], context: Context) -> Measurement:
    old = [row for row in rows if hours_since(row["asked_at"], context.as_of_at) >= HOURS]
    in_time = sum(bool(row["answered_at"]) and row["hours"] <= HOURS for row in old)
    return share(in_time, len(old), immature=len(rows) - len(old))


METRIC = Metric(
    id="answered_in_24h",
    title=N_("Our answer within 24 hours"),
    sub=N_("nights and weekends included"),
    how=N_(
        "Times somebody waited for our answer that ended within 24 hours by the calendar, of all such times. "
        "Those of the last 24 hours are left out."
    ),
    better="up",
    query="figure_waits",
    compute=_compute,
)
