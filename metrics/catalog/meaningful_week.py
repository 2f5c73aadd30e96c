"""meaningful_week: conversations with three exchanges or more, a week."""

from collections.abc import Mapping, Sequence
from typing import Any

from data.words import N_
from metrics.catalog.prospecting_weeks import weeks
from metrics.metric import Context, Measurement, Metric


def _compute(rows: Sequence[Mapping[str, Any]], context: Context) -> Measurement:
    found = sum(row["k"] for row in rows if row["figure"] == "depth")
    count = len(weeks([row["day"] for row in rows], context.as_of))
    return Measurement("", value=found / count if count else None, k=found, n=count, unit="ratio")


METRIC = Metric(
    id="meaningful_week",
    title=N_("Meaningful conversations a week"),
    sub=N_("three exchanges or more"),
    how=N_(
        "Conversations that we began and that went to and fro at least three times, for each week from the first in "
        "view to the last day known; counted in the week they began."
    ),
    unit="ratio",
    better="up",
    query="figure_days",
    figures=("depth", "started"),
    compute=_compute,
)
