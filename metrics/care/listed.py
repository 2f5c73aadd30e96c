"""The clients that a viewer may open, those longest without a word first."""

import sqlite3
from dataclasses import dataclass
from datetime import date

from data import queries
from data.derive import newest_day
from data.scope import Scope

PAGE = 40


@dataclass(frozen=True)
class Client:
    """A client. `silent_days` since the newest talk or activity logged, None when there is none."""

    id: str
    name: str
    won: int
    last_won: str | None
    last_day: str | None
    silent_days: int | None
    tasks: int
    reps: str


@dataclass(frozen=True)
class Clients:
    """A page of clients."""

    rows: tuple[Client, ...]
    total: int


def clients(conn: sqlite3.Connection, scope: Scope, page: int = 0) -> Clients:
    """Return a page of a scope's clients, whatever the scope's days."""
    as_of = newest_day(conn) or ""
    found = queries.rows(conn, "clients_list", scope.during("", ""), size=PAGE, skip=page * PAGE)
    return Clients(tuple(_client(row, as_of) for row in found), found[0]["total"] if found else 0)


def _client(row: sqlite3.Row, as_of: str) -> Client:
    last = row["last_day"]
    days = max(0, (date.fromisoformat(as_of) - date.fromisoformat(last)).days) if last and as_of else None
    place = row["customer_id"], row["name"], row["won"], row["last_won_day"], last, days
    return Client(*place, row["tasks"], row["reps"] or "")
