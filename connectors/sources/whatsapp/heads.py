"""The beginning of a message: the day, the time of day and in which of three forms they are written."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from connectors.sources.whatsapp.marks import TABLES, plain

BRACKETS, DASH, WEB = "[", "-", "web"
_WORDS = "|".join(sorted(map(re.escape, TABLES["between"]["words"]), key=len, reverse=True))
_DATE = r"(?P<a>\d{1,4}) ?(?P<sep>[./-]) ?(?P<b>\d{1,2}) ?(?P=sep) ?(?P<c>\d{1,4})\.?"
_TIME = (
    r"(?P<h1>[^\d\s:.,][^\d:,]{0,14}?)? ?(?P<h>\d{1,2}) ?[:.h] ?(?P<m>\d{2})(?:[:.](?P<s>\d{2}))?"
    r" ?(?P<h2>[^\d\s:,][^\d:,]{0,14})?"
)
_FIRST_DATE = re.compile(rf"{_DATE}(?P<between>(?:, ?| )(?:(?:{_WORDS}) )?){_TIME}")
_FIRST_TIME = re.compile(rf"{_TIME}, {_DATE}")
_LONGEST = 64
_HALVES = {word: half for half, words in TABLES["halves"].items() for word in words}
_LOG = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d")


class Head(NamedTuple):
    """A head as written. `group` is the shape of its date: files keep one order of day and month for each.

    seconds: of the day; exact: whether seconds are written; wall: the words of the file, without invisible marks.
    """

    group: str
    numbers: tuple[int, int, int]
    seconds: int
    exact: bool
    wall: str


def split_head(line: str, style: str = "") -> tuple[str, Head, str] | None:
    """Return (style, head, what follows) of a line that begins a message, in a given style or any; else None."""
    start = line.lstrip("\ufeff\u200e\u200f\u202a\u202b\u2068 ")[:1] if line else ""
    if start == "[":
        return _in_brackets(line, style) if style != DASH else None
    if style in (BRACKETS, WEB) or not start or not (start.isdecimal() or start in _STARTS):
        return None
    for dash in (" - ", "\u00a0- ", "\u202f- ", " – "):
        end = line.find(dash, 0, _LONGEST)
        if end > 0:
            head = parse_head(line[:end], DASH)
            return (DASH, head, line[end + len(dash) :]) if head else None
    return None


_STARTS = frozenset(word[0] for word in _HALVES)


def _in_brackets(line: str, style: str) -> tuple[str, Head, str] | None:
    end = line.find("]", 0, _LONGEST)
    if end < 0:
        return None
    inside = line[line.index("[") + 1 : end]
    rest = line[end + 1 :]
    if not rest[:1].isspace():
        return None
    for one in (style,) if style else (BRACKETS, WEB):
        if head := parse_head(inside, one):
            return one, head, rest[1:]
    return None


@lru_cache(maxsize=4096)
def parse_head(written: str, style: str = BRACKETS) -> Head | None:
    """Return the head that a text is, None when it is none. An Android's never has seconds."""
    wall = digits(" ".join(plain(written).replace("،", ",").split()))
    found = (_FIRST_TIME if style == WEB else _FIRST_DATE).fullmatch(wall)
    if not found or (style == DASH and found["s"]) or len(found["c"]) == 3 or len(found["a"]) == 3:
        return None
    seconds = _seconds(found)
    group = _group(found)
    if seconds is None or not group:
        return None
    numbers = int(found["a"]), int(found["b"]), int(found["c"])
    return Head(group, numbers, seconds, found["s"] is not None, wall)


def digits(text: str) -> str:
    """Return the text with the digits of any alphabet as 0-9."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in text)


def _group(found: re.Match[str]) -> str:
    first, last = len(found["a"]), len(found["c"])
    if first == 4:
        return found["sep"] + "first4" if last <= 2 else ""
    clock = "us" if found["h2"] in ("AM", "PM") else "any"
    return f"{found['sep']}last4" if last == 4 else f"{found['sep']}two/{clock}"


def _seconds(found: re.Match[str]) -> int | None:
    hour, minute, second = int(found["h"]), int(found["m"]), int(found["s"] or 0)
    word = found["h1"] or found["h2"]
    if word:
        half = _HALVES.get(word.casefold().replace(" ", "").replace(".", ""))
        if half is None or not hour <= 24:
            return None
        hour = _hour(hour, half)
    return hour * 3600 + minute * 60 + second if hour < 24 and minute < 60 and second < 60 else None


def _hour(hour: int, half: str) -> int:
    if half == "noon":
        return hour if hour in (11, 12) else hour + 12
    if hour > 12:
        return hour
    return hour % 12 + (12 if half == "pm" else 0)


def is_like_a_log(line: str) -> bool:
    """Tell whether a bracketed head could as well be a program's log."""
    return bool(_LOG.match(line.strip()[1:]))
