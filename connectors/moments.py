"""Moments as records keep them, for files that tell Unix seconds or a wall clock without a zone."""

from datetime import UTC, datetime
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

FIRST_YEAR, LAST_YEAR = 2002, 2099


class Moment(NamedTuple):
    """A moment as `Message` and `Activity` hold it: UTC text, how sure that is, and the day in the workspace's zone."""

    at: str | None
    by: str
    day: str | None


NEVER = Moment(None, "none", None)


@lru_cache(maxsize=32)
def zone(name: str) -> ZoneInfo:
    """Return a time zone; UTC for a name that is none."""
    try:
        return ZoneInfo(name)
    except (KeyError, OSError, ValueError):  # ZoneInfoNotFoundError is a KeyError
        return ZoneInfo("UTC")


def moment(when: datetime, by: str, time_zone: str) -> Moment:
    """Return a moment that knows its offset; NEVER for years that no network has seen."""
    if not FIRST_YEAR <= when.year <= LAST_YEAR:
        return NEVER
    return Moment(when.astimezone(UTC).isoformat()[:19] + "Z", by, when.astimezone(zone(time_zone)).date().isoformat())


def of_unix(seconds: float, time_zone: str) -> Moment:
    """Return the moment of Unix seconds, which are exact; `time_zone` is the workspace's."""
    try:
        return moment(datetime.fromtimestamp(seconds, UTC), "exact", time_zone)
    except (OverflowError, OSError, ValueError):
        return NEVER


def of_wall(when: datetime, file_zone: str, time_zone: str) -> Moment:
    """Return the moment of a wall clock whose zone is only assumed; of an hour told twice the first is meant."""
    return moment(when.replace(tzinfo=zone(file_zone)), "assumed", time_zone)
