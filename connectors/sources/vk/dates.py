"""Dates of VK's archive, in the language of the interface on the day of the request; none tells a time zone."""

import re
from datetime import datetime, timedelta

from connectors.moments import FIRST_YEAR, LAST_YEAR

_MONTH_WORDS = """
янв january січ сту қаң|фев february лют ақп|мар march бер сак нау|апр april кві кра сәу|мая май may тра мам|
июн june чер чэр мау|июл july лип ліп шіл|авг august сер жні там|сен september вер қыр|окт october жов кас қаз|
ноя november лис ліс қар|дек december гру сне жел
"""
_MONTHS = {
    word[:3]: number
    for number, group in enumerate(_MONTH_WORDS.replace("\n", "").split("|"), 1)
    for word in group.split()
}
_CLOCK = r"(?P<h>\d{1,2}):(?P<min>\d{2})(?::(?P<s>\d{2}))?"
_DAY_FIRST = re.compile(
    rf"(?P<d>\d{{1,2}})\s+(?P<m>[^\W\d_]{{3,}})\.?,?\s+(?P<y>\d{{4}}),?\s+(?:[^\W\d_]{{1,5}}\s+)?{_CLOCK}"
)
_CLOCK_FIRST = re.compile(
    rf"(?:at\s+)?{_CLOCK}(?:\s*(?P<half>[ap])\.?\s?m\.?)?\s+on\s+(?P<d>\d{{1,2}})\s+(?P<m>[^\W\d_]{{3,}})\.?\s+(?P<y>\d{{4}})",
    re.IGNORECASE,
)
_SPACES = re.compile(r"\s+")
_ZONES = {
    0: "UTC", 60: "Europe/Berlin", 120: "Europe/Kaliningrad", 180: "Europe/Moscow", 240: "Europe/Samara",
    300: "Asia/Yekaterinburg", 360: "Asia/Omsk", 420: "Asia/Novosibirsk", 480: "Asia/Irkutsk", 540: "Asia/Yakutsk",
    600: "Asia/Vladivostok", 660: "Asia/Magadan", 720: "Asia/Kamchatka",
}  # fmt: skip
MOSCOW = "Europe/Moscow"
ZONES = (MOSCOW, *(name for name in _ZONES.values() if name != MOSCOW))
"""Zones to choose from."""


def found_date(text: str) -> re.Match[str] | None:
    """Return the last date of a text; its groups are read by `wall`."""
    found = [*_DAY_FIRST.finditer(text), *_CLOCK_FIRST.finditer(text)]
    return max(found, key=lambda match: match.end(), default=None)


def wall(text: str, order: str = "") -> datetime | None:  # noqa: ARG001 (months are words)
    """Read "3 мар 2025 в 9:05:01" or "at 7:15:40 pm on 3 Nov 2014"; None when it is no possible date."""
    match = found_date(_SPACES.sub(" ", text))
    if not match:
        return None
    told = match.groupdict()
    month = _MONTHS.get(told["m"].casefold()[:3], 0)
    try:
        when = datetime(  # noqa: DTZ001 (the archive tells no zone)
            int(told["y"]), month, int(told["d"]), _hour(int(told["h"]), told.get("half")), int(told["min"]),
            int(told["s"] or 0),
        )  # fmt: skip
    except ValueError:
        return None
    return when if FIRST_YEAR <= when.year <= LAST_YEAR else None


def _hour(hour: int, half: str | None) -> int:
    if not half:
        return hour
    if not 1 <= hour <= 12:
        return 99
    return hour % 12 + (12 if half.casefold() == "p" else 0)


def zone_of(created: datetime | None, unix: int) -> str:
    """Return the zone that the clock of the archive's footer betrays beside the Unix second of its making; else ""."""
    if created is None or not 0 < unix < 1 << 33:
        return ""
    apart = created - (datetime(1970, 1, 1) + timedelta(seconds=unix))  # noqa: DTZ001
    minutes = apart.total_seconds() / 60
    nearest = round(minutes / 30) * 30
    return _ZONES.get(nearest, "") if abs(minutes - nearest) <= 15 else ""
