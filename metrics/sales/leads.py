"""New leads, counted by month and channel."""

from collections import defaultdict
from collections.abc import Mapping

import pandas as pd

UNKNOWN = "(unknown)"
"""The channel of a lead whose source nobody mapped: shown, never dropped."""


def by_month(lead: pd.DataFrame) -> Mapping[str, Mapping[str, int]]:
    """Return leads by month of creation and channel; leads of unknown age are left out."""
    told: dict[str, dict[str, int]] = defaultdict(dict)
    counts = lead[lead["created_day"].notna()]
    months = counts["created_day"].str[:7]
    channels = counts["channel"].fillna("").replace("", UNKNOWN)
    for (month, channel), count in counts.groupby([months, channels]).size().items():
        told[month][channel] = int(count)
    return dict(told)
