"""our_response: how long people wait for our answer, in working hours."""

from collections.abc import Mapping, Sequence
from typing import Any

from data.words import N_
from metrics.metric import Context, Measurement, Metric
from metrics.times import hours_since, time_to

HOW = N_(
    "From the first message of theirs that waits to our next message; several in a row count once. Waits still open "
    "count as lasting at least until now, so the figure isn’t flattered by leaving them out. Half of the waits are "
    "shorter than this (Kaplan–Meier)."
)


def waits(rows: Sequence[Mapping[str, Any]], context: Context) -> tuple[list[float], list[bool]]:
    """Return the working hours of every wait, and whether an answer ended it by the moment of judgement."""
    closed = [bool(row["answered_at"]) and row["answered_at"] <= context.as_of_at for row in rows]
    hours = [
        row["business_hours"] if done else context.work_hours(row["asked_at"], context.as_of_at)
        for row, done in zip(rows, closed, strict=True)
    ]
    return hours, closed


def calendar_waits(rows: Sequence[Mapping[str, Any]], context: Context) -> tuple[list[float], list[bool]]:
    """Return the same in hours of the calendar."""
    closed = [bool(row["answered_at"]) and row["answered_at"] <= context.as_of_at for row in rows]
    hours = [
        row["hours"] if done else hours_since(row["asked_at"], context.as_of_at)
        for row, done in zip(rows, closed, strict=True)
    ]
    return hours, closed


def _compute(rows: Sequence[Mapping[str, Any]], context: Context) -> Measurement:
    return time_to(0.5, "hours", *waits(rows, context))


METRIC = Metric(
    id="our_response",
    title=N_("Our response time"),
    sub=N_("median, working hours"),
    how=HOW,
    unit="hours",
    better="down",
    query="figure_waits",
    compute=_compute,
)
