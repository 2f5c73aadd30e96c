"""Which calendar week a review is about, and up to which day its figures are known."""

from datetime import date, timedelta
from typing import NamedTuple

from metrics.periods import monday

FRIDAY = 4


class Week(NamedTuple):
    """A calendar week: its Monday and Sunday, and the last day of it that anything is known of."""

    since: str
    until: str
    as_of: str


def week_of(day: str, newest: str) -> Week:
    """Return the week that a day lies in."""
    since = monday(day)
    until = later(since, 6)
    return Week(since, until, min(until, newest))


def newest_week(newest: str) -> str:
    """Return the Monday of the newest week worth a review: known up to its Friday at least."""
    on = date.fromisoformat(newest)
    return monday(newest if on.weekday() >= FRIDAY else later(newest, -7))


def later(day: str, count: int) -> str:
    """Return the day so many days later."""
    return (date.fromisoformat(day) + timedelta(days=count)).isoformat()
