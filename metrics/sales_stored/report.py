"""Figures of sales in the report: in all, and by month, channel, the CRM's own source, rep, type and stage."""

import sqlite3
from collections.abc import Iterable

from data.scope import Scope
from metrics.catalog.sales import SALES
from metrics.metric import Measurement
from metrics.sales_stored.measure import has_sales, measure_sales

SPLITS: tuple[tuple[str, ...], ...] = (
    (),
    ("month",),
    ("channel",),
    ("source",),
    ("rep",),
    ("type",),
    ("stage",),
    ("channel", "month"),
    ("rep", "month"),
    ("type", "month"),
)
MOST_SOURCES = 60
"""With more sources than these the report tells channels only: a source may be anything that somebody typed."""


def measured(conn: sqlite3.Connection, scope: Scope, as_of: str | None) -> list[Measurement]:
    """Return every figure of sales of a scope, in all and split; nothing but the totals where there is no CRM data."""
    if not as_of:
        return []
    ids = [metric.id for metric in SALES]
    splits = SPLITS if has_sales(conn) else SPLITS[:1]
    return [one for by in splits for one in _told(by, measure_sales(conn, ids, scope, by, as_of[:10]).values())]


def _told(by: tuple[str, ...], found: Iterable[Measurement]) -> list[Measurement]:
    told = list(found)
    sources = {one.by["source"] for one in told if "source" in one.by}
    if len(sources) > MOST_SOURCES:
        return []
    return [one for one in told if not by or one.value or one.n or one.immature or one.unknown]
