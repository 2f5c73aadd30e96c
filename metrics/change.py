"""How a figure moved against the equal period before, and whether that is more than noise."""

from data.words import N_
from metrics.metric import Measurement
from metrics.models import Change
from metrics.stats import count_ratio, difference
from metrics.words import Said, Share

NOTICED = 0.05
"""A change of a share from five points on is told even when it could be chance."""

_BEFORE = {"hours": N_("{before} h before"), "days": N_("{before} days before")}


def compare(now: Measurement, earlier: Measurement) -> Change:
    """Return the change of a figure in words and numbers; it says nothing where too few cases were counted."""
    if now.value is None or earlier.value is None:
        return Change(earlier, None, None, None, False, Said(N_("nothing to compare with")))
    if now.unit == "rate":
        return _shares(now, earlier)
    if now.unit == "count" and now.k is not None and earlier.k is not None and now.n is None:
        return _counts(now, earlier)
    said = Said(_BEFORE.get(now.unit, N_("{before} before")), {"before": float(earlier.value)})
    return Change(earlier, now.value - earlier.value, None, None, False, said)


def _shares(now: Measurement, earlier: Measurement) -> Change:
    if now.low is None or earlier.low is None or not (now.n and earlier.n):
        said = Said(N_("{before} before"), {"before": Share(earlier.value)})
        return Change(earlier, now.value - earlier.value, None, None, False, said)
    by, low, high = difference(earlier.k, earlier.n, now.k, now.n)
    if now.thin or earlier.thin:
        few = Said(N_("too few to compare ({k} of {n} before)"), {"k": earlier.k, "n": earlier.n})
        return Change(earlier, by, low, high, False, few)
    proven = low > 0 or high < 0
    return Change(earlier, by, low, high, proven, _points(by, earlier.value, proven))


def _points(by: float, before: float, proven: bool) -> Said:
    points = {"points": abs(round(by * 100)), "before": Share(before)}
    if proven and by > 0:
        return Said(N_("Up {points} points, more than noise"), points)
    if proven:
        return Said(N_("Down {points} points, more than noise"), points)
    if abs(by) < NOTICED:
        return Said(N_("About the same ({before} before)"), points)
    if by > 0:
        return Said(N_("Up {points} points, could be chance"), points)
    return Said(N_("Down {points} points, could be chance"), points)


def _counts(now: Measurement, earlier: Measurement) -> Change:
    before, after = int(earlier.k), int(now.k)
    low, high = (ratio - 1 for ratio in count_ratio(before, after))
    proven = low > 0 or high < 0
    if not before:
        return Change(earlier, None, low, None, proven, Said(N_("none in the period before")))
    by = after / before - 1
    return Change(earlier, by, low, high, proven, _relative(by, proven))


def _relative(by: float, proven: bool) -> Said:
    change = {"change": Share(abs(by))}
    if round(by * 100) == 0:
        return Said(N_("as many as in the period before"))
    if by > 0:
        return Said(N_("+{change} on the period before") if proven else N_("+{change}, could be chance"), change)
    return Said(N_("−{change} on the period before") if proven else N_("−{change}, could be chance"), change)
