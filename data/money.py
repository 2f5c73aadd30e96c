"""What money in whole minor units is worth in another currency on a day."""

import sqlite3
from bisect import bisect_right
from collections import defaultdict
from decimal import Decimal

from data import derive
from data.amounts import digits, major, minor, split


class Rates:
    """Exchange rates of a workspace. A day without a rate takes the last one before it."""

    def __init__(self, conn: sqlite3.Connection, base: str) -> None:
        self.base = base
        self._rates: dict[str, list[tuple[str, Decimal]]] = defaultdict(list)
        for currency, other, day, rate, *_ in derive.rows(conn, "crm_rates"):
            if other == base:
                self._rates[currency].append((day, Decimal(rate)))
            elif currency == base:
                self._rates[other].append((day, 1 / Decimal(rate)))

    def convert(self, units: int | None, currency: str, day: str | None) -> int | None:
        """Return minor units of the base currency; None without an amount, or a rate of that day or before.

        Money without a currency is taken for the workspace's own.
        """
        if units is None or currency in ("", self.base):
            return units
        rates = self._rates.get(currency, [])
        at = bisect_right(rates, (day or "", Decimal("Infinity")))
        return minor(major(units, currency) * rates[at - 1][1], self.base) if at else None


__all__ = ["Rates", "digits", "major", "minor", "split"]
