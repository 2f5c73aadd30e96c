"""Facts in, facts out: saving what an import read, and taking it back.

The rows that stand do not depend on the order or number of imports. Every import that tells a fact leaves a
`sighting`. Where exports differ in details of one fact (a message archived since, a person renamed), the words of
the newest export stand, of the same day's exports those of the fuller row (a fact that dates itself, by `updated_at`,
goes by that first); the others are kept in `version`, so
that an undo can bring them back. An import with a sighting and no version told exactly what stands.
"""

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import blake2b
from typing import NamedTuple

from data import pending
from data.records import TABLES, Record, canonical_json
from data.schema import DERIVED_TABLES, FACT_TABLES
from data.seen import Seen

CHUNK = 5_000
_NO_OF = {name: no for no, name in enumerate(FACT_TABLES)}
_RECORD_OF = {name: record for record, name in TABLES.items()}
_MODIFIED = {
    name: record._fields.index("updated_at") for record, name in TABLES.items() if "updated_at" in record._fields
}
_EMPTY = (None, "", "[]", "{}", "unknown", "none")


class Saved(NamedTuple):
    """What became of records: rows new to the workspace, rows it had, rows whose details this export renewed."""

    new: int = 0
    unchanged: int = 0
    renewed: int = 0

    def plus(self, other: "Saved") -> "Saved":
        """Return the sums."""
        return Saved(*(a + b for a, b in zip(self, other, strict=True)))


class _Telling(NamedTuple):
    """What one import says about a fact."""

    taken_on: str
    row: tuple

    def rank(self, modified: int | None) -> tuple[str, str, int, str]:
        """Return what orders tellings of one fact; `modified` is the place of the column that dates the row itself."""
        of_row = "" if modified is None else self.row[modified] or ""
        return of_row or self.taken_on, self.taken_on, *_fullness(self.row)


def _better(table: str, row: Sequence, other: Sequence) -> bool:
    """Tell which of two rows of one import stands: the one modified later, else the fuller one."""
    modified = _MODIFIED.get(table)
    return _Telling("", tuple(row)).rank(modified) > _Telling("", tuple(other)).rank(modified)


def _fullness(row: Sequence) -> tuple[int, str]:
    return sum(value not in _EMPTY for value in row), canonical_json(list(row))


def _renews(table: str, row: Sequence, other: Sequence) -> bool:
    """Tell whether a later telling of one living source stands: it does, unless it is of an older state."""
    modified = _MODIFIED.get(table)
    return modified is None or (row[modified] or "") >= (other[modified] or "")


def save(
    conn: sqlite3.Connection,
    import_no: int,
    file_no: int,
    records: Sequence[tuple[int, Record]],
    *,
    renewing: bool = False,
) -> Saved:
    """Write (line, record) pairs of one file inside the caller's transaction.

    Equal ids within the sequence are one fact, of which the fullest row counts: connectors number real repetitions
    (see `stable_id`). `renewing`: the import tells the same rows again and again, and its last word counts.
    """
    saved = Saved()
    by_type: dict[type, list[tuple[int, Record]]] = defaultdict(list)
    for pair in records:
        by_type[type(pair[1])].append(pair)
    for kind, pairs in by_type.items():
        for start in range(0, len(pairs), CHUNK):
            chunk = pairs[start : start + CHUNK]
            saved = saved.plus(
                _save_chunk(conn, TABLES[kind], import_no, file_no, chunk, _renews if renewing else _better)
            )
    return saved


Beats = Callable[[str, Sequence, Sequence], bool]


def _save_chunk(conn, table: str, import_no: int, file_no: int, pairs: list[tuple[int, Record]], beats: Beats) -> Saved:
    told: dict[str, Record] = {}
    for _, record in pairs:
        other = told.setdefault(record.id, record)
        if other is not record and beats(table, record, other):
            told[record.id] = record
    standing = _standing(conn, table, told)
    new = [record for record_id, record in told.items() if record_id not in standing]
    if new:
        new.sort()  # neighbours in the file of the table are written together
        conn.executemany(f"INSERT INTO {table} VALUES ({','.join('?' * len(new[0]))})", new)  # noqa: S608
        pending.mark(conn, table, new)
    again = {key: row for key, row in told.items() if key in standing}
    renewed = _retell(conn, table, import_no, again, standing, beats)
    conn.executemany(
        "INSERT OR IGNORE INTO sighting VALUES (?,?,?,?,?)",
        sorted([(record.id, import_no, _NO_OF[table], file_no, line) for line, record in pairs]),
    )
    return Saved(len(new), len(told) - len(new) - renewed, renewed)


def _standing(conn, table: str, ids: Iterable[str]) -> dict[str, tuple]:
    sql = f"SELECT * FROM {table} WHERE id IN (SELECT value FROM json_each(?))"  # noqa: S608
    return {row[0]: tuple(row) for row in conn.execute(sql, (json.dumps(list(ids)),))}


