"""Working time: how many hours of the working week lie between two moments."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True)
class WorkingTime:
    """The working week of a team: whole hours of the day, weekdays from Monday = 0, in a time zone."""

    zone: str = "UTC"
    work_from: int = 9
    work_until: int = 18
    days: tuple[int, ...] = (0, 1, 2, 3, 4)

    @property
    def day_hours(self) -> int:
        """The length of a working day."""
        return self.work_until - self.work_from

    def works(self, day: str) -> bool:
        """Tell whether a day ("2026-11-20") is a working day."""
        return date.fromisoformat(day).weekday() in self.days

    def hours(self, start: datetime, end: datetime) -> float:
        """Return the working hours between two moments (with a zone), 0 when `end` is not after `start`."""
        if end <= start:
            return 0.0
        zone = ZoneInfo(self.zone)
        first, last = start.astimezone(zone).date(), end.astimezone(zone).date()
        weeks = max(0, ((last - first).days - 1) // 7)  # whole weeks after the first day need no walking through
        total = self._on(first, start, end, zone) + weeks * len(self.days) * float(self.day_hours)
        day = first + timedelta(weeks=weeks, days=1)
        while day <= last:
            total += self._on(day, start, end, zone)
            day += timedelta(days=1)
        return total

    def _on(self, day: date, start: datetime, end: datetime, zone: ZoneInfo) -> float:
        if day.weekday() not in self.days:
            return 0.0
        opens = datetime.combine(day, time(self.work_from), zone).astimezone(UTC)
        midnight = day + timedelta(days=self.work_until // 24)
        closes = datetime.combine(midnight, time(self.work_until % 24), zone).astimezone(UTC)
        return max(0.0, (min(end, closes) - max(start, opens)).total_seconds() / 3600)


def moment(text: str) -> datetime:
    """Return the moment of "2026-03-05T14:02:11Z"."""
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def calendar_hours(start: str, end: str) -> float:
    """Return the hours between two moments as texts."""
    return (moment(end) - moment(start)).total_seconds() / 3600
