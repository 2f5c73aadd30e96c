"""The only way to the database file: short-lived readers, one writer at a time."""

import contextlib
import sqlite3
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from sqlite_utils import Database

from data import schema

_WRITE_LOCK = threading.Lock()
_OLDEST_SQLITE = (3, 38, 0)


class StoreError(Exception):
    """The workspace file can't be used."""


def now() -> str:
    """Return this moment as UTC ISO 8601 text, for bookkeeping only: figures never look at the clock."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _connect(path: Path, *, read_only: bool) -> sqlite3.Connection:
    mode = "ro" if read_only else "rwc"
    try:
        conn = sqlite3.connect(f"file:{quote(str(path))}?mode={mode}", uri=True, timeout=30, isolation_level=None)
        conn.execute("PRAGMA schema_version").fetchone()
    except sqlite3.DatabaseError as error:
        raise StoreError(f"{path} can't be opened as a workspace: {error}") from error
    conn.row_factory = sqlite3.Row
    conn.execute("PRAGMA foreign_keys = ON")
    return conn


@contextlib.contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """Open the workspace read-only; the connection ends with the block and must not leave its thread."""
    conn = _connect(path, read_only=True)
    try:
        conn.execute("PRAGMA query_only = ON")
        yield conn
    finally:
        conn.close()


@contextlib.contextmanager
def writing(path: Path) -> Iterator[sqlite3.Connection]:
    """Open the workspace in one immediate transaction: commit at the end of the block, roll back on any exception.

    A change of facts or settings must call `bump`, so that caches see it.
    """
    with _WRITE_LOCK:
        conn = _connect(path, read_only=False)
        try:
            conn.execute("PRAGMA synchronous = FULL")
            conn.execute("PRAGMA cache_size = -65536")  # 64 MB: ids are random, so an import writes all over its tables
            conn.execute("BEGIN IMMEDIATE")
            yield conn
            conn.execute("COMMIT")
        except BaseException:  # Streamlit ends a script by an exception of its own
            if conn.in_transaction:
                conn.execute("ROLLBACK")
            raise
        finally:
            conn.close()


def prepare(path: Path, backups: Path | None = None) -> None:
    """Create the workspace, or bring an older one up to date after a copy of it was put into `backups`.

    Raises:
        StoreError: the file is no SQLite database, or SQLite itself is too old.
    """
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        raise StoreError(f"SQLite {sqlite3.sqlite_version} is too old; 3.38 or newer is needed.")
    path.parent.mkdir(parents=True, exist_ok=True)
    conn = _connect(path, read_only=False)
    try:
        db = Database(conn)
        if not schema.pending(db):
            return
        if backups is not None and db.table_names():
            backup(path, backups / f"before-migration-{now().replace(':', '')}.db")
        conn.execute("PRAGMA journal_mode = WAL")
        schema.migrate(db)
    finally:
        conn.close()


def backup(path: Path, target: Path) -> None:
    """Copy a workspace while it may be in use; the copy is complete or absent."""
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_suffix(".partial")
    partial.unlink(missing_ok=True)
    with reading(path) as source, contextlib.closing(sqlite3.connect(partial)) as copy:
        source.backup(copy)
    partial.replace(target)


def restore(copy: Path, path: Path) -> None:
    """Put a backup in the place of the workspace, inside one transaction of SQLite's backup.

    The data version goes on rising, so that no cache takes what was for what is.

    Raises:
        StoreError: the copy is damaged or is not a workspace; the workspace is left as it was.
    """
    with reading(copy) as source:
        if source.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
            raise StoreError(f"{copy} is damaged; nothing was restored.")
        if not source.execute("SELECT 1 FROM sqlite_master WHERE name = 'workspace'").fetchone():
            raise StoreError(f"{copy} is not a workspace of Rapport; nothing was restored.")
        with _WRITE_LOCK, contextlib.closing(_connect(path, read_only=False)) as target:
            stood = version(target) if Database(target)["workspace"].exists() else 0
            source.backup(target)
    prepare(path)
    with writing(path) as conn:
        bump(conn, above=stood)


def bump(conn: sqlite3.Connection, above: int = 0) -> None:
    """Raise the data version, which is part of every cache key; `above`: beyond that number in any case."""
    new = max(version(conn), above) + 1
    conn.execute("INSERT OR REPLACE INTO workspace VALUES ('data_version', ?)", (str(new),))


def version(conn: sqlite3.Connection) -> int:
    """Return the data version: it changes with every import, refresh, answer or setting."""
    row = conn.execute("SELECT value FROM workspace WHERE key = 'data_version'").fetchone()
    return int(row[0]) if row else 0
