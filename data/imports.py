"""The book of imports: what came in, from which file, whose it is; and taking an import back."""

import json
import secrets
import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from data import facts, reps
from data.store import bump, now


class NoSuchImportError(Exception):
    """There is no such import, or it was taken back already; the message says which."""


class Begun(NamedTuple):
    """An import at work. `done` are the numbers of files that an interrupted run stored already."""

    import_id: str
    no: int
    done: frozenset[int] = frozenset()


class Source(NamedTuple):
    """What is imported: one upload as one connector understands it. `owner` is stored as JSON."""

    rep_id: str  # "" for what belongs to the team, as tables of a CRM do
    rep_name: str
    network: str
    connector: str
    name: str
    sha256: str
    taken_on: str
    owner: Mapping[str, Any]
    who: str = ""


class FileRow(NamedTuple):
    """One file of an import. `problems` are (line, code, detail); `ignored` says why a file was not read."""

    no: int
    path: str
    kind: str
    counts: Mapping[str, int] = {}
    new: int = 0
    unchanged: int = 0
    problems: Iterable[tuple[int, str, Mapping[str, Any]]] = ()
    ignored: str | None = None


_SAME = "SELECT id FROM import WHERE state = ? AND sha256 = ? AND sha256 <> '' AND connector = ? AND rep_id IS ?"


def same(conn: sqlite3.Connection, source: Source, state: str) -> str | None:
    """Return the import of the same bytes for the same rep in this state, if there is one."""
    found = conn.execute(_SAME, (state, source.sha256, source.connector, source.rep_id or None)).fetchone()
    return found[0] if found else None


def begin(conn: sqlite3.Connection, source: Source) -> Begun:
    """Enter an import in the book, or go on with the one that was interrupted in the same bytes."""
    if source.rep_id:
        reps.ensure(conn, source.rep_id, source.rep_name)
    import_id = same(conn, source, "running")
    if import_id is None:
        import_id = secrets.token_hex(6)
        owner = json.dumps({**source.owner, "rep_name": source.rep_name}, ensure_ascii=False, sort_keys=True)
        conn.execute(
            "INSERT INTO import (id, at, who, rep_id, network, connector, name, sha256, taken_on, owner, state) "
            "VALUES (?,?,?,?,?,?,?,?,?,?,'running')",
            (import_id, now(), source.who, *_columns(source), owner),
        )
        conn.execute("INSERT INTO import_no (import_id) VALUES (?)", (import_id,))
    if source.rep_id:
        reps.settle(conn, source.rep_id)
    bump(conn)
    no = conn.execute("SELECT no FROM import_no WHERE import_id = ?", (import_id,)).fetchone()[0]
    done = conn.execute("SELECT no FROM import_file WHERE import_id = ?", (import_id,))
    return Begun(import_id, no, frozenset(row[0] for row in done))


def _columns(source: Source) -> tuple[str | None, ...]:
    return source.rep_id or None, source.network, source.connector, source.name, source.sha256, source.taken_on


def holds(conn: sqlite3.Connection, import_id: str, file_no: int) -> bool:
    """Tell whether a file of an import is stored already (by an earlier run, or another process)."""
    sql = "SELECT 1 FROM import_file WHERE import_id = ? AND no = ?"
    return conn.execute(sql, (import_id, file_no)).fetchone() is not None


def alive(conn: sqlite3.Connection, import_id: str) -> bool:
    """Tell whether an import still stands (somebody may take it back while it runs)."""
    row = conn.execute("SELECT state FROM import WHERE id = ?", (import_id,)).fetchone()
    return row is not None and row[0] != "undone"


def add_file(conn: sqlite3.Connection, import_id: str, row: FileRow) -> None:
    """Enter a file with its counts and problems, in the transaction that stores its facts."""
    counts = json.dumps(row.counts, sort_keys=True)
    conn.execute(
        "INSERT INTO import_file VALUES (?,?,?,?,?,?,?,?)",
        (import_id, row.no, row.path, row.kind, counts, row.new, row.unchanged, row.ignored),
    )
    conn.executemany(
        "INSERT INTO problem (import_id, file_no, line, code, detail) VALUES (?,?,?,?,?)",
        [(import_id, row.no, line, code, json.dumps(dict(detail))) for line, code, detail in row.problems],
    )
    bump(conn)


def finish(conn: sqlite3.Connection, import_id: str) -> None:
    """Close an import of which every file is stored."""
    conn.execute("UPDATE import SET state = 'done' WHERE id = ? AND state = 'running'", (import_id,))
    bump(conn)


def files(conn: sqlite3.Connection, import_id: str) -> list[FileRow]:
    """Return the files of an import as they were entered."""
    problems: dict[int, list[tuple[int, str, dict]]] = {}
    sql = "SELECT file_no, line, code, detail FROM problem WHERE import_id = ? ORDER BY id"
    for no, line, code, detail in conn.execute(sql, (import_id,)):
        problems.setdefault(no, []).append((line, code, json.loads(detail)))
    sql = "SELECT no, path, kind, counts, new, unchanged, ignored FROM import_file WHERE import_id = ? ORDER BY no"
    return [
        FileRow(no, path, kind, json.loads(counts), new, unchanged, problems.get(no, ()), ignored)
        for no, path, kind, counts, new, unchanged, ignored in conn.execute(sql, (import_id,))
    ]


def undo(conn: sqlite3.Connection, import_id: str) -> dict[str, int]:
    """Take an import back, finished or not, in the caller's transaction; return removed rows by table.

    Raises:
        NoSuchImportError: nothing to take back.
    """
    sql = "SELECT i.state, i.rep_id, n.no FROM import i JOIN import_no n ON n.import_id = i.id WHERE i.id = ?"
    found = conn.execute(sql, (import_id,)).fetchone()
    if found is None:
        raise NoSuchImportError(f"There is no import {import_id}; `manage.py imports` lists them.")
    state, rep_id, no = found
    if state == "undone":
        raise NoSuchImportError(f"Import {import_id} was taken back already.")
    removed = facts.take_back(conn, no)
    conn.execute("UPDATE import SET state = 'undone', undone_at = ? WHERE id = ?", (now(), import_id))
    for table in ("sync_state", "sync_seen"):  # of a connection that is given up
        sql = f"DELETE FROM {table} WHERE 'sync-' || crm = (SELECT connector FROM import WHERE id = ?)"  # noqa: S608
        conn.execute(sql, (import_id,))
    if rep_id:
        reps.settle(conn, rep_id)
    bump(conn)
    return {table: count for table, count in removed.items() if count}
