"""Days as text, counted."""

from datetime import date, timedelta

import numpy as np
import pandas as pd

Days = np.ndarray
"""Numbers of days as floats, NaN for none."""


def numbers(days: pd.Series) -> Days:
    """Return the number of each day (text, or None)."""
    codes, told = pd.factorize(days)
    found = np.array([float(date.fromisoformat(str(day)[:10]).toordinal()) for day in told] + [np.nan])
    return found[codes]


def number(day: str) -> float:
    """Return the number of one day."""
    return float(date.fromisoformat(day[:10]).toordinal())


def added(day: str, count: int) -> str:
    """Return the day so many days later."""
    return (date.fromisoformat(day[:10]) + timedelta(days=count)).isoformat()


def month_after(month: str) -> str:
    """Return the month after "2026-12": "2027-01"."""
    year, no = int(month[:4]), int(month[5:7])
    return f"{year + no // 12}-{no % 12 + 1:02d}"
