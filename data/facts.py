"""Facts in, facts out: saving what an import read, and taking it back.

The rows that stand do not depend on the order or number of imports. Every import that tells a fact leaves a
`sighting`. Where exports differ in details of one fact (a message archived since, a person renamed), the newest
export's words stand and the others are kept in `version`, so that an undo can bring them back.
"""

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from typing import NamedTuple

from data.records import TABLES, Record, canonical_json
from data.schema import DERIVED_TABLES, FACT_TABLES

CHUNK = 5_000
_NO_OF = {name: no for no, name in enumerate(FACT_TABLES)}


class Saved(NamedTuple):
    """What became of records: rows new to the workspace, rows it had, rows whose details this export renewed."""

    new: int = 0
    unchanged: int = 0
    renewed: int = 0

    def plus(self, other: "Saved") -> "Saved":
        """Return the sums."""
        return Saved(*(a + b for a, b in zip(self, other, strict=True)))


def save(conn: sqlite3.Connection, import_no: int, file_no: int, records: Sequence[tuple[int, Record]]) -> Saved:
    """Write (line, record) pairs of one file inside the caller's transaction.

    Equal ids within the sequence are one fact: connectors number real repetitions (see `stable_id`).
    """
    saved = Saved()
    by_type: dict[type, list[tuple[int, Record]]] = defaultdict(list)
    for pair in records:
        by_type[type(pair[1])].append(pair)
    for kind, pairs in by_type.items():
        for start in range(0, len(pairs), CHUNK):
            saved = saved.plus(_save_chunk(conn, TABLES[kind], import_no, file_no, pairs[start : start + CHUNK]))
    return saved


def _save_chunk(conn, table: str, import_no: int, file_no: int, pairs: list[tuple[int, Record]]) -> Saved:
    ids = json.dumps([record.id for _, record in pairs])
    found = conn.execute(f"SELECT * FROM {table} WHERE id IN (SELECT value FROM json_each(?))", (ids,))  # noqa: S608
    standing = {row["id"]: tuple(row) for row in found}
    new = {record.id: record for _, record in pairs if record.id not in standing}
    if new:
        marks = ",".join("?" * len(pairs[0][1]))
        conn.executemany(f"INSERT INTO {table} VALUES ({marks})", new.values())  # noqa: S608
    changed = [record for _, record in pairs if record.id in standing and tuple(record) != standing[record.id]]
    renewed = [record for record in changed if _renew(conn, table, import_no, standing[record.id], record)]
    no = _NO_OF[table]
    conn.executemany(
        "INSERT OR IGNORE INTO sighting VALUES (?,?,?,?,?)",
        ((record.id, import_no, no, file_no, line) for line, record in pairs),
    )
    mark_dirty(conn, table, list(new.values()) + renewed)
    unchanged = len({record.id for _, record in pairs}) - len(new) - len(renewed)
    return Saved(len(new), unchanged, len(renewed))


_HOLDERS = """
SELECT s.import_no, i.taken_on FROM sighting s
JOIN import_no n ON n.no = s.import_no JOIN import i ON i.id = n.import_id
LEFT JOIN version v ON v.record_id = s.record_id AND v.import_no = s.import_no
WHERE s.record_id = ? AND v.record_id IS NULL
"""


def _taken_on(conn, import_no: int) -> str:
    sql = "SELECT i.taken_on FROM import i JOIN import_no n ON n.import_id = i.id WHERE n.no = ?"
    return conn.execute(sql, (import_no,)).fetchone()[0]


def _rank(taken_on: str, row: Iterable) -> tuple[str, str]:
    return taken_on, canonical_json(list(row))


def _renew(conn, table: str, import_no: int, old: tuple, new: Record) -> bool:
    """Let the newer export's words stand and keep the other's; return whether the new row stands."""
    holders = [tuple(row) for row in conn.execute(_HOLDERS, (new.id,))]
    if any(no == import_no for no, _ in holders) and _rank("", new) <= _rank("", old):
        return False  # two files of one export differ: the same one of them always stands
    stood = max((taken for _, taken in holders), default="")
    if _rank(_taken_on(conn, import_no), new) <= _rank(stood, old):
        conn.execute("INSERT OR REPLACE INTO version VALUES (?,?,?)", (new.id, import_no, canonical_json(list(new))))
        return False
    rows = [(new.id, no, canonical_json(list(old))) for no, _ in holders if no != import_no]
    conn.executemany("INSERT OR REPLACE INTO version VALUES (?,?,?)", rows)
    conn.execute("DELETE FROM version WHERE record_id = ? AND import_no = ?", (new.id, import_no))
    _replace(conn, table, new)
    return True


