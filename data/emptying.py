"""Taking things out again: a demo team, an upload that is stored; and telling whether there are rows at all."""

import shutil
import sqlite3
from pathlib import Path

from data import workspace
from data.schema import DERIVED_TABLES, FACT_TABLES
from data.settings import Settings
from data.store import bump
from data.words import N_

_SAID = (
    "finding_answer",
    "conversation_note",
    "private_conversation",
    "answer",
    "person_link",
    "crm_map",
    "own_cost",
    "own_rate",
    "match_decision",
    "match_audit",
    "promise",
    "decision",
    "review",
    "rep_consent",
    "digest_delivery",
    "digest",
    "task_done",
    "task",
    "complaint_event",
    "client_note",
)
_BOOK = (
    "sync_state",
    "sync_seen",
    "template_state",
    "template_event",
    "problem",
    "import_question",
    "import_file",
    "import_no",
    "import",
    "sighting",
    "version",
    "rep_identity",
    "rep",
)


FULL = N_("There are people here already. A demo team needs an empty workspace (another --db, or demo --remove).")
WRITING = N_("Making up a team and its exports")
NO_DEMO = N_("There is no demo team here; nothing was removed.")


NICHE = ("logist", "supply", "fleet", "deliver", "логист", "склад", "автопарк", "достав")
DEMO: dict[str, str | tuple[str, ...]] = {"name": "Demo team", "company": "Routline", "niche": NICHE}
"""Names of the made-up team, and whom it sells to."""
STARTED = {
    "anna-sokolova": "2021-03-01",
    "ben-carter": "2022-09-05",
    "dmitry-orlov": "2023-05-11",
    "elena-petrova": "2022-01-17",
    "farid-aliyev": "2022-10-03",
    "grace-kim": "2026-10-26",
    "igor-belov": "2019-04-01",
    "laura-meyer": "2021-08-02",
}
"""First days at work of the made-up team."""


class RealRowsError(Exception):
    """A demo team and real people must not be mixed."""


def has_rows(conn: sqlite3.Connection) -> bool:
    """Tell whether anything was imported, or anybody added."""
    tables = (*FACT_TABLES, "rep")
    return any(conn.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone() for table in tables)  # noqa: S608


def name_demo(conn: sqlite3.Connection, who: str) -> None:
    """Say that this is a demo workspace; a workspace without a name or niche gets those of the made-up team."""
    now = workspace.load(conn)
    workspace.change(conn, who, demo=True, **{key: value for key, value in DEMO.items() if not getattr(now, key)})


def start_demo(conn: sqlite3.Connection) -> None:
    """Say since when the made-up reps are at work: one is new."""
    conn.executemany("UPDATE rep SET started_on = ? WHERE id = ?", [(day, rep_id) for rep_id, day in STARTED.items()])
    bump(conn)


def remove_demo(conn: sqlite3.Connection, who: str) -> None:
    """Empty a demo workspace; accounts and settings stay, but for those of the made-up team.

    Raises:
        RealRowsError: this is no demo workspace.
    """
    if not workspace.load(conn).demo:
        raise RealRowsError(NO_DEMO)
    for table in (*DERIVED_TABLES, "dirty", "search", "search_note", *FACT_TABLES, *_SAID, *_BOOK):
        conn.execute(f"DELETE FROM {table}")  # noqa: S608
    conn.execute("UPDATE viewer SET rep_id = NULL")
    now = workspace.load(conn)
    made_up = {key: type(value)() for key, value in DEMO.items() if getattr(now, key) == value}
    workspace.change(conn, who, demo=False, **made_up)
    bump(conn)


def forget_upload(settings: Settings, path: Path) -> None:
    """Remove a dropped file with the folder it was put in; what lies outside the folder of uploads stays."""
    uploads, place = settings.uploads.resolve(), path.resolve()
    if uploads in place.parents:
        shutil.rmtree(uploads / place.relative_to(uploads).parts[0], ignore_errors=True)