_OWN_VERSIONS = """
SELECT record_id FROM version WHERE import_no = ? AND tab = ? AND record_id IN (SELECT value FROM json_each(?))
"""


def _retell(
    conn, table: str, import_no: int, told: Mapping[str, Record], standing: Mapping[str, tuple], beats: Beats
) -> int:
    """Take what this import says about facts that stand already; return how many of them it renewed."""
    if not told:
        return 0
    ids = {record_id for record_id, record in told.items() if tuple(record) != standing[record_id]}
    ids |= {row[0] for row in conn.execute(_OWN_VERSIONS, (import_no, _NO_OF[table], json.dumps(list(told))))}
    if not ids:
        return 0
    taken_on = _taken_on(conn, import_no)
    tellings = _tellings(conn, table, ids, standing)
    for record_id in ids:
        row, own = tuple(told[record_id]), tellings[record_id].get(import_no)
        if own is None or beats(table, row, own.row):  # two files of one export may differ
            tellings[record_id][import_no] = _Telling(taken_on, row)
    return _settle(conn, table, tellings, standing)


def _taken_on(conn, import_no: int) -> str:
    sql = "SELECT i.taken_on FROM import i JOIN import_no n ON n.import_id = i.id WHERE n.no = ?"
    return conn.execute(sql, (import_no,)).fetchone()[0]


_TELLINGS = """
SELECT s.record_id, s.import_no, i.taken_on, v.row FROM sighting s
JOIN import_no n ON n.no = s.import_no JOIN import i ON i.id = n.import_id
LEFT JOIN version v ON v.record_id = s.record_id AND v.tab = s.tab AND v.import_no = s.import_no
WHERE s.tab = ? AND s.record_id IN (SELECT value FROM json_each(?))
"""


def _tellings(conn, table: str, ids: Iterable[str], standing: Mapping[str, tuple]) -> dict[str, dict[int, _Telling]]:
    found: dict[str, dict[int, _Telling]] = {record_id: {} for record_id in ids}
    for record_id, no, taken_on, row in conn.execute(_TELLINGS, (_NO_OF[table], json.dumps(list(found)))):
        words = standing[record_id] if row is None else tuple(json.loads(row))
        found[record_id][no] = _Telling(taken_on, words)
    return found


def _settle(conn, table: str, tellings: Mapping[str, Mapping[int, _Telling]], standing: Mapping[str, tuple]) -> int:
    """Let the best telling of each fact stand and keep the others as versions; return how many facts changed."""
    no, record, changed, versions = _NO_OF[table], _RECORD_OF[table], [], []
    modified = _MODIFIED.get(table)
    for record_id, said in tellings.items():
        best = max(said.values(), key=lambda telling: telling.rank(modified)).row
        if best != standing[record_id]:
            changed.append((record(*best), record(*standing[record_id])))
        versions += [(record_id, no, one, canonical_json(list(t.row))) for one, t in said.items() if t.row != best]
    conn.executemany("DELETE FROM version WHERE record_id = ? AND tab = ?", ((key, no) for key in tellings))
    conn.executemany("INSERT INTO version VALUES (?,?,?,?)", versions)
    marks = ",".join("?" * len(record._fields))
    conn.executemany(f"INSERT OR REPLACE INTO {table} VALUES ({marks})", (best for best, _ in changed))  # noqa: S608
    pending.mark(conn, table, (row for pair in changed for row in pair))
    return len(changed)


def retell(conn: sqlite3.Connection, import_nos: Mapping[int, Callable[[Record], Record]]) -> int:
    """Let imports tell their facts anew, each by a function that keeps ids; return how many standing facts changed."""
    listed, changed = json.dumps(list(import_nos)), 0
    for table, record in _RECORD_OF.items():
        sql = "SELECT DISTINCT record_id FROM sighting WHERE tab = ? AND import_no IN (SELECT value FROM json_each(?))"
        ids = [row[0] for row in conn.execute(sql, (_NO_OF[table], listed))]
        for start in range(0, len(ids), CHUNK):
            standing = _standing(conn, table, ids[start : start + CHUNK])
            tellings = _tellings(conn, table, standing, standing)
            for said in tellings.values():
                for no in said.keys() & import_nos.keys():
                    said[no] = said[no]._replace(row=tuple(import_nos[no](record(*said[no].row))))
            changed += _settle(conn, table, tellings, standing)
    return changed


def table_no(table: str) -> int:
    """Return the number that sightings give a table of facts."""
    return _NO_OF[table]


def told_by(conn: sqlite3.Connection, import_no: int, table: str, ids: Iterable[str]) -> dict[str, Record]:
    """Return what one import says of some facts, by id; facts that it does not tell are left out."""
    standing = _standing(conn, table, ids)
    tellings = _tellings(conn, table, standing, standing)
    own = {record_id: said[import_no].row for record_id, said in tellings.items() if import_no in said}
    return {record_id: _RECORD_OF[table](*row) for record_id, row in own.items()}


