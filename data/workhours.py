"""Working time: how many hours of the working day lie between two moments."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_FIRST_DAY = date(2003, 1, 1)  # before the oldest network there is


class WorkHours:
    """A team's working week. Times are aware datetimes; a day's window follows the zone, also when clocks change."""

    def __init__(self, zone: ZoneInfo, opens: int = 9, closes: int = 18, days: tuple[int, ...] = (0, 1, 2, 3, 4)):
        """Take whole hours 0..24 of the working day and weekdays counted from Monday = 0."""
        self._zone = zone
        self._opens, self._closes, self._days = opens, closes, frozenset(days)
        self._windows: list[tuple[float, float]] = []
        self._before: list[float] = [0.0]

    def between(self, start: datetime, end: datetime) -> float:
        """Return the working hours from `start` to `end`, 0.0 when `end` is not later."""
        return max(0.0, self._worked(end) - self._worked(start)) / 3600

    def _worked(self, moment: datetime) -> float:
        """Return the working seconds from the first day to `moment`."""
        no = (moment.astimezone(self._zone).date() - _FIRST_DAY).days
        if no < 0:
            return 0.0
        self._extend(no)
        opens, closes = self._windows[no]
        return self._before[no] + min(max(moment.timestamp() - opens, 0.0), closes - opens)

    def _extend(self, no: int) -> None:
        while len(self._windows) <= no:
            day = _FIRST_DAY + timedelta(days=len(self._windows))
            opens = self._at(day, self._opens)
            closes = self._at(day, self._closes) if day.weekday() in self._days else opens
            self._windows.append((opens, closes))
            self._before.append(self._before[-1] + closes - opens)

    def _at(self, day: date, hour: int) -> float:
        day, hour = (day + timedelta(days=1), 0) if hour == 24 else (day, hour)
        return datetime.combine(day, time(hour), self._zone).astimezone(UTC).timestamp()
