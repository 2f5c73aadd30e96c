"""What people write down about clients: notes, gifts, dates; and what they do about complaints."""

import sqlite3
from datetime import date

from data import note_index
from data.records import stable_id
from data.scope import Viewer
from data.store import bump, now
from data.words import N_

NOTE_KINDS = ("note", "gift", "date")
STATUSES = ("open", "answered", "closed", "none")
LONGEST = 2_000


class CareError(ValueError):
    """Something that can't be written down; `words` tell why, `detail` fills their places."""

    def __init__(self, words: str, **detail: object) -> None:
        self.words, self.detail = words, detail
        super().__init__(words.format(**detail))


def add_note(
    conn: sqlite3.Connection,
    viewer: Viewer,
    customer_id: str,
    kind: str,
    text: str,
    person: str = "",
    day: str | None = None,
    yearly: bool = False,
) -> str:
    """Write down something about a client and return its id. A gift and a date have a day.

    Raises:
        CareError: nothing is written, it is too long, or the day is none.
    """
    if kind not in NOTE_KINDS or not text.strip():
        raise CareError(N_("Write something first."))
    _check_text(text)
    if kind != "note" and not day:
        raise CareError(N_("Say on which day."))
    if day:
        _check_day(day)
    at, who = now(), viewer.name or viewer.email
    id_ = stable_id("client_note", customer_id, viewer.email, at, kind, text, day)
    row = (id_, customer_id, kind, " ".join(person.split()), day, int(yearly), text.strip(), at, who)
    conn.execute("INSERT OR IGNORE INTO client_note VALUES (?,?,?,?,?,?,?,?,?)", row)
    note_index.add(conn, "client", id_, f"{person} {text}")
    bump(conn)
    return id_


def _check_text(text: str) -> None:
    if len(text) > LONGEST:
        raise CareError(N_("A note can have {most} characters; this one has {n}."), most=LONGEST, n=len(text))


def _check_day(day: str) -> None:
    try:
        date.fromisoformat(day)
    except ValueError:
        raise CareError(N_("{day} is no day; write it as 2026-03-05."), day=day) from None


def remove_note(conn: sqlite3.Connection, viewer: Viewer, note_id: str) -> None:
    """Remove what the viewer wrote down, a manager anybody's; nothing happens when it is gone already.

    Raises:
        CareError: somebody else wrote it.
    """
    row = conn.execute("SELECT who FROM client_note WHERE id = ?", (note_id,)).fetchone()
    if row is None:
        return
    if row["who"] != (viewer.name or viewer.email) and viewer.role != "manager":
        raise CareError(N_("Only who wrote a note can remove it."))
    conn.execute("DELETE FROM client_note WHERE id = ?", (note_id,))
    note_index.forget(conn, "client", note_id)
    bump(conn)


def set_status(conn: sqlite3.Connection, viewer: Viewer, complaint_id: str, status: str, text: str = "") -> None:
    """Say how a complaint stands: open, answered, closed, or none (it is no complaint).

    Raises:
        CareError: there is no such status, or the text is too long.
    """
    if status not in STATUSES:
        raise CareError(N_("There is no such status."))
    _event(conn, viewer, complaint_id, "status", status, text)


def hand_over(
    conn: sqlite3.Connection, viewer: Viewer, complaint_id: str, rep_id: str, due: str = "", text: str = ""
) -> None:
    """Give a complaint to somebody else, with words for them and a day until which it should be settled.

    Raises:
        CareError: nobody is named, the text is too long, or the day is none.
    """
    if not rep_id.strip():
        raise CareError(N_("Say who takes it over."))
    if due:
        _check_day(due)
        _event(conn, viewer, complaint_id, "due", due, "")
    _event(conn, viewer, complaint_id, "owner", rep_id.strip(), text)


def remark(conn: sqlite3.Connection, viewer: Viewer, complaint_id: str, text: str) -> None:
    """Write down what was done about a complaint.

    Raises:
        CareError: nothing is written, or it is too long.
    """
    if not text.strip():
        raise CareError(N_("Write something first."))
    _event(conn, viewer, complaint_id, "note", "", text)


def _event(conn: sqlite3.Connection, viewer: Viewer, complaint_id: str, kind: str, value: str, text: str) -> None:
    _check_text(text)
    sql = "INSERT INTO complaint_event (complaint_id, at, who, kind, value, text) VALUES (?,?,?,?,?,?)"
    cursor = conn.execute(sql, (complaint_id, now(), viewer.name or viewer.email, kind, value, text.strip()))
    note_index.add(conn, "complaint", str(cursor.lastrowid), text)
    bump(conn)