def _replace(conn, table: str, row: Sequence) -> None:
    conn.execute(f"INSERT OR REPLACE INTO {table} VALUES ({','.join('?' * len(row))})", tuple(row))  # noqa: S608


def take_back(conn: sqlite3.Connection, import_no: int) -> Counter:
    """Remove what only this import told and restore older words where it had renewed them; count removed by table."""
    removed: Counter = Counter()
    for table, no in _NO_OF.items():
        mine = "SELECT record_id FROM sighting WHERE import_no = ? AND tab = ?"
        others = "SELECT 1 FROM sighting o WHERE o.record_id = t.id AND o.import_no <> ?"
        alone = f"SELECT t.* FROM {table} t WHERE t.id IN ({mine}) AND NOT EXISTS ({others})"  # noqa: S608
        rows = conn.execute(alone, (import_no, no, import_no)).fetchall()
        record = next(kind for kind, name in TABLES.items() if name == table)
        gone = [record(*row) for row in rows]
        _promote(conn, table, record, import_no, no)
        conn.executemany(f"DELETE FROM {table} WHERE id = ?", ((row.id,) for row in gone))  # noqa: S608
        mark_dirty(conn, table, gone)
        removed[table] = len(gone)
    conn.execute("DELETE FROM sighting WHERE import_no = ?", (import_no,))
    conn.execute("DELETE FROM version WHERE import_no = ?", (import_no,))
    return removed


_HELD_ALONE = """
SELECT s.record_id FROM sighting s
WHERE s.import_no = :import_no AND s.tab = :tab
AND NOT EXISTS (SELECT 1 FROM version v WHERE v.record_id = s.record_id AND v.import_no = s.import_no)
AND EXISTS (SELECT 1 FROM sighting o WHERE o.record_id = s.record_id AND o.import_no <> s.import_no)
AND NOT EXISTS (
    SELECT 1 FROM sighting o WHERE o.record_id = s.record_id AND o.import_no <> s.import_no
    AND NOT EXISTS (SELECT 1 FROM version v WHERE v.record_id = o.record_id AND v.import_no = o.import_no))
"""


def _promote(conn, table: str, record: type, import_no: int, tab: int) -> None:
    """Where only this import holds the words that stand, bring back the best of the other imports' words."""
    held = conn.execute(_HELD_ALONE, {"import_no": import_no, "tab": tab}).fetchall()
    for (record_id,) in held:
        sql = (
            "SELECT v.row, i.taken_on, v.import_no FROM version v JOIN import_no n ON n.no = v.import_no "
            "JOIN import i ON i.id = n.import_id WHERE v.record_id = ? AND v.import_no <> ?"
        )
        best = max(
            ((_rank(taken, json.loads(row)), row) for row, taken, _ in conn.execute(sql, (record_id, import_no))),
        )[1]
        _replace(conn, table, json.loads(best))
        conn.execute("DELETE FROM version WHERE record_id = ? AND row = ?", (record_id, best))
        mark_dirty(conn, table, [record(*json.loads(best))])


def mark_dirty(conn: sqlite3.Connection, table: str, rows: Iterable) -> None:
    """Note what the next refresh has to look at again because these rows came, changed or went."""
    marks: set[tuple[str, str]] = set()
    for row in rows:
        if table == "message":
            marks.add(("conversation", row.conversation_id))
        if table in ("message", "invitation", "connection", "note", "prospect") and row.person_key:
            marks.add(("person", row.person_key))
        if table == "profile_part":
            marks.add(("profile", row.rep_id))
        if table in ("activity", "audience_figure", "invitation", "connection"):
            marks.add(("activity", row.rep_id))
    conn.executemany("INSERT OR IGNORE INTO dirty VALUES (?,?)", marks)


def content_hash(conn: sqlite3.Connection) -> str:
    """Return a hash of all facts and everything derived: equal for equal content, whatever the way to it.

    Left out is bookkeeping that tells the way itself: imports, sightings, versions, jobs, settings.
    """
    digest = blake2b(digest_size=16)
    for table in ("rep", "rep_identity", *FACT_TABLES, *DERIVED_TABLES):
        rows = sorted(conn.execute(f"SELECT * FROM {table}").fetchall(), key=lambda row: repr(tuple(row)))  # noqa: S608
        for row in rows:
            digest.update(repr(tuple(row)).encode("utf-8", "surrogatepass"))
        digest.update(table.encode())
    return digest.hexdigest()
