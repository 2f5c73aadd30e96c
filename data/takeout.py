"""A rep's own facts as files anybody can read: one JSON file, or a ZIP of CSV tables."""

import csv
import io
import json
import sqlite3
import zipfile
from collections.abc import Iterator
from pathlib import Path

from data.schema import REP_TABLES

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write(conn: sqlite3.Connection, rep_id: str, target: Path, form: str) -> dict[str, int]:
    """Write every fact of a rep to `target`, whole or not at all; return the rows by table.

    Args:
        form: "json", or "csv" for a ZIP of tables whose cells no spreadsheet takes for a formula.
    """
    partial = target.with_name(target.name + ".partial")
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        counts = (_write_json if form == "json" else _write_csv)(conn, rep_id, partial)
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)
    return counts


def _rows(conn: sqlite3.Connection, table: str, rep_id: str) -> Iterator[sqlite3.Row]:
    yield from conn.execute(f"SELECT * FROM {table} WHERE rep_id = ? ORDER BY id", (rep_id,))  # noqa: S608


def _write_json(conn: sqlite3.Connection, rep_id: str, path: Path) -> dict[str, int]:
    tables = {table: [dict(row) for row in _rows(conn, table, rep_id)] for table in REP_TABLES}
    path.write_text(json.dumps(tables, ensure_ascii=False, indent=1), encoding="utf-8")
    return {table: len(rows) for table, rows in tables.items()}


def _write_csv(conn: sqlite3.Connection, rep_id: str, path: Path) -> dict[str, int]:
    counts = {}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for table in REP_TABLES:
            columns = [column[1] for column in conn.execute(f"PRAGMA table_info({table})")]
            with archive.open(f"{table}.csv", "w") as raw, io.TextIOWrapper(raw, "utf-8", newline="") as text:
                writer = csv.writer(text)
                writer.writerow(columns)
                counts[table] = 0
                for row in _rows(conn, table, rep_id):
                    writer.writerow([harmless(value) for value in row])
                    counts[table] += 1
    return counts


def harmless(value: str | int | None) -> str | int | None:
    """Return a cell that a spreadsheet shows as it is instead of computing it."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
