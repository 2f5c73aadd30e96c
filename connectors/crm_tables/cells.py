"""Cells of a CRM's table as facts hold them: moments, money, lists of ids, yes and no."""

import re
from datetime import UTC, datetime
from decimal import Decimal
from functools import lru_cache

from connectors.mapper.values import clean, number, offset, wall
from connectors.moments import FIRST_YEAR, LAST_YEAR, zone
from data.amounts import minor

_YES = frozenset(["yes", "true", "1", "y", "да", "истина", "x", "✓", "won", "active", "активен"])
_NO = frozenset(["no", "false", "0", "n", "нет", "ложь", "inactive", "неактивен", "disabled", "уволен"])
_CODES = {
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "₽": "RUB",
    "руб": "RUB",
    "руб.": "RUB",
    "р.": "RUB",
    "₸": "KZT",
    "zł": "PLN",
}
_NAMES = {
    "us dollar": "USD", "доллар сша": "USD", "euro": "EUR", "евро": "EUR", "российский рубль": "RUB", "рубль": "RUB",
    "pound sterling": "GBP", "british pound": "GBP", "тенге": "KZT", "rur": "RUB",
}  # fmt: skip
_PARTS = re.compile(r"[;,|\s]+")


@lru_cache(maxsize=200_000)
def moment(cell: str, order: str, zone_name: str) -> str | None:
    """Return UTC ISO text, or a day where the cell tells no time; None for what is no date.

    zone_name: of wall clocks without an offset; order: of day, month and year where three numbers stand.
    """
    when = wall(cell, order or "dmy")
    if when is None or not FIRST_YEAR - 12 <= when.year <= LAST_YEAR:
        return None
    shift = offset(cell)
    if shift is not None:
        return _utc(when.replace(tzinfo=UTC) - shift)
    if (when.hour, when.minute, when.second) == (0, 0, 0):
        return when.date().isoformat()
    return _utc(when.replace(tzinfo=zone(zone_name)).astimezone(UTC))


def _utc(when: datetime) -> str:
    return when.isoformat()[:19] + "Z"


@lru_cache(maxsize=65_536)
def currency(cell: str) -> str:
    """Return the ISO code of a currency; "" for a word that is none."""
    word = clean(cell).strip("()").casefold()
    if re.fullmatch(r"[a-z]{3}", word) and word not in _NAMES:
        return word.upper()
    return _CODES.get(word) or _NAMES.get(word, "")


def told_currency(cell: str) -> str:
    """Return the currency that a cell of money names beside the number, "" when none."""
    found = re.search(r"\b[A-Z]{3}\b|[$€£₽₸]|руб\.?|zł", cell)
    return currency(found[0]) if found else ""


def money(cell: str, decimal: str, code: str) -> int | None:
    """Return an amount in minor units of a currency; None for an empty cell and for what is no number."""
    value = number(re.sub(r"\b[A-Z]{3}\b|zł", "", cell), decimal)
    return None if value is None or abs(value) >= 1e15 else minor(Decimal(repr(value)), code)


def ids(cell: str) -> list[str]:
    """Return the ids of a list such as "15;27", each once, in its order."""
    return list(dict.fromkeys(whole(part) for part in _PARTS.split(clean(cell)) if part))


def whole(cell: str) -> str:
    """Return an id as its CRM writes it: a spreadsheet makes "15.0" of 15."""
    text = clean(cell)
    return text[:-2] if re.fullmatch(r"\d+\.0", text) else text


def flag(cell: str) -> bool | None:
    """Return what a cell says, None when it says neither yes nor no."""
    word = clean(cell).casefold()
    return True if word in _YES else False if word in _NO else None


_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"


def salesforce_id(text: str) -> str:
    """Return a Salesforce id in its long form: reports tell the short one of 15 characters, the API that of 18."""
    if not re.fullmatch(r"[A-Za-z0-9]{15}", text):
        return text
    bits = (sum(letter.isupper() << at for at, letter in enumerate(text[start : start + 5])) for start in (0, 5, 10))
    return text + "".join(_ALPHABET[each] for each in bits)
