"""Times of the demo, in seconds since 1970, UTC: when people work, and when they answer."""

from collections.abc import Callable
from random import Random

DAY, HOUR = 86_400, 3_600


def _into(at: int, opens: int, closes: int, days: int, random: Callable[[], float]) -> int:
    """Return `at`, or a moment of the next morning when it falls outside the hours or the first days of the week."""
    day, second = divmod(at, DAY)
    weekday = (day + 3) % 7  # the first of January 1970 was a Thursday
    if weekday < days and opens <= second < closes:
        return at
    if second >= closes or weekday >= days:
        day += 1
        while (day + 3) % 7 >= days:
            day += 1
    return day * DAY + opens + int(random() * 1.8 * HOUR)


def work_time(at: int, rng: Random) -> int:
    """Return `at` moved into working hours."""
    return _into(at, 8 * HOUR, 17 * HOUR + 1800, 5, rng.random)


def waking_time(at: int, rng: Random) -> int:
    """Return `at` moved into the hours in which people answer, weekends too."""
    return _into(at, 7 * HOUR, 20 * HOUR, 7, rng.random)
