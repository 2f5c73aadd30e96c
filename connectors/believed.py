"""Days that can't be: long after the export that tells them. One of them would make the whole team look idle since."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from connectors.connector import Line, Problem
from data.records import Activity, Connection, Invitation, Message

_DAY = {Message: "day", Invitation: "day", Activity: "day", Connection: "connected_on"}
_WITHOUT: dict[type, dict[str, Any]] = {
    Message: {"sent_at": None, "sent_at_by": "none", "day": None},
    Invitation: {"day": None},
    Activity: {"at": None, "at_by": "none", "day": None},
    Connection: {"connected_on": None},
}
_LATEST = timedelta(days=366)
"""After the export. The day of an export is taken from names that people change, so only plain slips are caught."""
_LONG = 1_000
"""Days without anything before a day to come, which make that day a slip and no fact."""


def believed(lines: Iterable[Line], taken_on: str) -> Iterator[Line]:
    """Yield lines; a record of a day long after the export loses its date, not its id."""
    last = (date.fromisoformat(taken_on) + _LATEST).isoformat() if taken_on else "9999"
    for line, what in lines:
        column = _DAY.get(type(what))
        told = getattr(what, column) if column else None
        if told and told > last:
            yield line, Problem("future-date", {"value": told})
            what = what._replace(**_WITHOUT[type(what)])
        yield line, what


def newest(days: Iterable[str]) -> str:
    """Return the newest of the days of an export, "" of none; a slip of the pen far in the future is passed over."""
    found = sorted(set(days), reverse=True)
    tomorrow = (datetime.now(UTC).date() + timedelta(days=1)).isoformat()
    while len(found) > 1 and found[0] > tomorrow and _apart(found[0], found[1]) > _LONG:
        del found[0]
    return found[0] if found else ""


def _apart(later: str, earlier: str) -> int:
    return (date.fromisoformat(later) - date.fromisoformat(earlier)).days
