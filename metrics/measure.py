"""The runner: figures of a scope, split as asked, judged at the newest fact and never at the clock."""

import functools
import json
import sqlite3
import threading
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from data import queries, workspace
from data.derive import newest_day
from data.scope import Scope
from data.workhours import WorkHours
from metrics.catalog import BY_ID
from metrics.metric import NO_DATA, NOT_THERE, UNLABELLED, Context, Measurement, Metric, share
from metrics.periods import step_of
from metrics.sales.figure import SaleMetric
from metrics.sales_stored.measure import SPLITS, measure_sales
from metrics.sales_stored.measure import nothing as no_sales
from metrics.stats import poisson

OF_SALES = ("channel", "source", "type", "stage")
"""What only figures of sales can be split by."""
_TIMES = ("day", "week", "month")
_UNREAD = 0.2
ANYTHING = "*"
"""The tally that has a row wherever anything is known."""

Key = tuple[tuple[str, str], ...]
"""A group: (("rep", "anna"), ("week", "2026-11-16")), in the order of SPLITS; () for the total."""


class Group(NamedTuple):
    """What a tally says of one figure in one group."""

    n: int = 0
    k: int = 0
    immature: int = 0


def last_mature(metric: Metric, as_of: str) -> str:
    """Return the last day on which a case is old enough to count."""
    return (date.fromisoformat(as_of) - timedelta(days=metric.maturity)).isoformat()


def until(scope: Scope, as_of: str) -> Scope:
    """Return the scope without days after the moment of judgement."""
    return replace(scope, until=min(scope.until or as_of, as_of))


