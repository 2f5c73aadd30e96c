"""What works here: answer rates by the length of the first message, on the team's own data."""

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from data import queries
from data.scope import Scope
from metrics.catalog import BY_ID
from metrics.measure import last_mature, until
from metrics.metric import Measurement, share

BANDS = ((0, 199), (200, 399), (400, 799), (800, 1199), (1200, None))
"""Characters, both ends included."""


def band_name(low: int, high: int | None) -> str:
    """Return how a band is called: "200-399", "1200+"."""
    return f"{low}+" if high is None else f"{low}-{high}"


def opener_lengths(conn: sqlite3.Connection, scope: Scope, as_of: str) -> list[Measurement]:
    """Return the answer rate of every band of length, shortest first."""
    rows = queries.rows(conn, "figure_talks", until(scope, as_of[:10]))
    return by_length(rows, last_mature(BY_ID["reply_rate"], as_of[:10]))


def by_length(rows: Sequence[Mapping[str, Any]], mature: str) -> list[Measurement]:
    """Return answer rates by band of conversations; those begun after `mature` are too young."""
    found = []
    for low, high in BANDS:
        told = [
            row
            for row in rows
            if row["opened_by"] == "us" and row["opener_chars"] is not None and row["replied"] is not None
        ]
        band = [row for row in told if low <= row["opener_chars"] and (high is None or row["opener_chars"] <= high)]
        old = [row for row in band if row["day"] <= mature]
        measured = share(sum(row["replied"] for row in old), len(old), len(band) - len(old))
        found.append(replace(measured, metric="reply_rate", by={"opener_length": band_name(low, high)}))
    return found
