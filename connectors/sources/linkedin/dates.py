"""Dates of messages, invitations, connections and notes: each file has its own format, none is guessed."""

import re
import unicodedata
from datetime import UTC, date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

_SPACES = re.compile(r"\s+")  # some files put U+202F or U+00A0 before AM and PM
_CLOCKS = ("%m/%d/%y, %I:%M %p", "%B %d, %Y, %I:%M %p", "%m/%d/%Y, %I:%M %p", "%b %d, %Y, %I:%M %p")
_DAY = re.compile(r"(?P<d>\d{1,2})[-. /]{1,2}(?P<m>[^\W\d_]{3,}\.?)[-. /](?P<y>\d{2,4})")
_DAY_US = re.compile(r"(?P<m>[^\W\d_]{3,}\.?) (?P<d>\d{1,2}),? (?P<y>\d{4})")
_DAY_NUMBERS = re.compile(r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{2,4})")
_DAY_SLASHED = re.compile(r"(?P<m>\d{1,2})/(?P<d>\d{1,2})/(?P<y>\d{2,4})(,.*)?")
_DAY_ISO = re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})([T ].*)?")
_FIRST_YEAR = 2002
_MONTH_WORDS = """
jan janv gen ene янв|feb fev febb fevr февр фев|mar mars mrz maer marz mart maart marc mar. мар|
apr avr abr avri апр|may mai mag maio mei maj мая маи|jun juin giu giug junh juni июн|
jul juil lug lugl juli июл|aug aout ago agos авг|sep sept set sett сент сен|oct okt ott out octo окт|
nov нояб ноя|dec dez dic dice deze дек
"""
_MONTHS = {word: no for no, group in enumerate(_MONTH_WORDS.replace("\n", "").split("|"), 1) for word in group.split()}


@lru_cache(maxsize=8)
def zone(name: str) -> ZoneInfo:
    """Return a time zone, kept for the next row."""
    return ZoneInfo(name)


def message_moment(text: str) -> tuple[datetime | None, str]:
    """Read the DATE of a message of any era: (UTC moment, how sure the zone is); without a zone it is taken as UTC.

    "2023-01-05 10:00:00 UTC" is exact; "2019-11-06T02:08:20", "02/03/17, 04:05 PM", "July 05, 2015, 10:02 AM" assumed.
    """
    text = text.strip()
    try:
        moment = datetime.fromisoformat(text.removesuffix("UTC").rstrip())
    except ValueError:
        moment = clock(text)
    if moment is None or not _FIRST_YEAR <= moment.year < 2100:
        return None, "none"
    if moment.tzinfo:
        return moment.astimezone(UTC), "offset"
    return moment.replace(tzinfo=UTC), "exact" if text.endswith("UTC") else "assumed"


def clock(text: str) -> datetime | None:
    """Read wall-clock time of the American kind, "1/29/26, 2:37 PM"; None when it is no possible date."""
    plain = _SPACES.sub(" ", text.strip())
    for form in _CLOCKS:
        try:
            moment = datetime.strptime(plain, form)  # noqa: DTZ007 (the file tells no zone)
        except ValueError:
            continue
        return moment if _FIRST_YEAR <= moment.year < 2100 else None
    return None


def day(text: str) -> str | None:
    """Read the day of "05 Jan 2023", "8-Feb-23", "Mar 12, 2021", "14.11.2019", "01/05/15, 10:00 AM" or ISO; else None.

    Numbers between slashes are month first, as LinkedIn wrote them; between dots day first.
    """
    plain = _SPACES.sub(" ", text.strip())
    for form in (_DAY, _DAY_ISO, _DAY_US, _DAY_NUMBERS, _DAY_SLASHED):
        if found := form.fullmatch(plain):
            return _iso(found["y"], found["m"], found["d"])
    return None


@lru_cache(maxsize=256)
def _month(word: str) -> int:
    if word.isdecimal():
        return int(word)
    plain = "".join(char for char in unicodedata.normalize("NFD", word.casefold()) if char.isalpha())
    plain = unicodedata.normalize("NFC", plain)
    return next((_MONTHS[plain[:size]] for size in (4, 3) if plain[:size] in _MONTHS), 0)


def _iso(year: str, month: str, number: str) -> str | None:
    full = int(year) + 2000 if len(year) == 2 else int(year)
    try:
        return date(full, _month(month), int(number)).isoformat() if full >= _FIRST_YEAR else None
    except ValueError:
        return None
