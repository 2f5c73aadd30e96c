"""What is kept from whom."""

import sqlite3

from data import people, queries
from data.scope import Scope
from pages.ui import notes, session
from pages.ui.page import heading
from pages.ui.tables import Column, Row, table
from pages.ui.words import _, num


def read(conn: sqlite3.Connection, scope: Scope) -> dict[str, int]:
    """Return how many conversations each rep marked as private."""
    return {row["rep_id"]: row["marked"] for row in queries.rows(conn, "private_counts", scope)}


def draw() -> None:
    """Draw what is private, and what is never read."""
    heading(
        _("Private conversations"),
        _("A rep can mark a conversation as private: nobody else sees it and nothing is counted from it."),
    )
    names = {rep.id: rep.name for rep in session.load(people.reps)}
    marked = session.load(read, session.widest())
    if marked:
        rows = [Row((names.get(rep_id, rep_id), num(count))) for rep_id, count in marked.items()]
        table([Column(_("Rep")), Column(_("Marked as private"), number=True)], rows, caption=_("Private conversations"))
    else:
        notes.note("lock", _("Nobody has marked a conversation as private."))
    heading(_("Never read"), "")
    notes.note(
        "visibility_off",
        _("Job-seeker preferences, applications, saved answers and everything not needed are never read."),
        _("They lie in the same archive as the messages; the import leaves them closed and says so."),
    )
