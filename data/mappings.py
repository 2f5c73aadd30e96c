"""Presets of tables: how a kind of table is read, as a person confirmed it; found again by its column names."""

import json
import sqlite3
from collections.abc import Mapping
from typing import Any

from data.store import bump, now


def stored(conn: sqlite3.Connection) -> list[dict[str, Any]]:
    """Return every preset as JSON tells it, the newest first."""
    return [json.loads(row[0]) for row in conn.execute("SELECT body FROM mapping ORDER BY at DESC, signature")]


def save(conn: sqlite3.Connection, mapping: Mapping[str, Any], who: str) -> None:
    """Keep a preset; one for the same columns is replaced."""
    row = (mapping["signature"], mapping.get("name", ""), mapping["target"], json.dumps(dict(mapping)), now(), who)
    conn.execute("INSERT OR REPLACE INTO mapping VALUES (?,?,?,?,?,?)", row)
    bump(conn)


def remove(conn: sqlite3.Connection, signature: str) -> None:
    """Forget a preset; what was imported by it stays."""
    conn.execute("DELETE FROM mapping WHERE signature = ?", (signature,))
    bump(conn)
