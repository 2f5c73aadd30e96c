"""What CRMs write, as facts want it: nothing here fails, whatever type a server sends."""

import json
import math
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, tzinfo
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from types import NoneType
from typing import Any, get_args, get_type_hints

from connectors.phones import e164
from data import money as currencies
from data.crm_records import CrmRecord, crm_id

_LISTS = frozenset({"emails", "phones", "urls", "handles", "people"})
_FIRST, _LAST = 31_536_000, 4_102_444_800
"""1971 and 2100, in seconds: moments outside mean nothing."""


def rows(value: Any) -> list[Any]:
    """Return a list as it is, anything else as an empty one."""
    return value if isinstance(value, list) else []


def mapping(value: Any) -> Mapping[str, Any]:
    """Return a mapping as it is, anything else as an empty one."""
    return value if isinstance(value, Mapping) else {}


def at(value: Any, *path: Any) -> Any:
    """Return what stands in nested mappings and lists; None where the way ends."""
    for step in path:
        if isinstance(step, int):
            value = value[step] if isinstance(value, list) and -len(value) <= step < len(value) else None
        else:
            value = value.get(step) if isinstance(value, Mapping) else None
    return value


def text(value: Any) -> str:
    """Return a text or a number as text, without surrounding space; anything else as ""."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    if isinstance(value, float):
        value = int(value) if math.isfinite(value) and value == int(value) else repr(value)
    return str(value).replace("\0", "").encode("utf-8", "replace").decode("utf-8").strip()


def native(value: Any) -> str:
    """Return a CRM's id as text; "" for none (empty, 0, and what is no id)."""
    found = text(value)
    return "" if found in ("0", "None", "null") else found


def truth(value: Any) -> bool | None:
    """Return a yes or no, however it is written; None when it is neither."""
    if isinstance(value, bool):
        return value
    word = text(value).casefold()
    return True if word in ("true", "y", "yes", "1") else False if word in ("false", "n", "no", "0") else None


def number(value: Any) -> Decimal | None:
    """Return a finite number, also one written as text; None when it is none."""
    plain = re.sub(r"[\s\u00a0\u202f']", "", text(value))
    if re.fullmatch(r"[-+]?\d+,\d{1,2}", plain):
        plain = plain.replace(",", ".")
    try:
        found = Decimal(plain)
    except InvalidOperation:
        return None
    return found if found.is_finite() and abs(found) < 10**13 else None


def whole(value: Any) -> int | None:
    """Return a whole number; None when it is none."""
    found = number(value)
    return int(found) if found is not None else None


def money(value: Any, currency: str) -> int | None:
    """Return an amount in minor units; None when there is none."""
    found = number(value)
    return None if found is None else currencies.minor(found, currency)


def currency(value: Any) -> str:
    """Return an ISO 4217 code; "" when it is none."""
    found = text(value).upper()
    return "RUB" if found == "RUR" else found if re.fullmatch("[A-Z]{3}", found) else ""


def moment(value: Any, zone: tzinfo = UTC) -> str | None:
    """Return a moment as facts write it, a day as a day; None for what is no moment.

    Numbers are seconds or, beyond the year 2286, milliseconds since 1970; a wall clock without a zone is in `zone`.
    """
    found = text(value)
    if not found:
        return None
    if re.fullmatch(r"-?\d{1,15}", found):
        return _of_seconds(int(found))
    return _of_text(found, zone)


def _of_seconds(seconds: float) -> str | None:
    seconds = seconds / 1000 if abs(seconds) >= 10_000_000_000 else seconds
    if not _FIRST <= seconds <= _LAST:
        return None
    return datetime.fromtimestamp(int(seconds), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@lru_cache(maxsize=65_536)
def _of_text(found: str, zone: tzinfo) -> str | None:
    try:
        when = datetime.fromisoformat(found)
        if len(found) == 10:
            return found if _FIRST <= when.replace(tzinfo=UTC).timestamp() <= _LAST else None
        when = when.replace(tzinfo=zone) if when.tzinfo is None else when
        return _of_seconds(when.timestamp())
    except (ValueError, OverflowError):
        return None


def instant(value: Any) -> int | None:
    """Return a moment in milliseconds since 1970, as exact as it is told; None for none."""
    found = text(value)
    if re.fullmatch(r"\d{9,15}", found):
        return int(found) if len(found) > 10 else int(found) * 1000
    try:
        when = datetime.fromisoformat(found)
        when = when.replace(tzinfo=UTC) if when.tzinfo is None else when
        return round(when.timestamp() * 1000)
    except (ValueError, OverflowError):
        return None


def iso(milliseconds: int) -> str:
    """Return milliseconds since 1970 as UTC ISO text to the millisecond."""
    when = datetime.fromtimestamp(milliseconds / 1000, UTC)
    return when.strftime("%Y-%m-%dT%H:%M:%S.") + f"{milliseconds % 1000:03d}Z"


def day(value: Any) -> str | None:
    """Return the day of a moment or day, in the words of the CRM; None for none."""
    found = moment(value)
    return found[:10] if found else None


def listed(values: Iterable[Any]) -> str:
    """Return texts as a JSON array, each once, without empty ones."""
    return json.dumps(list(dict.fromkeys(filter(None, map(text, values)))), ensure_ascii=False)


def emails(values: Iterable[Any]) -> str:
    """Return e-mail addresses in lower case as a JSON array."""
    return listed(found.lower() for found in map(text, values) if "@" in found)


def phones(values: Iterable[Any]) -> str:
    """Return telephone numbers as a JSON array: E.164 where that is certain, else digits as written."""
    plain = (found for found in map(text, values) if sum(map(str.isdecimal, found)) >= 5)
    return listed(e164(found) or re.sub(r"[^\d+]", "", found) for found in plain)


def host(value: Any) -> str:
    """Return a company's address on the web as a bare host name."""
    found = re.sub(r"^[a-z]+://", "", text(value).lower()).split("/")[0].split("?")[0].removeprefix("www.")
    return found.partition(":")[0] if re.fullmatch(r"[^\s@]+\.[^\s@.]+", found) else ""


@lru_cache(maxsize=64)
def _blank(kind: type) -> dict[str, Any]:
    """Return what stands in a record where the CRM tells nothing."""
    hints = get_type_hints(kind)
    return {name: _empty(name, hint) for name, hint in hints.items()}


def _empty(name: str, hint: Any) -> Any:
    if NoneType in get_args(hint):
        return None
    return 0 if hint is int else "[]" if name in _LISTS else ""


def record(kind: type, crm: str, /, *native_parts: Any, **told: Any) -> CrmRecord:
    """Return a record with the id made of `native_parts` (the last is its native id) and what is told of it."""
    row = {**_blank(kind), "id": crm_id(crm, kind, *native_parts), "crm": crm}
    if "native_id" in row:
        row["native_id"] = str(native_parts[-1])
    return kind(**(row | told))


def ref(crm: str, kind: type, *native_parts: Any) -> str | None:
    """Return the id of another row; None when the CRM names none."""
    found = native(native_parts[-1])
    return crm_id(crm, kind, *native_parts[:-1], found) if found else None
