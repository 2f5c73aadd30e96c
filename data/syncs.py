"""The book of synchronisations: one permanent import a CRM, how far each part came, and what it takes in."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from data import facts, imports
from data.crm_records import CRM_TABLES, CrmRecord
from data.store import bump, now

PREFIX = "sync-"
"""Connectors of synchronisations are called "sync-hubspot" and so on."""
TODO = "todo/"
"""Parts of sync_state that hold work left for later are called "todo/deals/000001" and so on."""

_STANDING = """
SELECT i.id, n.no FROM import i JOIN import_no n ON n.import_id = i.id WHERE i.connector = ? AND i.state <> 'undone'
"""


def begin(conn: sqlite3.Connection, crm: str, title: str, who: str = "") -> imports.Begun:
    """Return the import of a CRM's connection, entering it in the book at the first time."""
    found = conn.execute(_STANDING, (PREFIX + crm,)).fetchone()
    today = now()[:10]
    if found:
        conn.execute("UPDATE import SET taken_on = ?, at = ? WHERE id = ?", (today, now(), found[0]))
        return imports.Begun(found[0], found[1])
    conn.execute("DELETE FROM sync_state WHERE crm = ?", (crm,))
    source = imports.Source("", "", "", PREFIX + crm, title, PREFIX + crm, today, {}, who)
    return imports.begin(conn, source)


def standing(conn: sqlite3.Connection, crm: str) -> tuple[str, str] | None:
    """Return the import of a CRM's connection and when it was last synchronised, None when it never was."""
    sql = "SELECT id, at FROM import WHERE connector = ? AND state <> 'undone'"
    found = conn.execute(sql, (PREFIX + crm,)).fetchone()
    return (found[0], found[1]) if found else None


def state(conn: sqlite3.Connection, crm: str, part: str) -> dict[str, Any]:
    """Return how far a part came; empty before the first time."""
    row = conn.execute("SELECT cursor FROM sync_state WHERE crm = ? AND part = ?", (crm, part)).fetchone()
    return json.loads(row[0]) if row else {}


def put_state(conn: sqlite3.Connection, crm: str, part: str, cursor: Any) -> None:
    """Note how far a part came, in the transaction that stores the rows before that."""
    conn.execute("INSERT OR REPLACE INTO sync_state VALUES (?,?,?,?)", (crm, part, json.dumps(cursor), now()))


def leave(conn: sqlite3.Connection, crm: str, todo: Mapping[str, Any], done: Iterable[str]) -> None:
    """Keep work for later by key, and forget what was done."""
    conn.executemany("DELETE FROM sync_state WHERE crm = ? AND part = ?", ((crm, TODO + key) for key in done))
    for key, work in todo.items():
        put_state(conn, crm, TODO + key, work)


def waiting(conn: sqlite3.Connection, crm: str, part: str) -> Iterator[tuple[str, Any]]:
    """Yield work that was left for later by a part, the last left first, one after another."""
    sql = "SELECT part, cursor FROM sync_state WHERE crm = ? AND part >= ? AND part < ? ORDER BY part DESC LIMIT 1"
    first, below = f"{TODO}{part}/", f"{TODO}{part}/~"
    while row := conn.execute(sql, (crm, first, below)).fetchone():
        below = row[0]
        yield row[0].removeprefix(TODO), json.loads(row[1])


def take(conn: sqlite3.Connection, begun: imports.Begun, part_no: int, records: list[CrmRecord]) -> facts.Saved:
    """Store what a CRM says now; what it said before, unless that was newer, is forgotten.

    Raises:
        NoSuchImportError: the connection was taken back meanwhile.
    """
    if not imports.alive(conn, begun.import_id):
        raise imports.NoSuchImportError("The connection was taken back while it was being synchronised.")
    saved = facts.save(conn, begun.no, part_no, [(0, one) for one in records], renewing=True)
    bump(conn)
    return saved


def told(conn: sqlite3.Connection, begun: imports.Begun, kind: type, ids: Iterable[str]) -> dict[str, CrmRecord]:
    """Return what a connection said of some rows, by id; rows that it never told are left out."""
    return facts.told_by(conn, begun.no, CRM_TABLES[kind], ids)


def saw(conn: sqlite3.Connection, crm: str, part: str, ids: Iterable[str]) -> None:
    """Note rows that a whole walk came by."""
    conn.executemany("INSERT OR IGNORE INTO sync_seen VALUES (?,?,?)", ((crm, part, one) for one in ids))


def forget_seen(conn: sqlite3.Connection, crm: str, part: str) -> None:
    """Begin or end a whole walk."""
    conn.execute("DELETE FROM sync_seen WHERE crm = ? AND part = ?", (crm, part))


def unseen(
    conn: sqlite3.Connection, begun: imports.Begun, crm: str, part: str, part_no: int
) -> list[tuple[type, str, str]]:
    """Return (record type, id, native id) of standing rows of a part that a whole walk did not come by."""
    found = []
    for kind, table in CRM_TABLES.items():
        if "gone" in kind._fields:
            sql = (
                f"SELECT t.id, t.native_id FROM sighting s JOIN {table} t ON t.id = s.record_id "  # noqa: S608
                "WHERE s.import_no = ? AND s.tab = ? AND s.file_no = ? AND t.gone = '' "
                "AND NOT EXISTS (SELECT 1 FROM sync_seen n WHERE n.crm = ? AND n.part = ? AND n.id = t.id)"
            )
            args = (begun.no, facts.table_no(table), part_no, crm, part)
            found += [(kind, *row) for row in conn.execute(sql, args)]
    return found


def standing_count(conn: sqlite3.Connection, begun: imports.Begun, kind: type, part_no: int) -> int:
    """Return how many rows of a table a part told that still are."""
    table = CRM_TABLES[kind]
    sql = (
        f"SELECT count(*) FROM sighting s JOIN {table} t ON t.id = s.record_id "  # noqa: S608
        "WHERE s.import_no = ? AND s.tab = ? AND s.file_no = ? AND t.gone = ''"
    )
    return conn.execute(sql, (begun.no, facts.table_no(table), part_no)).fetchone()[0]


def enter(
    conn: sqlite3.Connection, begun: imports.Begun, row: imports.FileRow, add: tuple[int, Mapping[str, int]]
) -> None:
    """Enter a part in the book as the file `row.no`; `add` are new rows of this run, in all and by kind."""
    old = conn.execute(
        "SELECT counts, new FROM import_file WHERE import_id = ? AND no = ?", (begun.import_id, row.no)
    ).fetchone()
    counts = json.loads(old[0]) if old else {}
    for name, count in add[1].items():
        counts[name] = counts.get(name, 0) + count
    values = (json.dumps(counts, sort_keys=True), (old[1] if old else 0) + add[0], row.unchanged, row.ignored)
    conn.execute(
        "INSERT OR REPLACE INTO import_file VALUES (?,?,?,?,?,?,?,?)",
        (begun.import_id, row.no, row.path, row.kind, *values),
    )
    conn.execute("DELETE FROM problem WHERE import_id = ? AND file_no = ?", (begun.import_id, row.no))
    conn.executemany(
        "INSERT INTO problem (import_id, file_no, line, code, detail) VALUES (?,?,?,?,?)",
        [(begun.import_id, row.no, line, code, json.dumps(dict(detail))) for line, code, detail in row.problems],
    )
    bump(conn)
