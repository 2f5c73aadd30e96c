"""followers: how many follow the rep."""

from collections.abc import Mapping, Sequence
from typing import Any

from data.words import N_
from metrics.metric import NO_CASES, Context, Measurement, Metric


def _compute(rows: Sequence[Mapping[str, Any]], _: Context) -> Measurement:
    newest: dict[tuple[str, str], tuple[str, int]] = {}
    for row in rows:
        account = row["rep_id"], row["network"]
        newest[account] = max(newest.get(account, ("", 0)), (row["day"], row["n"]))
    if not newest:
        return Measurement("", unit="count", note=NO_CASES)
    return Measurement("", value=float(sum(count for _, count in newest.values())), unit="count")


METRIC = Metric(
    id="followers",
    title=N_("Followers"),
    sub=N_("as last told"),
    how=N_(
        "How many follow the rep, by the newest export of each network that tells; several networks are added up, so "
        "that somebody who follows in two of them counts twice."
    ),
    unit="count",
    query="figure_days",
    figures=("followers",),
    lookback=400,
    networks=("linkedin", "instagram", "facebook", "x"),
    compute=_compute,
)
