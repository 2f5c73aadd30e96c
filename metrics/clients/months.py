"""Calendar months and years between days as text."""

import calendar
from datetime import date


def months_after(day: str, count: int) -> str:
    """Return the day so many calendar months later (earlier when negative), clamped to the month's last day."""
    start = date.fromisoformat(day[:10])
    year, month = divmod(start.year * 12 + start.month - 1 + count, 12)
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1])).isoformat()


def whole_years(since: str, until: str) -> int:
    """Return how many whole calendar years passed between two days; a 29 February counts on the 28th, too."""
    years = int(until[:4]) - int(since[:4])
    return years - (months_after(since, 12 * years) > until[:10])


def first_of_months(until: str, count: int) -> list[str]:
    """Return the first days of the newest `count` months up to a day, the oldest first."""
    newest = f"{until[:7]}-01"
    return [months_after(newest, -back) for back in range(count - 1, -1, -1)]
