"""The figure to watch over time: four-week means beside the team's middle half."""

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import replace

from data.scope import Scope
from data.words import N_
from metrics.figures import Figure
from metrics.metric import TOO_FEW, Measurement, share
from metrics.models import Point, Trend
from metrics.series import series
from metrics.stats import difference, middle_half
from metrics.words import Said, Share

SPAN = 4
"""Weeks that each point of the curve takes together."""
_TONES = ("stop", "watch")


def worst(figures: Sequence[Figure]) -> Figure | None:
    """Return the figure furthest beyond its target, harm first; else how many answer, once there is enough."""
    off = [one for one in figures if one.tone in _TONES and one.target is not None]
    if off:
        return min(off, key=lambda one: (_TONES.index(one.tone), -_excess(one)))
    return next((one for one in figures if one.metric == "reply_rate" and not one.measurement.too_few), None)


def _excess(one: Figure) -> float:
    return abs((one.measurement.value or 0.0) - (one.target or 0.0))


def trend(conn: sqlite3.Connection, scope: Scope, rep_id: str, chosen: Figure | None, as_of: str) -> Trend | None:
    """Return how a rate of one rep went, week by week; None without a rate that has enough cases."""
    if chosen is None or chosen.measurement.unit != "rate" or chosen.measurement.too_few:
        return None
    everybody = replace(scope, reps=None, text="none")
    team = series(conn, (chosen.metric,), everybody, per_rep=True, as_of=as_of)
    rolled = {rep: roll(points) for (_, rep), points in team.items()}
    own = rolled.pop(rep_id, ())
    if not own:
        return None
    figure = replace(chosen, series=own)
    weekly = team[chosen.metric, rep_id]
    band = _band([own, *rolled.values()])
    return Trend(figure, band, *_told(chosen.title, weekly, bool(band)))


def roll(points: Sequence[Point]) -> tuple[Point, ...]:
    """Return each week taken together with the three before; fewer than ten cases give no value."""
    rolled = []
    for no, point in enumerate(points):
        span = [one.value for one in points[max(0, no - SPAN + 1) : no + 1]]
        found = _sum(span)
        shown = found if (found.n or 0) >= TOO_FEW else replace(found, value=None, low=None, high=None)
        rolled.append(Point(point.start, replace(shown, metric=point.value.metric, by=point.value.by)))
    return tuple(rolled)


def _sum(span: Sequence[Measurement]) -> Measurement:
    return share(sum(one.k or 0 for one in span), sum(one.n or 0 for one in span))


def _band(team: Sequence[Sequence[Point]]) -> tuple[tuple[str, float, float], ...]:
    by_week: dict[str, list[float]] = {}
    for points in team:
        for point in points:
            if point.value.value is not None:
                by_week.setdefault(point.start, []).append(point.value.value)
    found = ((week, middle_half(values)) for week, values in sorted(by_week.items()))
    return tuple((week, *half) for week, half in found if half)


def _told(title: str, weekly: Sequence[Point], band: bool) -> tuple[Said, Said]:
    """Compare the first half of the weeks with the second, in words; the team's band is named where it is drawn."""
    half = len(weekly) // 2
    first, second = (_sum([point.value for point in part]) for part in (weekly[:half], weekly[half:]))
    name: Mapping[str, object] = {"title": Said(title)}
    if first.too_few or second.too_few or first.value is None or second.value is None:
        return Said(N_("“{title}” over time"), name), Said(N_("Too few cases to tell a direction."))
    told = {**name, "before": Share(first.value), "now": Share(second.value)}
    _, low, high = difference(first.k, first.n, second.k, second.n)
    counts = {"k1": first.k, "n1": first.n, "k2": second.k, "n2": second.n}
    halves = N_("First half {k1} of {n1}, second half {k2} of {n2}.")
    with_band = N_("First half {k1} of {n1}, second half {k2} of {n2}; the band is the team’s middle half.")
    note = Said(with_band if band else halves, counts)
    if low > 0:
        return Said(N_("“{title}” rose from {before} to {now}"), told), note
    if high < 0:
        return Said(N_("“{title}” fell from {before} to {now}"), told), note
    if first.thin or second.thin:
        few = N_("First half {k1} of {n1}, second half {k2} of {n2}: too few to tell a direction.")
        return Said(N_("“{title}”: {before}, then {now}"), told), Said(few, counts)
    return Said(N_("“{title}” held: {before}, then {now}"), told), note
