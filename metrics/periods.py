"""Which days a model looks at."""

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
