"""The demo team's workspace with its CRM made into leads, deals and links: made once, copied for each test."""

import functools
import shutil
import sqlite3
from pathlib import Path

import demo_team
import streamlit as st

from data import crm_model, store, workspace
from scoring.score import refresh


@functools.cache
def made() -> Path:
    """Return the file of the workspace."""
    path = demo_team.made().with_name("sold.db")
    shutil.copy(demo_team.made(), path)
    with store.writing(path) as conn:
        crm_model.rebuild(conn)
        workspace.change(conn, "test", niche=("logist", "логист"))
    refresh(path)
    with sqlite3.connect(path) as conn:
        conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    conn.close()
    return path


def settle(home: Path) -> Path:
    """Put a copy of it into a home and return its file."""
    for name in ("rapport.db-wal", "rapport.db-shm"):
        (home / name).unlink(missing_ok=True)
    shutil.copy(made(), home / "rapport.db")
    st.cache_data.clear()
    st.cache_resource.clear()
    return home / "rapport.db"
