"""The rows behind a figure of the Results page: exactly as many as it counts."""

import json
import sqlite3
from dataclasses import dataclass
from typing import Any

import pandas as pd

from data import queries
from data.derive import newest_day
from data.scope import Scope
from metrics.catalog import BY_ID
from metrics.metric import Measurement
from metrics.periods import period_of
from metrics.results.windows import counted_over
from metrics.sales.figure import SaleMetric
from metrics.sales_stored.measure import cases, has_sales, measure_sales

PAGE = 50
DAYS = ("created_day", "worked_day", "closed_day", "opp_day", "won_day", "started_day", "day")
OPENABLE = tuple(key for key, metric in BY_ID.items() if isinstance(metric, SaleMetric) and metric.cases is not None)


@dataclass(frozen=True)
class RowOf:
    """One case: who or what it is ("" where names are hidden), and whether it holds. amount in minor units.

    business: new, repeat, cross_sell, upsell or won_back by our own count; crm_business: as the CRM tells it.
    """

    id: str
    name: str
    rep_id: str
    channel: str
    days: dict[str, str]
    amount: float | None
    holds: bool
    business: str = ""
    crm_business: str = ""


@dataclass(frozen=True)
class Opened:
    """A figure opened: its value, the month by channel table, one page of its rows, and how many there are."""

    metric: str
    measured: Measurement
    since: str
    until: str
    columns: tuple[str, ...]
    rows: tuple[RowOf, ...]
    total: int
    held: int
    months: tuple[str, ...]
    channels: tuple[str, ...]
    cells: dict[tuple[str, str], Measurement]


def opened(
    conn: sqlite3.Connection, scope: Scope, period: str, metric_id: str, channel: str = "", page: int = 0
) -> Opened | None:
    """Return a figure opened over the days that the Results page counts it over; None where there is nothing."""
    as_of = newest_day(conn)
    if as_of is None or metric_id not in OPENABLE or not has_sales(conn):
        return None
    days = period_of(scope, period, as_of)
    seen = counted_over(scope.during(days.since, days.until), metric_id)
    only = {"channel": channel} if channel else None
    found = cases(conn, metric_id, seen, as_of, only)
    columns = tuple(name for name in DAYS if name in found.columns)
    found = found.sort_values([*columns[:1], "id"], ascending=[False, True][-len(columns[:1]) - 1 :])
    shown = found.iloc[page * PAGE : (page + 1) * PAGE]
    total = measure_sales(conn, [metric_id], seen, tuple(only or {}), as_of)
    key = tuple((only or {}).items())
    names = _names(conn, scope, [str(one) for one in shown["id"]])
    crossed = _crossed(conn, metric_id, seen, as_of)
    return Opened(
        metric_id,
        total.get((metric_id, key), Measurement(metric_id)),
        seen.since,
        seen.until,
        columns,
        tuple(_row(row, columns, names) for row in shown.to_dict("records")),
        len(found),
        int(found["holds"].sum()),
        tuple(sorted({month for month, _ in crossed})),
        tuple(sorted({own for _, own in crossed})),
        crossed,
    )


def _names(conn: sqlite3.Connection, scope: Scope, ids: list[str]) -> dict[str, sqlite3.Row]:
    return {row["id"]: row for row in queries.rows(conn, "sales_names", scope, ids=json.dumps(ids))}


def _row(row: dict[str, Any], columns: tuple[str, ...], names: dict[str, sqlite3.Row]) -> RowOf:
    days = {name: row[name] for name in columns if row[name]}
    told = names.get(str(row["id"]))
    return RowOf(
        str(row["id"]),
        told["name"] if told else "",
        row.get("rep_id") or "",
        row.get("channel") or "",
        days,
        _amount(row),
        bool(row["holds"]),
        told["business"] if told else "",
        told["crm_business"] if told else "",
    )


def _amount(row: dict[str, Any]) -> float | None:
    """Return a deal's amount, or what a payment leaves after its costs; None where it is not known."""
    if "received" in row:
        left = row["received"] - row["cost"] if pd.notna(row["cost"]) else row["received"]
        return None if pd.isna(left) else left
    found = row.get("base_amount")
    return None if found is None or pd.isna(found) else found


def _crossed(conn: sqlite3.Connection, metric_id: str, scope: Scope, as_of: str) -> dict[tuple[str, str], Measurement]:
    found = measure_sales(conn, [metric_id], scope, ("channel", "month"), as_of)
    return {(dict(key)["month"], dict(key)["channel"]): one for (_, key), one in found.items()}
