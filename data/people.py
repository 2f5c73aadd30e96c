"""Who sells and who may look: the reps of the workspace and the people who sign in."""

import re
import sqlite3
from datetime import date
from typing import NamedTuple

from data.scope import ROLES, Viewer
from data.store import bump, now
from data.words import N_

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


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


class Person(NamedTuple):
    """Somebody who may sign in. `disabled_at` is set when they no longer may."""

    email: str
    name: str
    role: str
    rep_id: str | None
    disabled_at: str | None


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


def people(conn: sqlite3.Connection) -> list[Person]:
    """Return everybody who may or might sign in, in alphabetical order of e-mail."""
    sql = "SELECT email, name, role, rep_id, disabled_at FROM viewer ORDER BY email"
    return [Person(*row) for row in conn.execute(sql)]


def viewer_of(conn: sqlite3.Connection, email: str) -> Viewer | None:
    """Return who signs in with this e-mail; None for a stranger and for somebody switched off."""
    sql = "SELECT email, role, name, rep_id FROM viewer WHERE email = ? AND disabled_at IS NULL"
    row = conn.execute(sql, (email.strip().casefold(),)).fetchone()
    return Viewer(row["email"], row["role"], row["name"], row["rep_id"]) if row else None


def let_in(conn: sqlite3.Connection, email: str, role: str, name: str = "", rep_id: str | None = None) -> None:
    """Let somebody sign in, or change the role of one who may.

    Raises:
        PeopleError: an address that is none, a role that is none, or a rep's role without a rep.
    """
    email = email.strip().casefold()
    if not _EMAIL.fullmatch(email):
        raise PeopleError(N_("{email} is no e-mail address."), email=email or "–")
    if role not in ROLES:
        raise PeopleError(N_("{role} is no role; choose one of {roles}."), role=role, roles=", ".join(ROLES))
    if role == "rep" and not rep_id:
        raise PeopleError(N_("Somebody with the role of a rep needs to be one of the reps."))
    conn.execute(
        "INSERT INTO viewer (email, name, role, rep_id) VALUES (?,?,?,?) ON CONFLICT (email) DO UPDATE "
        "SET name = excluded.name, role = excluded.role, rep_id = excluded.rep_id, disabled_at = NULL",
        (email, name.strip(), role, rep_id),
    )
    bump(conn)


def shut_out(conn: sqlite3.Connection, email: str) -> None:
    """Switch somebody off; it holds from their next click on.

    Raises:
        PeopleError: nobody has this address, or it is the last admin.
    """
    everybody = {person.email: person for person in people(conn) if person.disabled_at is None}
    person = everybody.get(email.strip().casefold())
    if person is None:
        raise PeopleError(N_("Nobody signs in as {email}."), email=email)
    if person.role == "admin" and sum(other.role == "admin" for other in everybody.values()) == 1:
        raise PeopleError(N_("This is the last admin; make somebody else an admin first."))
    conn.execute("UPDATE viewer SET disabled_at = ? WHERE email = ?", (now(), person.email))
    bump(conn)


def add_rep(conn: sqlite3.Connection, rep_id: str, name: str) -> None:
    """Add a rep of whom nothing was imported yet.

    Raises:
        PeopleError: there is one of this name.
    """
    sql = "INSERT OR IGNORE INTO rep (id, name, added_by) VALUES (?, ?, 'person')"
    if not conn.execute(sql, (rep_id, " ".join(name.split()))).rowcount:
        raise PeopleError(N_("There is a rep of this name already."))
    bump(conn)
