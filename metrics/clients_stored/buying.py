"""Who buys again, and whose profit carries the business, of the clients of a scope."""

import sqlite3
from collections import defaultdict
from dataclasses import dataclass

from data import queries
from data.derive import newest_day
from data.scope import Scope
from metrics.clients.concentration import Concentration, concentration
from metrics.clients.gaps import MONTH, proposed, recent
from metrics.clients.months import months_after
from metrics.clients.repeat import HORIZON, Band, Repeat, newest_mature, repeat

EVER = "0001-01-01"


@dataclass(frozen=True)
class BandRow:
    """A band of tenure; `estimate` also counts clients whose horizon is not over (share, client-months it rests on)."""

    band: Band
    estimate: float | None
    months: int


@dataclass(frozen=True)
class Buying:
    """What clients buy. `repeat` None: no purchase yet. `profit` is of the twelve months up to `as_of`.

    `unknown` counts money of these months that stays out for want of an amount or a cost; `proposed` is the horizon
    in months that observed gaps speak for.
    """

    as_of: str
    repeat: Repeat | None
    rows: tuple[BandRow, ...]
    proposed: int | None
    profit: Concentration | None
    unknown: int


def history(conn: sqlite3.Connection, scope: Scope, as_of: str) -> dict[str, list[str]]:
    """Return the days of purchases by client up to a day, in order of time."""
    days: dict[str, list[str]] = defaultdict(list)
    for row in queries.rows(conn, "clients_purchases", scope.during(EVER, as_of)):
        days[row["customer_id"]].append(row["day"])
    return dict(days)


def buying(conn: sqlite3.Connection, scope: Scope) -> Buying:
    """Return what the clients of a scope buy, whatever the scope's days.

    The coefficient stands at the newest first of a month whose horizon the data cover.
    """
    as_of = newest_day(conn) or ""
    found = history(conn, scope, as_of) if as_of else {}
    if not found:
        return Buying(as_of, None, (), None, None, 0)
    told = repeat(found, newest_mature(as_of), as_of)
    estimates = dict(recent(found, as_of))
    rows = [
        BandRow(band, estimates[band.years].closed_by(HORIZON * MONTH) if estimates[band.years].n else None,
                estimates[band.years].n)
        for band in told.bands
    ]  # fmt: skip
    money = queries.rows(conn, "clients_profit", scope.during(months_after(as_of, -HORIZON), as_of))
    known = [row["profit"] for row in money if row["profit"] is not None]
    unknown = sum(row["unknown"] for row in money)
    return Buying(as_of, told, tuple(rows), proposed(found), concentration(known) if known else None, unknown)
