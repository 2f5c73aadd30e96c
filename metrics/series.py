"""Figures over time, step by step."""

import sqlite3
from collections.abc import Sequence

from data.derive import newest_day
from data.scope import Scope
from metrics.catalog import BY_ID
from metrics.measure import measure_many, nothing
from metrics.models import Point
from metrics.periods import steps


def series(
    conn: sqlite3.Connection,
    metric_ids: Sequence[str],
    scope: Scope,
    by: str = "week",
    per_rep: bool = False,
    as_of: str | None = None,
) -> dict[tuple[str, str], tuple[Point, ...]]:
    """Return several figures step by step, by figure and rep ("" when not split by rep).

    There are no gaps: a step without any data has no value, one with none of it has 0.
    """
    as_of = as_of or newest_day(conn)
    if as_of is None:
        return {}
    found = measure_many(conn, metric_ids, scope, ("rep", by) if per_rep else (by,), as_of)
    cells = {(name, dict(key).get("rep", ""), dict(key)[by]): value for (name, key), value in found.items()}
    starts = steps(scope, by, as_of, [start for _, _, start in cells if start])
    reps = sorted({rep for _, rep, _ in cells})
    return {
        (name, rep): tuple(Point(at, cells.get((name, rep, at)) or nothing(BY_ID[name], ((by, at),))) for at in starts)
        for name in metric_ids
        for rep in reps
    }
