"""Dates of the profile and activity files: each file has its own format, none is guessed."""

import re
from datetime import UTC, datetime

from connectors.sources.linkedin.dates import zone

_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {name: no for no, name in enumerate(_NAMES, 1)}
_MONTH = re.compile(r"(?:(?P<name>[A-Za-z]{3})[a-z]*\.? )?(?P<year>\d{4})(?:-(?P<month>\d{1,2}))?(?:-\d{1,2})?")
_SENTENCE = re.compile(r"on (\w{3})\w* (\d{1,2}), (\d{4}) at (\d{1,2}:\d\d\s[AP]M) \((?:GMT|UTC)\)")
_FIRST_YEAR = 2003  # of LinkedIn
_SPACES = re.compile(r"\s+")  # the files also put U+202F or U+00A0 before AM and PM


def iso(moment: datetime) -> str:
    """Return UTC text to the second, as the records have it."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def day_in(at: str | None, time_zone: str) -> str | None:
    """Return the day of a UTC moment in the workspace's time zone."""
    return datetime.fromisoformat(at).astimezone(zone(time_zone)).date().isoformat() if at else None


def utc_second(text: str) -> str | None:
    """Read "2026-05-07 16:41:18", with or without " UTC", also with slashes or "T" and "Z"; else None."""
    plain = text.strip().removesuffix("UTC").strip().replace("/", "-")
    if len(plain) < 19:
        return None
    try:
        moment = datetime.fromisoformat(plain)
    except ValueError:
        return None
    return iso(moment if moment.tzinfo else moment.replace(tzinfo=UTC)) if _possible(moment) else None


def _possible(moment: datetime) -> bool:
    return _FIRST_YEAR <= moment.year < 2100


def upload_sentence(text: str) -> str | None:
    """Read "You uploaded a feed document on February 1, 2026 at 12:00 PM (GMT)"."""
    found = _SENTENCE.search(_SPACES.sub(" ", text))
    if not found:
        return None
    month, day, year, clock = found.groups()
    try:
        moment = datetime.strptime(f"{month[:3].title()} {day} {year} {clock}", "%b %d %Y %I:%M %p")  # noqa: DTZ007
    except ValueError:
        return None
    return iso(moment.replace(tzinfo=UTC)) if _possible(moment) else None


def month(text: str) -> str:
    """Return "2024-01" for "Jan 2024", "January 2024" or "2024-01[-15]", "2024" for a year, else the words given."""
    plain = _SPACES.sub(" ", text.strip())
    found = _MONTH.fullmatch(plain)
    if not found:
        return plain
    number = _MONTHS.get((found["name"] or "").casefold()) or int(found["month"] or 0)
    if (found["name"] and not number) or number > 12:
        return plain
    return f"{found['year']}-{number:02d}" if number else found["year"]
