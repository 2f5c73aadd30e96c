"""dormant: people we once talked with and have left alone."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from data.words import N_
from metrics.metric import Context, Measurement, Metric

DAYS = 90


def _compute(rows: Sequence[Mapping[str, Any]], context: Context) -> Measurement:
    latest = (date.fromisoformat(context.as_of) - timedelta(days=DAYS)).isoformat()
    talked = [row for row in rows if row["two_way"]]
    dated = [row for row in talked if row["day"]]
    count = sum(row["day"] <= latest for row in dated)
    return Measurement("", value=count, k=count, n=len(dated), unit="count", unknown=len(talked) - len(dated))


METRIC = Metric(
    id="dormant",
    title=N_("Dormant contacts"),
    sub=N_("no message for 90 days"),
    how=N_(
        "People with whom both sides once wrote and nobody has for 90 days. Those who never answered don’t count: "
        "they are cold, not dormant. Only messages that were imported are known."
    ),
    unit="count",
    better="down",
    query="figure_contacts",
    compute=_compute,
)
