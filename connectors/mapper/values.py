"""Cells of tables that anybody wrote: emptiness, dates, numbers, directions, names of columns."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import lru_cache

NULLS = frozenset(
    [
        "select",
        "n/a",
        "#n/a",
        "null",
        "none",
        "nan",
        "-",
        "–",
        "—",
        ".",
        "nil",
        "(blank)",
        "(empty)",
        "(none)",
        "#ref!",
        "#value!",
        "#div/0!",
        "#name?",
        "not set",
        "не указано",
        "не указан",
        "нет данных",
        "пусто",
        "(пусто)",
        "не выбрано",
        "выберите",
    ]
)
"""Words that people and programs leave where nothing is known; a drop-down nobody touched says "Select"."""
_LONGEST = 200
"""Characters beyond which a cell is neither a number nor a date, and is not searched for one."""
_SPACES = re.compile(r"[\s\u00a0\u202f\u2007\u2009]+")
_NUMBER = re.compile(r"[-+−(]?[\d.,'’\s\u00a0\u202f\u2009]*\d[\d.,'’\s\u00a0\u202f\u2009]*\)?")
_CURRENCY = re.compile(r"(?i)\b(usd|eur|rub|gbp|chf|kzt|uah|byn|руб|р|тг|грн)\b\.?|[$€£₽¥₸₴%]")
_DAY = re.compile(r"(?<!\d)(\d{1,4})[./-](\d{1,2})[./-](\d{1,4})(?!\d)")
_CLOCK = re.compile(r"(?<!\d)(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?(?:[.,]\d+)?\s*([ap])?\.?\s*(m)?\b", re.IGNORECASE)
_MONTHS = {
    name: number
    for number, names in enumerate(
        [
            "jan янв ene",
            "feb фев fev",
            "mar мар mrz",
            "apr апр abr avr",
            "may май мая mai",
            "jun июн juin",
            "jul июл juil",
            "aug авг ago aou",
            "sep сен",
            "oct окт okt",
            "nov ноя",
            "dec дек dez dic",
        ],
        1,
    )
    for name in names.split()
}
_WORDED = re.compile(
    r"(?i)(?:(\d{1,2})\.?\s+(?:de\s+)?([^\W\d_]{3,10})\.?,?\s+(?:de\s+)?(\d{4}))"
    r"|(?:([^\W\d_]{3,10})\.?\s+(\d{1,2}),?\s+(\d{4}))"
)
_OFFSET = re.compile(r"(Z|[+-]\d{2}:?\d{2})$")
_OUT = frozenset(
    [
        "out",
        "outgoing",
        "outbound",
        "sent",
        "send",
        "me",
        "own",
        "исх",
        "исходящее",
        "исходящие",
        "отправил",
        "исходящий",
        "исходящая",
        "отправлено",
        "отправленное",
        "я",
        "мы",
        "ausgehend",
        "ausgehende",
        "gesendet",
        "ich",
        "sortant",
        "sortante",
        "envoye",
        "moi",
        "saliente",
        "enviado",
        "enviada",
        "yo",
    ]
)
_IN = frozenset(
    [
        "in",
        "incoming",
        "inbound",
        "received",
        "receive",
        "reply",
        "replied",
        "them",
        "correspondent",
        "вх",
        "входящее",
        "входящие",
        "получил",
        "входящий",
        "входящая",
        "получено",
        "ответ",
        "eingehend",
        "eingehende",
        "empfangen",
        "antwort",
        "entrant",
        "entrante",
        "recu",
        "reponse",
        "recibido",
        "recibida",
        "respuesta",
    ]
)


@lru_cache(maxsize=65_536)
def normal(name: str) -> str:
    """Return the name of a column as names are compared: words without case, accents, prefixes' dashes or stars."""
    plain = unicodedata.normalize("NFKD", name.replace("ё", "е").replace("й", "и\u0306"))
    plain = unicodedata.normalize("NFC", "".join(c for c in plain if not unicodedata.combining(c) or c == "\u0306"))
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", plain)
    return " ".join(re.sub(r"[^\w]+|_", " ", spaced).casefold().split())


def clean(cell: str) -> str:
    """Return a cell without odd spaces at its ends; "" for words that mean nothing is known."""
    text = cell.strip(" \t\r\n\u00a0\u202f\ufeff")
    return "" if text.casefold() in NULLS else text


@lru_cache(maxsize=65_536)
def number(cell: str, decimal: str = "") -> float | None:
    """Return a number however its thousands are parted; None for what is none.

    decimal: "." or "," as confirmed; "" tells it by the cell alone, as far as it can be told.
    """
    if len(cell) > _LONGEST:
        return None
    text = _CURRENCY.sub("", clean(cell)).strip(" \u00a0")
    if not text or not _NUMBER.fullmatch(text):
        return None
    minus = text.startswith(("-", "−", "("))
    digits = re.sub(r"[\s\u00a0\u202f\u2009'’()+−-]", "", text)
    mark = decimal or decimal_of(digits)
    other = "," if mark == "." else "."
    digits = digits.replace(other, "")
    if digits.count(mark) > 1:
        digits = digits.replace(mark, "")
    try:
        return (-1 if minus else 1) * float(digits.replace(mark, "."))
    except ValueError:
        return None


def decimal_of(digits: str) -> str:
    """Return the decimal mark of one number: the last of two kinds; of one kind, unless it parts thousands."""
    dots, commas = digits.count("."), digits.count(",")
    if dots and commas:
        return "." if digits.rfind(".") > digits.rfind(",") else ","
    return "," if commas == 1 and not re.search(r",\d{3}$", digits) else "."


