"""Wall-clock time of a chat: kept as text in such a way that an answer given later can count it anew."""

from datetime import date, datetime, timedelta
from datetime import time as clock_time

from connectors.sources.whatsapp.dates import ORDERS, day_of
from connectors.sources.whatsapp.heads import DASH, Head, parse_head

_AGAIN = " again"


def wall(text: str, order: str) -> datetime | None:
    """Parse what `Clock.told` wrote: ISO text, or a head whose order of day and month is open.

    "3/4/25, 10:05 AM +2s again": two seconds later, within the hour that comes twice in autumn, its second time.
    """
    again = text.endswith(_AGAIN)
    text, _, more = text.removesuffix(_AGAIN).partition(" +")
    moment = _iso(text) or _as_written(text, order)
    if moment is None:
        return None
    seconds = int(more[:-1]) if more.endswith("s") and more[:-1].isdecimal() else 0
    return (moment + timedelta(seconds=min(seconds, 59))).replace(fold=int(again))


def _iso(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return None


def _as_written(text: str, order: str) -> datetime | None:
    head = parse_head(text, DASH) or parse_head(text)
    if head is None:
        return None
    orders = ("ymd",) if "first4" in head.group else (order, *ORDERS) if order in ORDERS else ORDERS
    days = (day_of(head.numbers, each) for each in orders)
    day = next((day for day in days if day), None)
    return at_time(head, day) if day else None


def at_time(head: Head, day: date) -> datetime:
    """Return the moment of a head, given its day."""
    return datetime.combine(day, clock_time()) + timedelta(seconds=head.seconds)


class Clock:
    """Goes through the moments of a file in its order. Android tells minutes only, so seconds keep that order."""

    def __init__(self) -> None:
        """Begin before the first moment."""
        self._before: datetime | None = None
        self._again = False
        self._same = 0

    def told(self, head: Head, at: datetime, *, sure: bool) -> str:
        """Return the text of a moment; as the file writes it while the order of its day and month is a guess."""
        before, self._before = self._before, at
        hour = timedelta(hours=1)
        if before and at < before and before - at <= hour:
            self._again = True
        elif before and at - before > hour:
            self._again = False
        self._same = self._same + 1 if at == before and not head.exact else 0
        text = at.isoformat() if sure else head.wall
        return f"{text}{f' +{min(self._same, 59)}s' if self._same else ''}{_AGAIN if self._again else ''}"
