"""depth: how many exchanges a conversation has."""

from collections.abc import Mapping, Sequence
from statistics import median
from typing import Any

from data.words import N_
from metrics.metric import NO_CASES, Context, Measurement, Metric


def _compute(rows: Sequence[Mapping[str, Any]], _context: Context) -> Measurement:
    counts = [row["exchanges"] for row in rows if row["opened_by"] == "us" and row["replied_any"]]
    if not counts:
        return Measurement("", n=0, unit="count", note=NO_CASES)
    return Measurement("", value=float(median(counts)), n=len(counts), unit="count")


METRIC = Metric(
    id="depth",
    title=N_("Depth of conversations"),
    sub=N_("median exchanges"),
    how=N_(
        "Exchanges (we write, they answer; several messages in a row count once) in conversations we began that got "
        "an answer; the median."
    ),
    unit="count",
    better="up",
    query="figure_talks",
    compute=_compute,
)