def decimal_proven(cells: Iterable[str]) -> tuple[str, str]:
    """Return (mark, example): the mark that numbers of a column prove, ("", example) when only thousands could tell."""
    example = ""
    for cell in cells:
        if len(cell) > _LONGEST:
            continue
        digits = re.sub(r"[\s\u00a0\u202f\u2009'’()+−-]", "", _CURRENCY.sub("", clean(cell)))
        if re.fullmatch(r"\d[\d.,]*", digits) and ("." in digits or "," in digits):
            marks = {mark for mark in ".," if mark in digits}
            if len(marks) == 2 or not re.search(r"[.,]\d{3}$", digits):
                return decimal_of(digits), cell
            example = example or cell
    return "", example


@lru_cache(maxsize=65_536)
def wall(cell: str, order: str = "") -> datetime | None:
    """Return the moment of a cell as its clock shows it; an offset in it is passed over (see `offset`).

    order: of day, month and year where three numbers stand ("dmy", "mdy", "ymd"); a year of four digits in front
    needs none. Excel's count of days since 1900 is understood.
    """
    text = _SPACES.sub(" ", clean(cell)) if len(cell) <= _LONGEST else ""
    if not text:
        return None
    day = _day(text, order)
    if day is None:
        return _serial(text)
    date, rest = day
    clock = _clock(rest)
    return date + clock if clock is not None else None


def _day(text: str, order: str) -> tuple[datetime, str] | None:
    if found := _DAY.search(text):
        numbers = tuple(map(int, found.groups()))
        day = day_of(numbers, order, len(found[1]) == 4)
    elif found := _WORDED.search(text):
        name = normal(found[2] or found[4])
        month = _MONTHS.get(name[:4]) or _MONTHS.get(name[:3])
        day = _date(int(found[3] or found[6]), month or 0, int(found[1] or found[5]))
    else:
        return None
    return (day, text[: found.start()] + " " + text[found.end() :]) if day else None


def day_of(numbers: tuple[int, ...], order: str, year_first: bool = False) -> datetime | None:
    """Return the day that three numbers mean in an order; without an order, if only one is possible."""
    if year_first:
        return _date(numbers[0], numbers[1], numbers[2])
    places = {"dmy": (2, 1, 0), "mdy": (2, 0, 1), "ymd": (0, 1, 2)}
    if order in places:
        return _date(*(numbers[place] for place in places[order]))
    days = {day for name in ("dmy", "mdy") if (day := _date(*(numbers[place] for place in places[name])))}
    return days.pop() if len(days) == 1 else None


def _date(year: int, month: int, day: int) -> datetime | None:
    year += 2000 if year < 70 else 1900 if year < 100 else 0
    try:
        return datetime(year, month, day) if 1970 <= year <= 2100 else None  # noqa: DTZ001 (a wall clock)
    except ValueError:
        return None


def _clock(text: str) -> timedelta | None:
    found = _CLOCK.search(text)
    if not found:
        return timedelta()
    hour, minute, second = int(found[1]), int(found[2]), int(found[3] or 0)
    if found[4]:
        hour = hour % 12 + (12 if found[4].casefold() == "p" else 0)
    if hour > 23 or minute > 59 or second > 59:
        return None
    return timedelta(hours=hour, minutes=minute, seconds=second)


def _serial(text: str) -> datetime | None:
    """Return the moment of Excel's number of days since 1900; also of Unix seconds and milliseconds."""
    if not re.fullmatch(r"\d{5}([.,]\d+)?|\d{10}|\d{13}", text):
        return None
    value = float(text.replace(",", "."))
    if value < 100_000:
        moment = datetime(1899, 12, 30) + timedelta(days=value)  # noqa: DTZ001 (a wall clock)
        moment = (moment + timedelta(milliseconds=500)).replace(microsecond=0)
        return moment if 1990 <= moment.year <= 2100 else None
    return datetime(1970, 1, 1) + timedelta(seconds=int(text[:10]))  # noqa: DTZ001


def offset(cell: str) -> timedelta | None:
    """Return the offset from UTC that a cell states; None when it states none. Unix seconds are UTC."""
    text = clean(cell)
    if re.fullmatch(r"\d{10}|\d{13}", text):
        return timedelta()
    found = _OFFSET.search(text) if len(text) <= _LONGEST else None
    if not found or not re.search(r"\d{1,2}:\d{2}", text[: found.start()]):
        return timedelta() if text.endswith((" UTC", " GMT")) else None
    if found[1] == "Z":
        return timedelta()
    sign, digits = found[1][0], found[1][1:].replace(":", "")
    span = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return -span if sign == "-" else span


@lru_cache(maxsize=4096)
def direction(cell: str) -> str:
    """Return "out" or "in" for what a cell says about a message, "" when it says neither."""
    words = set(normal(cell).split())
    out, into = bool(words & _OUT), bool(words & _IN)
    return "out" if out and not into else "in" if into and not out else ""


def order_of(cells: Iterable[str]) -> tuple[str, bool, str]:
    """Return (order, proven, example) of a column of dates: a number above 12 proves it; "" when nothing is open."""
    failed, example, seen = {"dmy": 0, "mdy": 0}, "", 0
    for cell in cells:
        found = _DAY.search(clean(cell)) if len(cell) <= _LONGEST else None
        if not found or len(found[1]) == 4:
            continue
        seen += 1
        numbers = tuple(map(int, found.groups()))
        days = {order: day_of(numbers, order) for order in failed}
        for order, day in days.items():
            failed[order] += day is None
        if all(days.values()) and len(set(days.values())) == 2:
            example = example or clean(cell)
    if not seen:
        return "", True, ""
    best = min(failed, key=failed.__getitem__)
    if failed["dmy"] != failed["mdy"]:
        return best, True, example
    return ("mdy" if "/" in example else "dmy"), False, example
