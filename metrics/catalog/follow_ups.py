"""follow_ups: how often we write again before their first answer."""

from collections.abc import Mapping, Sequence
from statistics import fmean
from typing import Any

from data.words import N_
from metrics.metric import NO_CASES, Context, Measurement, Metric


def _compute(rows: Sequence[Mapping[str, Any]], _context: Context) -> Measurement:
    counts = [row["follow_ups"] for row in rows if row["opened_by"] == "us" and row["follow_ups"] is not None]
    if not counts:
        return Measurement("", n=0, unit="count", note=NO_CASES)
    return Measurement("", value=fmean(counts), n=len(counts), unit="count")


METRIC = Metric(
    id="follow_ups",
    title=N_("Follow-ups"),
    sub=N_("mean per conversation we began"),
    how=N_("Our messages after the first and before their first answer; the mean over all conversations we began."),
    unit="count",
    query="figure_talks",
    compute=_compute,
)
