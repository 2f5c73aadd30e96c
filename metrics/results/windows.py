"""Which days a figure of the page is counted over: cases of a share must be old enough, times need many days."""

from datetime import date, timedelta

from data.scope import Scope
from metrics.catalog import BY_ID

TIMES = ("sales_cycle",)
LONG_DAYS = 730
"""Times of deals are told of those created over two years: of newer ones too few are closed."""


def before(day: str, days: int) -> str:
    """Return the day so many days before another."""
    return (date.fromisoformat(day) - timedelta(days=days)).isoformat()


def aged(scope: Scope, metric_id: str) -> Scope:
    """Return the days whose cases turned old enough in the days of a scope: as many, earlier by the figure's window."""
    window = BY_ID[metric_id].maturity
    if not window or not scope.since or not scope.until:
        return scope
    return scope.during(before(scope.since, window), before(scope.until, window))


def counted_over(scope: Scope, metric_id: str) -> Scope:
    """Return the days that a figure of the page is counted over."""
    if metric_id in TIMES and scope.until:
        return scope.during(before(scope.until, LONG_DAYS), scope.until)
    return aged(scope, metric_id)


def span(scope: Scope) -> tuple[str, str]:
    """Return the first and the last day of a scope."""
    return scope.since, scope.until
