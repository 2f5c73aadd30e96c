"""Measurements with all that it takes to draw and explain them: title, target, colour, change, series, the team."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from data import workspace
from data.scope import Scope
from metrics import measure as m
from metrics.catalog import BY_ID
from metrics.change import compare
from metrics.metric import TOO_FEW, Measurement
from metrics.models import Figure, Link, Point
from metrics.stats import middle_half
from metrics.targets import Norms, norms_with, target_of, tone
from metrics.words import Said


def figure(
    metric_id: str,
    measured: Measurement,
    earlier: Measurement | None = None,
    series: tuple[Point, ...] = (),
    middle: tuple[float, float] | None = None,
    notes: Iterable[Said] = (),
    rep_id: str | None = None,
    norms: Norms | None = None,
) -> Figure:
    """Dress a measurement; with `earlier` it tells the change, with `rep_id` its link is about that rep.

    `norms` are those of the workspace (see `norms_of`).
    """
    metric = BY_ID[metric_id]
    return Figure(
        metric=metric.id,
        title=metric.title,
        sub=metric.sub,
        how=metric.how,
        measurement=measured,
        better=metric.better,
        tone=tone(metric, measured, norms),
        target=target_of(metric, norms).target,
        scale=metric.scale if metric.unit == "rate" else None,
        change=compare(measured, earlier) if earlier else None,
        series=series,
        middle=middle,
        notes=tuple(notes),
        link=link(metric_id, rep_id),
    )


def norms_of(conn: sqlite3.Connection) -> Norms:
    """Return the norms of a workspace: the house norms, and what the team settled otherwise."""
    own = (workspace.load(conn).weights or {}).get("outreach", {}).get("thresholds", {})
    return norms_with(own)


def link(metric_id: str, rep_id: str | None = None, part: str = "k") -> Link | None:
    """Return the way to the conversations behind a figure; None when they can't be listed."""
    if not BY_ID[metric_id].listable:
        return None
    about = {"rep": rep_id} if rep_id else {}
    return Link("conversations", {"figure": metric_id, "part": part, **about})


def totals(
    conn: sqlite3.Connection, metric_ids: Sequence[str], scope: Scope, as_of: str | None
) -> dict[str, Measurement]:
    """Return the total of every figure of a scope."""
    return {name: value for (name, _), value in m.measure_many(conn, metric_ids, scope, (), as_of).items()}


def by_rep(
    conn: sqlite3.Connection, metric_ids: Sequence[str], scope: Scope, as_of: str | None
) -> dict[tuple[str, str], Measurement]:
    """Return figures by figure and rep; a rep without any data is absent."""
    found = m.measure_many(conn, metric_ids, scope, ("rep",), as_of)
    return {(name, dict(key)["rep"]): value for (name, key), value in found.items()}


def middles(
    conn: sqlite3.Connection, metric_ids: Sequence[str], scope: Scope, as_of: str | None
) -> dict[str, tuple[float, float]]:
    """Return the middle half of the team for figures: of reps with ten cases and more, four of them at least.

    It covers every rep whatever the scope's: what a rep compares with. It names nobody.
    """
    found = by_rep(conn, metric_ids, replace(scope, reps=None, text="none"), as_of)
    bands = {name: middle_half(_shown(found, name)) for name in metric_ids}
    return {name: band for name, band in bands.items() if band}


def _shown(found: Mapping[tuple[str, str], Measurement], name: str) -> list[float]:
    values = [value for (metric, _), value in found.items() if metric == name]
    return [value.value for value in values if value.value is not None and (value.n is None or value.n >= TOO_FEW)]
