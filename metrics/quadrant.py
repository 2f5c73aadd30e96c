"""Is it liked, or does it sell? Each rep's place in the team by activity and audience, and by conversations."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence

from scipy.stats import rankdata

from data import queries
from data.scope import Scope
from data.words import N_, NN_
from metrics.catalog.vanity import RESULT
from metrics.measure import measure_many
from metrics.models import Dot, Quadrant
from metrics.people import Judged, Known
from metrics.words import Said, counted

SEEN = ("posts", "comments", "reactions", "reposts", "new_connections", "impressions", "new_followers")
LEADS = "leads"
MIN_REPS, MIN_STARTED = 3, 10
HIGH, LOW = 60.0, 40.0
"""Places in the team, 0..100, beyond which somebody stands out."""


def quadrant(
    conn: sqlite3.Connection,
    scope: Scope,
    reps: list[Known],
    judged: Mapping[str, Judged],
    leads: Mapping[str, int] | None = None,
) -> Quadrant:
    """Place the reps of a scope; too few of them with data are not placed at all.

    With `leads` (of each rep, from social networks) selling is the mean of conversations and leads.
    """
    counts = _counts(conn, scope)
    for rep_id, n in (leads or {}).items():
        if rep_id in counts:
            counts[rep_id][LEADS] = n
    results = (RESULT, LEADS) if leads else (RESULT,)
    shown = [rep for rep in reps if counts.get(rep.rep_id)]
    if len(shown) < MIN_REPS:
        return Quadrant(Said(N_("Too few reps with data to compare")))
    places = [_places([counts[rep.rep_id][name] for rep in shown]) for name in (*SEEN, *results)]
    x, y = _mean(places[: len(SEEN)], len(shown)), _mean(places[len(SEEN) :], len(shown))
    flagged = _flagged(conn, scope)
    dots = [
        _dot(rep, at_x, at_y, counts[rep.rep_id], judged.get(rep.rep_id, Judged()), rep.rep_id in flagged)
        for rep, at_x, at_y in zip(shown, x, y, strict=True)
    ]
    return Quadrant(_title(dots, flagged), tuple(dots), leads=bool(leads))


def _counts(conn: sqlite3.Connection, scope: Scope) -> dict[str, dict[str, int]]:
    figures = json.dumps([*SEEN, RESULT, "started"])
    counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in queries.rows(conn, "figure_days", scope, figures=figures):
        counts[row["rep_id"]][row["figure"]] += row["n"]
    return counts


def _places(values: Sequence[int]) -> list[float] | None:
    """Return the place of each value among all, 0..100; None when all are alike (nothing to tell apart)."""
    if len(set(values)) < 2:
        return None
    return [100 * (rank - 1) / (len(values) - 1) for rank in rankdata(values)]


def _mean(columns: Sequence[list[float] | None], size: int) -> list[float]:
    told = [column for column in columns if column]
    return [sum(values) / len(values) for values in zip(*told, strict=True)] if told else [50.0] * size


def _flagged(conn: sqlite3.Connection, scope: Scope) -> set[str]:
    """Return the reps whose activity rose over four weeks while their answered conversations did not."""
    found = measure_many(conn, ("vanity",), scope, ("rep",))
    return {dict(key)["rep"] for (_, key), value in found.items() if value.value}


def _dot(rep: Known, x: float, y: float, counts: Mapping[str, int], one: Judged, flagged: bool) -> Dot:
    started = counts["started"]
    early = started < MIN_STARTED or rep.stale or one.verdict in ("early", "no_data")
    liked = x >= HIGH and y <= LOW
    said = counted(
        NN_("{n} conversation begun, {answered} answered", "{n} conversations begun, {answered} answered"),
        started,
        answered=counts[RESULT],
    )
    if LEADS in counts:
        said = Said(N_("{said}; leads: {leads}"), {"said": said, "leads": counts[LEADS]})
    state = "early" if early else "focus" if flagged or liked else "rest"
    return Dot(rep.rep_id, rep.name, x, y, started, state, said)


def _title(dots: Sequence[Dot], flagged: set[str]) -> Said:
    focus = [dot for dot in dots if dot.state == "focus"]
    rising = [dot for dot in focus if dot.rep_id in flagged]
    if rising:
        return Said(N_("{rep}: activity grows, answered conversations did not rise"), {"rep": rising[0].name})
    if focus:
        most = max(focus, key=lambda dot: dot.x - dot.y)
        return Said(N_("{rep}: much seen, few answered conversations"), {"rep": most.name})
    return Said(N_("Nobody stands out for activity without conversations"))