def context(conn: sqlite3.Connection, as_of: str) -> Context:
    """Return what figures of rows may know: a day of judgement means its end, in the workspace's time zone."""
    team = workspace.load(conn)
    week = (team.time_zone, team.work_from, team.work_until, team.work_days)
    hours = _hours(threading.get_ident(), *week)
    if "T" in as_of:
        as_of_at = as_of
    else:
        midnight = datetime.combine(date.fromisoformat(as_of) + timedelta(days=1), time(), team.zone)
        as_of_at = (midnight - timedelta(seconds=1)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return Context(
        as_of[:10],
        as_of_at,
        lambda start, end: hours.between(_moment(start), _moment(end)),
        lambda day: date.fromisoformat(day).weekday() in team.work_days,
        team.help_goal,
        team.days_off or {},
    )


@functools.lru_cache(maxsize=32)
def _hours(_thread: int, zone: str, work_from: int, work_until: int, days: tuple[int, ...]) -> WorkHours:
    """Keep the working weeks of a thread: a week grows as it is asked about, so threads can't share one."""
    return WorkHours(ZoneInfo(zone), work_from, work_until, days)


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def measure(
    conn: sqlite3.Connection, metric_id: str, scope: Scope, by: Sequence[str] = (), as_of: str | None = None
) -> list[Measurement]:
    """Return a figure of a scope: one measurement, or one for each group that has any data.

    by: any of rep, network, and at most one of day, week ("2026-11-16", its Monday) and month ("2026-11"); of figures
    of sales also channel, source (the CRM's own word), type of business or stage.
    as_of: the day of judgement; the newest fact of the workspace when not given.

    Raises:
        KeyError: no such figure. ValueError: a split that isn't one.
    """
    metric = BY_ID[metric_id]
    found = measure_many(conn, [metric_id], scope, by, as_of)
    return [found[metric.id, key] for key in sorted({key for _, key in found})]


def measure_many(
    conn: sqlite3.Connection, metric_ids: Iterable[str], scope: Scope, by: Sequence[str] = (), as_of: str | None = None
) -> dict[tuple[str, Key], Measurement]:
    """Return several figures at once, by figure and group; groups without any data are absent (the total never is)."""
    _check(by)
    as_of = as_of or newest_day(conn)
    metrics = [BY_ID[name] for name in metric_ids]
    if as_of is None:
        return {} if by else {(metric.id, ()): _none(metric) for metric in metrics}
    of_sales = [metric.id for metric in metrics if isinstance(metric, SaleMetric)]
    sold = measure_sales(conn, of_sales, scope, by, as_of[:10]) if of_sales else {}
    metrics = [] if set(by) & set(OF_SALES) else [metric for metric in metrics if metric.id not in of_sales]
    return sold | _of_reps(conn, metrics, scope, by, as_of) if metrics else sold


def _none(metric: Metric) -> Measurement:
    return no_sales(metric) if isinstance(metric, SaleMetric) else nothing(metric, ())


def _of_reps(
    conn: sqlite3.Connection, metrics: Sequence[Metric], scope: Scope, by: Sequence[str], as_of: str
) -> dict[tuple[str, Key], Measurement]:
    seen = until(scope, as_of[:10])
    counts, groups = _counts(conn, metrics, seen, by, as_of[:10])
    keys = sorted(groups) if by else [()]
    found = {
        (metric.id, key): nothing(metric, key, NOT_THERE)
        if _not_there(metric, key, seen)
        else _of_counts(metric, key, counts, key in groups)
        for metric in metrics
        if metric.figure
        for key in keys
    }
    of_rows = [metric for metric in metrics if metric.compute]
    return found | (_of_rows(conn, of_rows, seen, by, context(conn, as_of), groups) if of_rows else {})


def _check(by: Sequence[str]) -> None:
    if not set(by) <= set(SPLITS) or sum(name in _TIMES for name in by) > 1:
        raise ValueError(f"a figure can be split by {', '.join(SPLITS)}, and by one step of time only")


def _counts(
    conn: sqlite3.Connection, metrics: Sequence[Metric], scope: Scope, by: Sequence[str], as_of: str
) -> tuple[dict[tuple[str, Key], Group], set[Key]]:
    """Return counts by figure and group, and the groups that any figure has data of."""
    mature: dict[str, str] = {ANYTHING: as_of}
    for metric in metrics:
        if metric.figure:
            mature[metric.figure] = last_mature(metric, as_of)
        if metric.unknown_figure:
            mature[metric.unknown_figure] = last_mature(metric, as_of)
    step = next((name for name in by if name in _TIMES), "")
    split = {"by_rep": int("rep" in by), "by_network": int("network" in by), "by_time": step}
    rows = queries.rows(conn, "figure_counts", scope, figures=json.dumps(mature), **split)
    keyed = [(row["figure"], _key(by, row["rep"], row["network"], row["time"]), row) for row in rows]
    counts = {
        (figure, key): Group(row["n"], row["k"], row["immature"]) for figure, key, row in keyed if figure != ANYTHING
    }
    return counts, {key for figure, key, _ in keyed if figure == ANYTHING}


def _key(by: Sequence[str], rep: str, network: str, when: str) -> Key:
    values = {"rep": rep, "network": network, **dict.fromkeys(_TIMES, when)}
    return tuple((name, values[name]) for name in SPLITS if name in by)


def nothing(metric: Metric, key: Key, note: str = NO_DATA) -> Measurement:
    """Return the measurement of a figure in a group without any data."""
    return Measurement(metric.id, dict(key), unit=metric.unit, note=note)


def _not_there(metric: Metric, key: Key, scope: Scope) -> bool:
    """Tell whether the networks looked at have no such thing: no invitations outside LinkedIn."""
    named = {value for name, value in key if name == "network"} or set(scope.networks or ())
    return bool(metric.networks and named and not named & set(metric.networks))


def _of_counts(metric: Metric, key: Key, counts: Mapping[tuple[str, Key], Group], known: bool) -> Measurement:
    if not known:
        return nothing(metric, key)
    group = counts.get((metric.figure, key), Group())
    if metric.unit == "count":
        low, high = poisson(group.k)
        return Measurement(metric.id, dict(key), group.k, group.k, None, low, high, "count", group.immature)
    unread = counts.get((metric.unknown_figure, key), Group()) if metric.unknown_figure else Group()
    found = share(group.k, group.n, group.immature, unread.k)
    if unread.k > _UNREAD * unread.n:
        found = replace(found, value=None, low=None, high=None, note=UNLABELLED)
    return replace(found, metric=metric.id, by=dict(key))


def _of_rows(
    conn: sqlite3.Connection,
    metrics: Sequence[Metric],
    scope: Scope,
    by: Sequence[str],
    known: Context,
    groups: set[Key],
) -> dict[tuple[str, Key], Measurement]:
    found: dict[tuple[str, Key], Measurement] = {}
    read: dict[tuple, dict[Key, list[sqlite3.Row]]] = {}
    for metric in metrics:
        source = (metric.query, metric.figures)
        if source not in read:
            read[source] = _grouped(conn, metric, _looking_back(metric, scope, known.as_of), by)
        by_group = read[source]
        for key in sorted(groups | set(by_group)) if by else [()]:
            empty = key not in by_group and key not in groups
            computed = nothing(metric, key) if empty else metric.compute(by_group.get(key, []), known)
            found[metric.id, key] = replace(computed, metric=metric.id, by=dict(key))
    return found


def _looking_back(metric: Metric, scope: Scope, as_of: str) -> Scope:
    """Return the scope with as many days as a figure needs, where it is about the newest days."""
    if not metric.lookback or scope.until < as_of:
        return scope
    first = (date.fromisoformat(as_of) - timedelta(days=metric.lookback)).isoformat()
    return scope.during(min(scope.since, first), scope.until)


def _grouped(conn: sqlite3.Connection, metric: Metric, scope: Scope, by: Sequence[str]) -> dict[Key, list[sqlite3.Row]]:
    own = {"figures": json.dumps(metric.figures)} if metric.figures else {}
    groups: dict[Key, list[Any]] = defaultdict(list)
    for row in queries.rows(conn, metric.query, scope, **own):
        groups[_key(by, row["rep_id"], row["network"], step_of(by, row["day"]))].append(row)
    return groups


def conversations(
    conn: sqlite3.Connection, metric_id: str, scope: Scope, part: str = "k", as_of: str | None = None
) -> list[sqlite3.Row]:
    """Return the very cases behind a figure's n (part "n") or k: conversation_id, rep_id, network, day, contact, holds.

    Raises:
        ValueError: the figure isn't counted by conversation.
    """
    metric = BY_ID[metric_id]
    if not metric.listable or part not in ("k", "n"):
        raise ValueError(f"the conversations behind {metric_id!r} ({part!r}) can't be listed")
    as_of = as_of or newest_day(conn)
    if as_of is None:
        return []
    mature = last_mature(metric, as_of)
    return queries.rows(
        conn, "figure_conversations", until(scope, as_of), figure=metric.figure, part=part, mature=mature
    )
