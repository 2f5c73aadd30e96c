"""How long a client has been left alone: months since the last real contact of both sides, by thresholds."""

from collections.abc import Sequence

from metrics.clients.months import months_after

MONTHS = (1, 3, 6)
"""Thresholds of silence: a first look, a call of the rep, a matter for the leader."""


def silent_months(last: str | None, as_of: str, months: Sequence[int] = MONTHS) -> int | None:
    """Return the longest threshold that a silence reached by a day: 0 none yet, None without any contact ever.

    A threshold of m months is reached on the day m calendar months later, clamped to the month's end.
    """
    if not last:
        return None
    return max((m for m in months if months_after(last, m) <= as_of[:10]), default=0)
