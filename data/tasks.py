"""Tasks for clients and groups of clients: made, done, put off, dropped. Those that repeat go on until dropped."""

import calendar
import sqlite3
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from data.records import stable_id
from data.scope import Viewer
from data.store import bump, now
from data.words import N_

KINDS = ("call", "message", "meeting", "renewal", "budget", "complaint", "other")
EVERY = ("", "week", "month", "quarter", "half", "year")
ORIGINS = ("", "complaint", "finding", "silence")
_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
LONGEST = 300


class TaskError(ValueError):
    """A task that can't be written; `words` tell why and what to do, `detail` fills their places."""

    def __init__(self, words: str, **detail: object) -> None:
        self.words, self.detail = words, detail
        super().__init__(words.format(**detail))


@dataclass(frozen=True)
class Task:
    """What somebody writes down. due is a day; `group` names a group of clients where `customer_id` is ""."""

    text: str
    due: str
    kind: str = "call"
    customer_id: str = ""
    group: str = ""
    rep_id: str = ""
    every: str = ""
    origin: str = ""
    origin_id: str = ""


class _Stored(NamedTuple):
    rep_id: str
    due: str
    anchor: str
    every: str
    state: str
    who: str


def add(conn: sqlite3.Connection, viewer: Viewer, task: Task) -> str:
    """Write a task and return its id; an open one of the same origin and text is not written twice.

    Raises:
        TaskError: no text, no day, an unknown kind, or somebody else's task made by a rep.
    """
    _check(viewer, task)
    same = conn.execute(
        "SELECT id FROM task WHERE state = 'open' AND origin <> '' AND (origin, origin_id, text) = (?, ?, ?)",
        (task.origin, task.origin_id, task.text.strip()),
    ).fetchone()
    if same:
        return same["id"]
    at, who = now(), viewer.name or viewer.email
    rep_id = task.rep_id or viewer.rep_id or ""
    again = conn.execute("SELECT count(*) FROM task").fetchone()[0]
    id_ = stable_id("task", viewer.email, at, task.text, task.due, again)
    place = task.customer_id, task.group, rep_id, task.due, task.due, task.every, task.origin, task.origin_id
    row = (id_, task.kind, task.text.strip(), *place, "open", at, who, at)
    conn.execute(f"INSERT INTO task VALUES ({','.join('?' * len(row))})", row)  # noqa: S608
    bump(conn)
    return id_


def _check(viewer: Viewer, task: Task) -> None:
    if not task.text.strip():
        raise TaskError(N_("Say in a few words what is to be done."))
    if len(task.text) > LONGEST:
        raise TaskError(N_("A task can have {most} characters; this one has {n}."), most=LONGEST, n=len(task.text))
    _check_day(task.due)
    if task.kind not in KINDS or task.every not in EVERY or task.origin not in ORIGINS:
        raise TaskError(N_("There is no such kind of task."))
    if viewer.role == "rep" and task.rep_id not in ("", viewer.rep_id):
        raise TaskError(N_("Only a manager gives tasks to others."))


def _check_day(due: str) -> None:
    try:
        date.fromisoformat(due)
    except ValueError:
        raise TaskError(N_("{day} is no day; write it as 2026-03-05."), day=due) from None


def done(conn: sqlite3.Connection, viewer: Viewer, task_id: str, today: str) -> str | None:
    """Note that a task is done; return when it is due again, None when it is over.

    Raises:
        TaskError: there is no such open task of the viewer.
    """
    task = _own(conn, viewer, task_id, "open")
    at, who = now(), viewer.name or viewer.email
    conn.execute("INSERT OR IGNORE INTO task_done VALUES (?,?,?,?)", (task_id, task.due, at, who))
    again = next_due(task.anchor, task.every, max(task.due, today))
    state = "open" if again else "done"
    sql = "UPDATE task SET due = ?, state = ?, changed_at = ? WHERE id = ?"
    conn.execute(sql, (again or task.due, state, at, task_id))
    bump(conn)
    return again


def undo(conn: sqlite3.Connection, viewer: Viewer, task_id: str) -> None:
    """Take the last "done" of a task back: it is due again on the day it was.

    Raises:
        TaskError: there is no such task of the viewer, or it was never done.
    """
    _own(conn, viewer, task_id, None)
    row = conn.execute("SELECT max(due) AS due FROM task_done WHERE task_id = ?", (task_id,)).fetchone()
    if row["due"] is None:
        raise TaskError(N_("This task is not here any more; reload the page."))
    conn.execute("DELETE FROM task_done WHERE task_id = ? AND due = ?", (task_id, row["due"]))
    sql = "UPDATE task SET due = ?, state = 'open', changed_at = ? WHERE id = ?"
    conn.execute(sql, (row["due"], now(), task_id))
    bump(conn)


def put_off(conn: sqlite3.Connection, viewer: Viewer, task_id: str, due: str) -> None:
    """Give an open task another day; one that repeats keeps its rhythm afterwards.

    Raises:
        TaskError: there is no such open task of the viewer, or that is no day.
    """
    _check_day(due)
    _own(conn, viewer, task_id, "open")
    conn.execute("UPDATE task SET due = ?, changed_at = ? WHERE id = ?", (due, now(), task_id))
    bump(conn)


def hand_over(conn: sqlite3.Connection, viewer: Viewer, task_id: str, rep_id: str) -> None:
    """Give an open task to another rep.

    Raises:
        TaskError: there is no such open task of the viewer.
    """
    _own(conn, viewer, task_id, "open")
    conn.execute("UPDATE task SET rep_id = ?, changed_at = ? WHERE id = ?", (rep_id, now(), task_id))
    bump(conn)


def drop(conn: sqlite3.Connection, viewer: Viewer, task_id: str) -> None:
    """End a task that is not done and will not be; it stays on record.

    Raises:
        TaskError: there is no such open task of the viewer.
    """
    _own(conn, viewer, task_id, "open")
    conn.execute("UPDATE task SET state = 'dropped', changed_at = ? WHERE id = ?", (now(), task_id))
    bump(conn)


def _own(conn: sqlite3.Connection, viewer: Viewer, task_id: str, state: str | None) -> _Stored:
    sql = "SELECT rep_id, due, anchor, every, state, who FROM task WHERE id = ?"
    row = conn.execute(sql, (task_id,)).fetchone()
    task = _Stored(*row) if row else None
    if task is None or (state and task.state != state):
        raise TaskError(N_("This task is not here any more; reload the page."))
    mine = viewer.rep_id is not None and task.rep_id == viewer.rep_id
    if not mine and viewer.role != "manager":
        raise TaskError(N_("This task is somebody else’s."))
    return task


def next_due(anchor: str, every: str, after: str) -> str | None:
    """Return the first day after `after` of a rhythm that began on `anchor`; None for what does not repeat.

    A rhythm of months keeps its day: from 31 January it comes on 28 or 29 February and again on 31 March.
    """
    first, last = date.fromisoformat(anchor), date.fromisoformat(after)
    if not every:
        return None
    if every == "week":
        weeks = max(0, (last - first).days // 7) + 1
        return (first + timedelta(weeks=weeks)).isoformat() if last >= first else anchor
    step = _MONTHS[every]
    count = max(0, ((last.year - first.year) * 12 + last.month - first.month) // step - 1)
    while (found := _months_later(first, count * step)) <= last:
        count += 1
    return found.isoformat()


def _months_later(first: date, months: int) -> date:
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return date(year, month + 1, min(first.day, calendar.monthrange(year, month + 1)[1]))
