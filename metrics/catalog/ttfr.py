"""ttfr: how long it takes until they answer for the first time."""

from collections.abc import Mapping, Sequence
from typing import Any

from data.words import N_
from metrics.metric import Context, Measurement, Metric
from metrics.times import hours_since, time_to


def _compute(rows: Sequence[Mapping[str, Any]], context: Context) -> Measurement:
    ours = [row for row in rows if row["opened_by"] == "us" and row["started_at"]]
    age = [hours_since(row["started_at"], context.as_of_at) for row in ours]
    closed = [row["reply_h"] is not None and row["reply_h"] <= old for row, old in zip(ours, age, strict=True)]
    hours = [row["reply_h"] if done else old for row, done, old in zip(ours, closed, age, strict=True)]
    return time_to(0.5, "days", [value / 24 for value in hours], closed)


METRIC = Metric(
    id="ttfr",
    title=N_("Time to their first answer"),
    sub=N_("median, all conversations begun"),
    how=N_(
        "From our first message to their first answer. Conversations without an answer count as lasting at least until "
        "now; the median is where half of all have answered (Kaplan–Meier). When fewer than half answer, it isn’t "
        "reached."
    ),
    unit="days",
    query="figure_talks",
    compute=_compute,
)
