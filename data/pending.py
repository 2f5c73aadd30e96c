"""What the next refresh has to look at again, and what the last one went by."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any

from data.schema import CRM_TABLES

CRM = ("crm", "all")
_PEOPLE = ("message", "invitation", "connection", "note", "prospect")
_ACTS = ("activity", "audience_figure", "invitation", "connection")


def mark(conn: sqlite3.Connection, table: str, rows: Iterable) -> None:
    """Note what has to be judged again because these rows of a table of facts came, changed or went."""
    rows = list(rows)
    marks: set[tuple[str, str]] = set()
    if table == "message":
        marks |= {("conversation", row.conversation_id) for row in rows}
    if table in _PEOPLE:
        marks |= {("person", row.person_key) for row in rows if row.person_key}
    if table == "profile_part":
        marks |= {("profile", row.rep_id) for row in rows}
    if table in _ACTS:
        marks |= {("activity", row.rep_id) for row in rows}
    if table in CRM_TABLES and rows:
        marks.add(CRM)
    conn.executemany("INSERT OR IGNORE INTO dirty VALUES (?,?)", marks)


def mark_crm(conn: sqlite3.Connection) -> None:
    """Note that the model of sales has to be made anew: a mapping, a match or a setting changed."""
    conn.execute("INSERT OR IGNORE INTO dirty VALUES (?,?)", CRM)


def crm_waits(conn: sqlite3.Connection, goes_by: str) -> bool:
    """Tell whether the model of sales is older than what it is made of; `goes_by` is what it would go by now."""
    if conn.execute("SELECT 1 FROM dirty WHERE kind = ? AND id = ?", CRM).fetchone():
        return True
    row = conn.execute("SELECT value FROM workspace WHERE key = 'modelled'").fetchone()
    return row is not None and row[0] != goes_by


def settle_crm(conn: sqlite3.Connection, went_by: str) -> None:
    """Note that the model of sales is up to date, and what it went by."""
    conn.execute("DELETE FROM dirty WHERE kind = ? AND id = ?", CRM)
    conn.execute("INSERT OR REPLACE INTO workspace VALUES ('modelled', ?)", (went_by,))


def credited(conn: sqlite3.Connection) -> int:
    """Return the version of the data that credits were made of; -1 before the first."""
    row = conn.execute("SELECT value FROM workspace WHERE key = 'credited'").fetchone()
    return int(row[0]) if row else -1


def settle_credits(conn: sqlite3.Connection, version: int) -> None:
    """Note the version of the data that credits were made of."""
    conn.execute("INSERT OR REPLACE INTO workspace VALUES ('credited', ?)", (str(version),))


def settle(conn: sqlite3.Connection, went_by: Mapping[str, Any]) -> None:
    """Note that everything is judged, and what the judgement went by; `last` returns it."""
    conn.execute("DELETE FROM dirty WHERE kind <> ?", CRM[:1])
    conn.execute("INSERT OR REPLACE INTO workspace VALUES ('refreshed', ?)", (json.dumps(dict(went_by)),))


def last(conn: sqlite3.Connection) -> dict[str, Any]:
    """Return what the last refresh went by; empty before the first."""
    row = conn.execute("SELECT value FROM workspace WHERE key = 'refreshed'").fetchone()
    return json.loads(row[0]) if row else {}
