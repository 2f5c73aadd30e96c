"""talk_ratio: how much of the talking is ours."""

from collections.abc import Mapping, Sequence
from typing import Any

from data.words import N_
from metrics.metric import NO_CASES, Context, Measurement, Metric


def _compute(rows: Sequence[Mapping[str, Any]], _context: Context) -> Measurement:
    both = [row for row in rows if row["ours"] and row["theirs"]]
    ours, theirs = sum(row["our_chars"] for row in both), sum(row["their_chars"] for row in both)
    if not ours + theirs:
        return Measurement("", n=len(both), note=NO_CASES)
    return Measurement("", value=ours / (ours + theirs), n=len(both))


METRIC = Metric(
    id="talk_ratio",
    title=N_("Our share of the talking"),
    sub=N_("characters, where both sides wrote"),
    how=N_(
        "Our characters of all characters in conversations in which both sides wrote, without links, quotes and "
        "signatures. n is the number of conversations; no range can be given."
    ),
    query="figure_talks",
    compute=_compute,
)