def known(conn: sqlite3.Connection, chunks: Iterable[Sequence[tuple[int, Record]]], seen: Seen) -> tuple[int, int]:
    """Return how many facts of these records would be new to the workspace, and how many are known, as `save` counts.

    `seen` are the facts of files before these, and takes in those of these: nothing is stored meanwhile.
    """
    new = there = 0
    for pairs in chunks:
        told: dict[str, set[str]] = defaultdict(set)
        for _, record in pairs:
            told[TABLES[type(record)]].add(record.id)
        for table, ids in told.items():
            sql = f"SELECT id FROM {table} WHERE id IN (SELECT value FROM json_each(?))"  # noqa: S608
            missing = ids - {row[0] for row in conn.execute(sql, (json.dumps(list(ids)),))}
            fresh = seen.fresh(table, missing)
            new, there = new + len(fresh), there + len(ids) - len(fresh)
    return new, there


def take_back(conn: sqlite3.Connection, import_no: int) -> Counter:
    """Remove what only this import told and restore the others' words elsewhere; count removed rows by table."""
    removed: Counter = Counter()
    conn.execute("CREATE TEMP TABLE mine (record_id TEXT, tab INTEGER, PRIMARY KEY (tab, record_id)) WITHOUT ROWID")
    conn.execute("INSERT INTO mine SELECT record_id, tab FROM sighting WHERE import_no = ?", (import_no,))
    conn.execute("DELETE FROM sighting WHERE import_no = ?", (import_no,))
    conn.execute("DELETE FROM version WHERE import_no = ?", (import_no,))
    for table in FACT_TABLES:
        removed[table] = _remove_untold(conn, table)
        _settle_untold(conn, table)
    conn.execute("DROP TABLE temp.mine")
    return removed


def _remove_untold(conn, table: str) -> int:
    """Delete the rows of `mine` that no import tells any more."""
    untold = """SELECT m.record_id FROM mine m WHERE m.tab = ? AND NOT EXISTS
        (SELECT 1 FROM sighting s WHERE s.record_id = m.record_id AND s.tab = m.tab)"""
    ids = [row[0] for row in conn.execute(untold, (_NO_OF[table],))]
    for start in range(0, len(ids), CHUNK):
        gone = _standing(conn, table, ids[start : start + CHUNK])
        pending.mark(conn, table, (_RECORD_OF[table](*row) for row in gone.values()))
        conn.executemany(f"DELETE FROM {table} WHERE id = ?", ((record_id,) for record_id in gone))  # noqa: S608
    return len(ids)


def _settle_untold(conn, table: str) -> None:
    """Judge again the rows of `mine` that other imports tell in several ways."""
    unsettled = "SELECT DISTINCT v.record_id FROM mine m JOIN version v USING (record_id, tab) WHERE m.tab = ?"
    ids = [row[0] for row in conn.execute(unsettled, (_NO_OF[table],))]
    for start in range(0, len(ids), CHUNK):
        standing = _standing(conn, table, ids[start : start + CHUNK])
        _settle(conn, table, _tellings(conn, table, standing, standing), standing)


def content_hash(conn: sqlite3.Connection) -> str:
    """Return a hash of all facts and everything derived: equal for equal content, whatever the way to it.

    Left out is bookkeeping that tells the way itself: imports, sightings, versions, jobs, settings. A template keeps
    its id from the day it was found, so ids tell the way too: here each goes by the first of its messages instead.
    """
    digest = blake2b(digest_size=16)
    names = dict(conn.execute(_FIRST_COPIES).fetchall())
    for table in ("rep", "rep_identity", *FACT_TABLES, *DERIVED_TABLES):
        rows = (tuple(row) for row in conn.execute(f"SELECT * FROM {table}"))  # noqa: S608
        if table in _WITH_TEMPLATES:
            told = (dict(row) for row in conn.execute(f"SELECT * FROM {table}"))  # noqa: S608
            rows = (tuple(_renamed(row, names).values()) for row in told)
        for text in sorted(map(repr, rows)):
            digest.update(text.encode("utf-8", "surrogatepass"))
        digest.update(table.encode())
    return digest.hexdigest()


_FIRST_COPIES = (
    "SELECT template_id, min(message_id) FROM message_mark WHERE template_id IS NOT NULL GROUP BY template_id"
)
_WITH_TEMPLATES = ("template", "message_mark", "finding", "credit")


def _renamed(row: dict, names: Mapping[str, str]) -> dict:
    """Return a row with the ids of templates replaced, also where they are a part of a finding's own id."""
    row = {column: names.get(value, value) if isinstance(value, str) else value for column, value in row.items()}
    params = json.loads(row["params"]) if "params" in row else {}
    if "template_id" in params:
        row["params"] = canonical_json({**params, "template_id": names.get(params["template_id"])})
        row["id"] = row["id"] if row["subject"] == "message" else ""
    return row
