"""give_ask: how many messages give for each that asks."""

from collections.abc import Mapping, Sequence
from typing import Any

from data.words import N_
from metrics.metric import Context, Measurement, Metric

NO_ASKS = N_("nothing was asked for")


def ratio(gives: int, asks: int) -> Measurement:
    """Return gives for one ask as k : n; no figure, never infinity, when nothing was asked."""
    value, note = (gives / asks, None) if asks else (None, NO_ASKS)
    return Measurement("", value=value, k=gives, n=asks, unit="ratio", note=note)


def _compute(rows: Sequence[Mapping[str, Any]], _context: Context) -> Measurement:
    count = {name: sum(row["k"] for row in rows if row["figure"] == name) for name in ("gives", "asks")}
    return ratio(count["gives"], count["asks"])


METRIC = Metric(
    id="give_ask",
    title=N_("Help for each request"),
    sub=N_("messages that give : messages that ask"),
    how=N_(
        "Messages of ours that give (an answer, a material, an introduction) for each that asks (a meeting, a call, a "
        "purchase). One that does both counts in both; k is what gives, n what asks."
    ),
    unit="ratio",
    better="up",
    query="figure_days",
    figures=("gives", "asks"),
    compute=_compute,
)
