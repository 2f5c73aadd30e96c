"""A workspace with the demo team, made once through the real importer and copied for each test."""

import functools
import shutil
import sqlite3
import tempfile
from pathlib import Path

import streamlit as st

from connectors.ingest import ingest
from data import store, workspace
from data.demo import build
from scoring.score import refresh


@functools.cache
def made() -> Path:
    """Return the file of the demo team's workspace."""
    folder = Path(tempfile.mkdtemp(prefix="rapport-demo-"))
    path = folder / "rapport.db"
    store.prepare(path)
    for archive in build(folder / "exports"):
        ingest(path, archive)
    refresh(path, full=True)
    with store.writing(path) as conn:
        workspace.change(conn, "test", demo=True)
    with sqlite3.connect(path) as conn:
        conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    conn.close()
    return path


def settle(home: Path) -> Path:
    """Put a copy of the demo team's workspace into a home and return its file."""
    for name in ("rapport.db-wal", "rapport.db-shm"):
        (home / name).unlink(missing_ok=True)
    shutil.copy(made(), home / "rapport.db")
    st.cache_data.clear()
    st.cache_resource.clear()
    return home / "rapport.db"
