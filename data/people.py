"""The reps of the workspace as people change them, and who somebody signed in is."""

import sqlite3
from datetime import date
from typing import NamedTuple

from data.scope import Viewer
from data.store import bump
from data.words import N_


class PeopleError(ValueError):
    """A change that can't be made. `words` say why and what to do, for translation; `detail` fills their places."""

    def __init__(self, words: str, **detail: str) -> None:
        self.words, self.detail = words, detail
        super().__init__(words.format(**detail))


class Rep(NamedTuple):
    """A seller whose activity is measured. `started_on` is a day or None."""

    id: str
    name: str
    role_title: str
    started_on: str | None
    active: bool


def reps(conn: sqlite3.Connection) -> list[Rep]:
    """Return all reps in alphabetical order."""
    found = conn.execute("SELECT id, name, role_title, started_on, active FROM rep").fetchall()
    every = [Rep(row["id"], row["name"], row["role_title"], row["started_on"], bool(row["active"])) for row in found]
    return sorted(every, key=lambda rep: (rep.name.casefold(), rep.id))


def change_rep(conn: sqlite3.Connection, rep: Rep) -> None:
    """Write what people may change about a rep.

    Raises:
        PeopleError: no name, no such rep, or a start that is no day.
    """
    if not rep.name.strip():
        raise PeopleError(N_("A rep needs a name."))
    if rep.started_on is not None:
        _check_day(rep.started_on)
    values = (rep.name.strip(), rep.role_title.strip(), rep.started_on, int(rep.active), rep.id)
    sql = "UPDATE rep SET name = ?, role_title = ?, started_on = ?, active = ? WHERE id = ?"
    if not conn.execute(sql, values).rowcount:
        raise PeopleError(N_("This rep is not here any more; reload the page."))
    bump(conn)


def _check_day(text: str) -> None:
    try:
        date.fromisoformat(text)
    except ValueError:
        raise PeopleError(N_("{day} is no day; write it as 2026-03-05."), day=text) from None


def viewer_of(conn: sqlite3.Connection, email: str) -> Viewer | None:
    """Return who signs in with this e-mail; None for a stranger and for somebody switched off."""
    sql = "SELECT email, role, name, rep_id FROM viewer WHERE email = ? AND disabled_at IS NULL"
    row = conn.execute(sql, (email.strip().casefold(),)).fetchone()
    return Viewer(row["email"], row["role"], row["name"], row["rep_id"]) if row else None


def add_rep(conn: sqlite3.Connection, rep_id: str, name: str) -> None:
    """Add a rep of whom nothing was imported yet.

    Raises:
        PeopleError: there is one of this name.
    """
    sql = "INSERT OR IGNORE INTO rep (id, name, added_by) VALUES (?, ?, 'person')"
    if not conn.execute(sql, (rep_id, " ".join(name.split()))).rowcount:
        raise PeopleError(N_("There is a rep of this name already."))
    bump(conn)
