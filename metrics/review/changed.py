"""What changed: figures that moved by more than chance lets them, at most one thing a figure.

Counts: the week against the eight before it, sudden or slow (metrics.alerts). Shares: the newest four weeks whose cases
are old enough, against the eight weeks before them. Told are changes whose 95 % range leaves out "none", that are a
fifth of the figure at least, and that rest on enough cases (the same rule for every figure; see metrics.alerts).
"""

import sqlite3
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from data import workspace
from data.scope import Scope
from metrics.alerts import MIN_CHANGE, WEEKS, Alert, alert
from metrics.catalog import BY_ID
from metrics.change import compare
from metrics.figures import norms_of, totals
from metrics.measure import last_mature
from metrics.metric import Measurement, Metric
from metrics.periods import monday
from metrics.review.weeks import Week, later
from metrics.series import series
from metrics.stats import poisson
from metrics.targets import tone

SHARES = (
    "reply_rate",
    "positive_reply",
    "pitch_after_reply",
    "pitch_in_opener",
    "copies",
    "personal",
    "burned",
    "follow_up_pressure",
    "answered_in_day",
    "acceptance_rate",
)
COUNTS = ("started", "help_people", "messages_in", "posts", "new_leads", "deals_won")
LOOKED_AT = (*SHARES, *COUNTS)
FREE_DAYS = 3
LATELY = 4
"""Weeks that a share is measured over: one alone has too few cases."""

Kind = Literal["jump", "signal", "drift", "share", "goal"]


@dataclass(frozen=True)
class Changed:
    """A figure that moved. `now` and `before` are on one scale: shares, or counts a week."""

    metric: Metric
    kind: Kind
    now: Measurement
    before: Measurement
    change: float  # of shares in points (0.14), of counts relative to the usual
    since: str
    until: str

    @property
    def better(self) -> bool | None:
        """Whether that is good; None where neither side is."""
        return None if self.metric.better == "none" else (self.change > 0) == (self.metric.better == "up")


def changes(conn: sqlite3.Connection, scope: Scope, week: Week) -> tuple[Changed, ...]:
    """Return the figures that moved by more than chance in a week, the largest change first."""
    found = [one for name in SHARES if (one := _share(conn, scope, week, BY_ID[name]))]
    found += _counts(conn, scope, week)
    return tuple(sorted(found, key=lambda one: (one.better is not False, -abs(_size(one)), one.metric.id)))


def _size(one: Changed) -> float:
    usual = one.before.value or 0
    return one.change / usual if one.kind in ("share", "goal") and usual else one.change


def _share(conn: sqlite3.Connection, scope: Scope, week: Week, metric: Metric) -> Changed | None:
    last = min(last_mature(metric, week.as_of), week.as_of)
    first = later(last, 1 - 7 * LATELY)
    earlier = scope.during(later(first, -7 * WEEKS), later(first, -1))
    now = totals(conn, [metric.id], scope.during(first, last), week.as_of)[metric.id]
    before = totals(conn, [metric.id], earlier, week.as_of)[metric.id]
    moved = compare(now, before)
    if moved.difference is None or not before.value:
        return None
    if moved.proven and abs(moved.difference) >= MIN_CHANGE * before.value:
        return Changed(metric, "share", now, before, moved.difference, first, last)
    norms = norms_of(conn)
    over = {"stop": 2, "watch": 1, "plain": 0, "met": -1}
    tones = over.get(tone(metric, now, norms)), over.get(tone(metric, before, norms))
    if None not in tones and tones[0] != tones[1] and moved.proven:
        return Changed(metric, "goal", now, before, moved.difference, first, last)
    return None


def _counts(conn: sqlite3.Connection, scope: Scope, week: Week) -> list[Changed]:
    over = scope.during(later(week.since, -7 * 2 * WEEKS), week.until)
    weekly = series(conn, COUNTS, over, as_of=week.as_of)
    if week.as_of < later(week.since, 4):
        return []
    free = holidays(conn, over)
    found = []
    for name in COUNTS:
        points = [
            (one.start, int(one.value.value)) for one in weekly.get((name, ""), ()) if one.value.value is not None
        ]
        if one := alert(points, free):
            found.append(_counted(BY_ID[name], one, week))
    return found


def holidays(conn: sqlite3.Connection, scope: Scope) -> frozenset[str]:
    """Return the weeks (Mondays) in which everybody had three days off and more: nothing is judged by them."""
    team = workspace.load(conn)
    spans = (team.days_off or {}).get("", ())
    free: Counter[str] = Counter()
    day = scope.since
    while day <= scope.until:
        if date.fromisoformat(day).weekday() in team.work_days and any(first <= day <= last for first, last in spans):
            free[monday(day)] += 1
        day = later(day, 1)
    return frozenset(week for week, days in free.items() if days >= FREE_DAYS)


def _counted(metric: Metric, one: Alert, week: Week) -> Changed:
    now, before = (_weekly(metric, value) for value in (one.now, one.usual))
    return Changed(metric, one.kind, now, before, one.change, week.since, week.until)


def _weekly(metric: Metric, value: float) -> Measurement:
    low, high = poisson(round(value))
    plain = Measurement(metric.id, value=value, k=round(value), low=low, high=high, unit="count")
    return replace(plain, unit=metric.unit)
