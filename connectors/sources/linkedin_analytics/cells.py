"""Cells of LinkedIn's analytics workbooks: numbers and dates, which newer files store as text in a locale."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any, Literal

Order = Literal["mdy", "dmy"]
_GROUPED = re.compile(r"[-−]?\d{1,3}(?:[.,'’ ]\d{3})+")
_PLAIN = re.compile(r"[-−]?\d+")
_SPACES = re.compile(r"\s")
_DATE = re.compile(r"(?<!\d)(\d{1,4})[./-](\d{1,2})[./-](\d{2,4})(?!\d)")
_WORDED = re.compile(r"([A-Za-z]{3})[a-z]* (\d{1,2}), (\d{4})")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def number(value: Any) -> int | None:
    """Return a whole number of a cell ("1,234", "1.234", "-28", 12.0), None for anything else ("< 1%", "0.5")."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return int(value) if value == value and abs(value) < 2**53 and int(value) == value else None
    text = _SPACES.sub(" ", str(value)).strip()
    if not (_PLAIN.fullmatch(text) or _GROUPED.fullmatch(text)):
        return None
    digits = re.sub(r"\D", "", text)
    return None if len(digits) > 15 else -int(digits) if text[0] in "-−" else int(digits)


def days_in(value: Any, order: Order) -> list[date]:
    """Return the dates that a cell tells, in its order; impossible ones are left out."""
    if isinstance(value, datetime):
        return [value.date()]
    if isinstance(value, date):
        return [value]
    if not isinstance(value, str):
        return []
    worded = [
        (int(y), _MONTHS.index(m.lower()) + 1, int(d)) for m, d, y in _WORDED.findall(value) if m.lower() in _MONTHS
    ]
    told = worded or [_ordered(*found, order) for found in _DATE.findall(value)]
    return [day for parts in told if (day := _date(*parts))]


def day(value: Any, order: Order) -> date | None:
    """Return the first date of a cell."""
    return next(iter(days_in(value, order)), None)


def _ordered(first: str, second: str, third: str, order: Order) -> tuple[int, int, int]:
    if len(first) == 4:
        return int(first), int(second), int(third)
    year = int(third) + (2000 if len(third) == 2 else 0)
    one, two = (int(first), int(second)) if order == "mdy" else (int(second), int(first))
    return year, one, two


def _date(year: int, month: int, day_of_month: int) -> date | None:
    try:
        return date(year, month, day_of_month)
    except ValueError:
        return None


def date_order(days: Sequence[Any], window: Any, stated: Iterable[str], english: bool) -> Order:
    """Tell whether a workbook writes the month or the day first.

    `days` are the cells of a daily table, `window` the cell with its first and last day, `stated` the ISO days of the
    file's name. What speaks for an order: dates that exist, lie inside the window and follow one another day by day.
    """

    def fitness(order: Order) -> tuple[int, int, int]:
        told = [day(cell, order) for cell in days]
        found = [value for value in told if value]
        edges = sorted([date.fromisoformat(text) for text in stated] or days_in(window, order))
        inside = sum(edges[0] <= value <= edges[-1] for value in found) if edges else 0
        steps = sum(abs(b - a) == timedelta(1) for a, b in pairwise(found))
        return len(found) + inside, steps, (order == "mdy") == english

    return "mdy" if fitness("mdy") >= fitness("dmy") else "dmy"
