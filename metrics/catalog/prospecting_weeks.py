"""prospecting_weeks: how steadily new conversations are begun; who stops for weeks has a famine later."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from data.words import N_
from metrics.metric import Context, Measurement, Metric, share
from metrics.periods import monday


def weeks(days: Sequence[str], as_of: str) -> list[str]:
    """Return the Mondays of all weeks from the earliest of some days to the moment of judgement."""
    if not days:
        return []
    first, last = date.fromisoformat(monday(min(days))), date.fromisoformat(as_of)
    return [(first + timedelta(days=no)).isoformat() for no in range(0, max(0, (last - first).days) + 1, 7)]


def _compute(rows: Sequence[Mapping[str, Any]], context: Context) -> Measurement:
    every = weeks([row["day"] for row in rows], context.as_of)
    begun = {monday(row["day"]) for row in rows if row["n"] and row["figure"] == "started"}
    return share(len(begun & set(every)), len(every))


METRIC = Metric(
    id="prospecting_weeks",
    title=N_("Weeks with new conversations"),
    sub=N_("of all weeks"),
    how=N_(
        "Weeks in which at least one conversation was begun, of all weeks from the first in view to the last day "
        "known. Who does not begin any for weeks has nobody to talk to later."
    ),
    better="up",
    query="figure_days",
    figures=("started", "messages_out"),
    compute=_compute,
)
