"""Which days a model looks at, and the days, weeks and months they are made of."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from data.scope import Scope
from metrics.models import Period

LENGTHS = {"30d": 30, "15w": 105, "12m": 365}
"""Days of the standard periods; each ends at the newest fact."""


def period_of(scope: Scope, name: str, as_of: str | None) -> Period:
    """Return the days of a scope; where it leaves them open, those of a standard period ("all": everything)."""
    last = as_of or scope.until or scope.since
    until = min(scope.until or last, last)
    if scope.since or name not in LENGTHS or not until:
        return Period(name if name in LENGTHS else "days", scope.since, until, last)
    since = (date.fromisoformat(until) - timedelta(days=LENGTHS[name] - 1)).isoformat()
    return Period(name, since, until, last)


def judged_period(period: Period) -> str:
    """Return the standard period whose verdict stands for these days: the nearest in length."""
    if period.id in LENGTHS:
        return period.id
    if not period.since or not period.until:
        return "12m"
    days = (date.fromisoformat(period.until) - date.fromisoformat(period.since)).days + 1
    return min(LENGTHS, key=lambda name: abs(LENGTHS[name] - days))


def scope_before(scope: Scope) -> Scope | None:
    """Return the scope over the equal period before; None for an open one."""
    if not scope.since or not scope.until:
        return None
    first, last = date.fromisoformat(scope.since), date.fromisoformat(scope.until)
    length = last - first
    end = first - timedelta(days=1)
    return scope.during((end - length).isoformat(), end.isoformat())


def monday(day: str) -> str:
    """Return the Monday of a day's week."""
    on = date.fromisoformat(day)
    return (on - timedelta(days=on.weekday())).isoformat()


def step_of(by: Sequence[str], day: str | None) -> str:
    """Return the step of time that a day lies in: its Monday by week, "2026-11" by month, else the day itself."""
    if not day:
        return ""
    if "week" in by:
        return monday(day)
    return day[:7] if "month" in by else day


def steps(scope: Scope, by: str, as_of: str, known: Iterable[str] = ()) -> list[str]:
    """Return the starts of all steps of the scope's days, up to the moment of judgement."""
    first = scope.since or min((f"{at}-01" if by == "month" else at for at in known), default=as_of)
    last = min(scope.until or as_of, as_of)
    starts: list[str] = []
    day = date.fromisoformat(first)
    while day.isoformat() <= last:
        start = step_of((by,), day.isoformat())
        if not starts or starts[-1] != start:
            starts.append(start)
        day += timedelta(days=1)
    return starts
