"""follow_up_gap: how long we wait before writing again."""

from collections.abc import Mapping, Sequence
from statistics import median
from typing import Any

from data.words import N_
from metrics.metric import NO_CASES, Context, Measurement, Metric


def _compute(rows: Sequence[Mapping[str, Any]], _context: Context) -> Measurement:
    gaps = [row["follow_up_gap_h"] / 24 for row in rows if row["follow_up_gap_h"] is not None]
    if not gaps:
        return Measurement("", n=0, unit="days", note=NO_CASES)
    return Measurement("", value=median(gaps), n=len(gaps), unit="days")


METRIC = Metric(
    id="follow_up_gap",
    title=N_("Gap between follow-ups"),
    sub=N_("median, days"),
    how=N_("The median gap between our messages before their first answer, of each conversation; the median of those."),
    unit="days",
    query="figure_talks",
    compute=_compute,
)
