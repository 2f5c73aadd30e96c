"""The runner of figures of sales: counted over a scope, split as asked, judged at a day and never at the clock."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import pandas as pd

from data import derive, workspace
from data.money import major
from data.scope import Scope
from metrics.catalog.sales import SALES
from metrics.metric import Measurement
from metrics.periods import step_of
from metrics.sales.figure import NO_CRM, SaleMetric
from metrics.sales_stored.frames import frames, within

SPLITS = ("rep", "network", "channel", "source", "type", "stage", "day", "week", "month")
_TIMES = ("day", "week", "month")
OF_TALKS = ("niche_share",)
"""Figures that need no CRM."""
BY_ID = {metric.id: metric for metric in SALES}

Key = tuple[tuple[str, str], ...]


def splits_of(metric: SaleMetric, frame_of: Mapping[str, pd.DataFrame]) -> set[str]:
    """Return what a figure can be split by: what all its tables tell."""
    told = set(SPLITS)
    for name in metric.tables:
        columns = {"rep" if column == "rep_id" else column for column in frame_of[name].columns}
        told &= columns | set(_TIMES)
    return told


def measure_sales(
    conn: sqlite3.Connection, metric_ids: Iterable[str], scope: Scope, by: Sequence[str], as_of: str
) -> dict[tuple[str, Key], Measurement]:
    """Return figures of sales by figure and group: groups without rows are absent, the total never is.

    A figure that cannot be split as asked has no group at all.
    """
    metrics, absent = [BY_ID[name] for name in metric_ids], []
    if not has_sales(conn):
        absent = [metric for metric in metrics if metric.id not in OF_TALKS]
        metrics = [metric for metric in metrics if metric.id in OF_TALKS]
    read = frames(conn, scope, sorted({name for metric in metrics for name in metric.tables}))
    currency = workspace.load(conn).currency
    until = min(scope.until or as_of, as_of)
    found = {} if by else {(metric.id, ()): nothing(metric) for metric in absent}
    for metric in metrics:
        if set(by) <= splits_of(metric, read):
            for key, tables in _groups(metric, read, by, scope.since, until).items():
                found[metric.id, key] = _measured(metric, tables, key, as_of, currency)
    return found


def has_sales(conn: sqlite3.Connection) -> bool:
    """Tell whether there is any CRM data."""
    return bool(derive.rows(conn, "has_sales").fetchone()[0])


def _groups(
    metric: SaleMetric, read: Mapping[str, pd.DataFrame], by: Sequence[str], since: str, until: str
) -> dict[Key, dict[str, pd.DataFrame]]:
    """Return the tables of each group; a group that one table lacks has it empty."""
    inside = {name: within(read[name], column, _first(name, since), until) for name, column in metric.tables.items()}
    if not by:
        return {(): inside}
    parts = {name: _split(frame, metric.tables[name], by) for name, frame in inside.items()}
    keys = sorted({key for part in parts.values() for key in part})
    return {key: {name: part.get(key, inside[name][:0]) for name, part in parts.items()} for key in keys}


def _first(table: str, since: str) -> str:
    """Return the first day of a table's rows: what stands for a month begins with its first day."""
    return f"{since[:7]}-01" if since and table in ("work", "cost") else since


def _split(frame: pd.DataFrame, day: str, by: Sequence[str]) -> dict[Key, pd.DataFrame]:
    names = [name for name in SPLITS if name in by]
    time = next((name for name in names if name in _TIMES), "")
    rows = frame[frame[day].notna()] if time else frame
    if rows.empty:
        return {}
    columns = [_steps(rows[day], time) if name == time else rows["rep_id" if name == "rep" else name] for name in names]
    groups = rows.groupby([column.to_numpy(dtype=object) for column in columns], sort=False, dropna=False).indices
    found = {}
    for values, places in groups.items():
        told = values if isinstance(values, tuple) else (values,)
        found[tuple((name, str(value or "")) for name, value in zip(names, told, strict=True))] = rows.take(places)
    return found


def _steps(days: pd.Series, time: str) -> pd.Series:
    told = {day: step_of((time,), day) for day in days.unique()}
    return days.map(told)


def _measured(
    metric: SaleMetric, tables: Mapping[str, pd.DataFrame], key: Key, as_of: str, currency: str
) -> Measurement:
    found = replace(metric.measured(tables, as_of), metric=metric.id, by=dict(key), unit=metric.unit)
    if metric.unit == "money" and found.value is not None:
        found = replace(found, value=float(major(round(found.value), currency)))
    return found


def nothing(metric: SaleMetric, key: Key = ()) -> Measurement:
    """Return the measurement of a figure where there is no CRM data at all."""
    return Measurement(metric.id, dict(key), unit=metric.unit, note=NO_CRM)


def cases(
    conn: sqlite3.Connection, metric_id: str, scope: Scope, as_of: str, only: Mapping[str, str] | None = None
) -> pd.DataFrame:
    """Return the very rows behind a figure's n, with `holds` for those behind k; `only` narrows to one group.

    Raises:
        ValueError: a figure whose rows are not listed.
    """
    metric = BY_ID[metric_id]
    if metric.cases is None:
        raise ValueError(f"the rows behind {metric_id!r} are not listed")
    by = tuple(only or {})
    until = min(scope.until or as_of, as_of)
    groups = _groups(metric, frames(conn, scope, metric.tables), by, scope.since, until)
    wanted = tuple((name, only[name]) for name in SPLITS if name in by) if only else ()
    empty = {name: frame[:0] for name, frame in frames(conn, scope, metric.tables).items()}
    return metric.cases(groups.get(wanted, empty), as_of)
