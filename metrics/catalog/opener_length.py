"""opener_length: how long first messages are."""

from collections.abc import Mapping, Sequence
from statistics import median
from typing import Any

from data.words import N_
from metrics.metric import NO_CASES, Context, Measurement, Metric


def _compute(rows: Sequence[Mapping[str, Any]], _context: Context) -> Measurement:
    chars = [row["opener_chars"] for row in rows if row["opened_by"] == "us" and row["opener_chars"] is not None]
    if not chars:
        return Measurement("", n=0, unit="characters", note=NO_CASES)
    return Measurement("", value=float(median(chars)), n=len(chars), unit="characters")


METRIC = Metric(
    id="opener_length",
    title=N_("Length of first messages"),
    sub=N_("median, characters"),
    how=N_("Characters of our first messages as they were sent; the median."),
    unit="characters",
    query="figure_talks",
    compute=_compute,
)
