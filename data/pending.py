"""What the next refresh has to look at again, and what the last one went by."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any

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
    conn.executemany("INSERT OR IGNORE INTO dirty VALUES (?,?)", marks)


def settle(conn: sqlite3.Connection, went_by: Mapping[str, Any]) -> None:
    """Note that everything is judged, and what the judgement went by; `last` returns it."""
    conn.execute("DELETE FROM dirty")
    conn.execute("INSERT OR REPLACE INTO workspace VALUES ('refreshed', ?)", (json.dumps(dict(went_by)),))


def last(conn: sqlite3.Connection) -> dict[str, Any]:
    """Return what the last refresh went by; empty before the first."""
    row = conn.execute("SELECT value FROM workspace WHERE key = 'refreshed'").fetchone()
    return json.loads(row[0]) if row else {}
