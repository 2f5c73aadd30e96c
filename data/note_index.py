"""Notes in the full-text index: those people wrote here at once, those of networks with the next refresh."""

import sqlite3
from collections.abc import Iterable

from data import derive
from data.stemming import stems


def add(conn: sqlite3.Connection, kind: str, note_id: str, text: str) -> None:
    """Let a note be found by its words."""
    _put(conn, [(kind, note_id, text)])


def forget(conn: sqlite3.Connection, kind: str, note_id: str) -> None:
    """Let a note not be found any more."""
    conn.execute("DELETE FROM search_note WHERE kind = ? AND note_id = ?", (kind, note_id))


def _put(conn: sqlite3.Connection, notes: Iterable[tuple[str, str, str]]) -> None:
    rows = [(stems(text), kind, id_) for kind, id_, text in notes if text.strip()]
    conn.executemany("INSERT INTO search_note (stems, kind, note_id) VALUES (?, ?, ?)", rows)


def follow(conn: sqlite3.Connection) -> None:
    """Let exactly the notes that stand be found: new ones come in, those taken back go."""
    stood = {(row["kind"], row["note_id"]): row["rowid"] for row in derive.rows(conn, "notes_indexed")}
    there = {(row["kind"], row["id"]): row["text"] for row in derive.rows(conn, "notes_standing")}
    conn.executemany(
        "DELETE FROM search_note WHERE rowid = ?", [(no,) for key, no in stood.items() if key not in there]
    )
    _put(conn, [(*key, text) for key, text in there.items() if key not in stood])
