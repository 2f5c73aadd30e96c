"""Times that may still be running, as measurements."""

from collections.abc import Sequence
from datetime import datetime

from data.words import N_
from metrics.metric import NO_CASES, Measurement
from metrics.stats import survival

NOT_REACHED = N_("not reached yet: too few have ended")


def hours_since(start: str, end: str) -> float:
    """Return the hours between two moments ("2026-03-05T14:02:11Z"); 0 when `end` is earlier."""
    first, last = (datetime.fromisoformat(text.replace("Z", "+00:00")) for text in (start, end))
    return max(0.0, (last - first).total_seconds() / 3600)


def time_to(part: float, unit: str, times: Sequence[float], closed: Sequence[bool]) -> Measurement:
    """Return the time by which a part of the cases have ended: k of n ended, the others are open (Kaplan-Meier)."""
    if not times:
        return Measurement("", n=0, k=0, unit=unit, note=NO_CASES)
    found = survival(times, closed)
    value, (low, high) = found.quantile(part), found.interval(part)
    note = NOT_REACHED if value is None else None
    return Measurement("", value=value, k=found.events, n=found.n, low=low, high=high, unit=unit, note=note)
