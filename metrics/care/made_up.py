"""What the demo team wrote down about its clients: notes, dates, tasks, a complaint handed over."""

import sqlite3
from datetime import date, timedelta

from data import care, queries, tasks
from data.derive import newest_day
from data.scope import Scope, Viewer, scope_for
from metrics.care.complaints import read

LEADER = Viewer("leader@demo.example", "manager", "Marta Lindqvist")
NOTES = (
    ("note", "Daughter starts school this autumn; plays chess on the train.", 0, False),
    ("gift", "A handwritten card for the tenth year together.", -200, False),
    ("date", "Birthday", 18, True),
)
"""Kind, text, days from the newest day, whether it comes every year."""
TASKS = (
    ("renewal", "Renewal of the contract: ask what has changed", -6, "year"),
    ("call", "Call: three months without a word", 2, ""),
    ("budget", "Next year’s budget: when do they plan?", 20, "year"),
)
GROUP = ("budget", "Ask this group about winter planning", 12, "half")


def write(conn: sqlite3.Connection) -> None:
    """Write down something about the two best-known clients of each rep, a group task, and a complaint's history."""
    newest = newest_day(conn)
    if newest is None:
        return
    for rep_id, name in conn.execute("SELECT id, name FROM rep ORDER BY id").fetchall():
        viewer = Viewer(f"{rep_id}@demo.example", "rep", name, rep_id)
        rows = queries.rows(conn, "clients_known", scope_for(viewer), size=2)
        for no, row in enumerate(rows):
            _client(conn, viewer, row["customer_id"], row["person"], newest, no)
    industry = next(iter(queries.rows(conn, "client_groups", Scope(reps=None))), None)
    if industry:
        kind, text, days, every = GROUP
        tasks.add(conn, LEADER, tasks.Task(text, _day(newest, days), kind, group=industry["grp"], every=every))
    _complaints(conn, newest)


def _client(conn: sqlite3.Connection, viewer: Viewer, customer: str, person: str, newest: str, no: int) -> None:
    for kind, text, days, yearly in NOTES[: 3 - no]:
        on = _day(newest, days)
        day = on if kind != "note" else None
        care.add_note(conn, viewer, customer, kind, text, person, f"1984{on[4:]}" if yearly else day, yearly)
    kind, text, days, every = TASKS[sum(map(ord, viewer.email)) % len(TASKS) - no]
    task = tasks.Task(text, _day(newest, days), kind, customer, rep_id=viewer.rep_id or "", every=every)
    tasks.add(conn, viewer, task)


def _complaints(conn: sqlite3.Connection, newest: str) -> None:
    """Let the newest answered complaint be handed over, with words and a day, and become a task."""
    found = [one for one in read(conn, scope_for(LEADER)) if one.state == "answered" and one.customer]
    reps = sorted(row[0] for row in conn.execute("SELECT id FROM rep"))
    for one in found[:1]:
        other = next((rep for rep in reps if rep != one.owner), "")
        if other:
            due = _day(newest, 5)
            care.hand_over(conn, LEADER, one.id, other, due, "Please settle this with support and tell them the day.")
            text = "Settle the complaint"
            task = tasks.Task(text, due, "complaint", one.customer, "", other, "", "complaint", one.id)
            tasks.add(conn, LEADER, task)


def _day(newest: str, days: int) -> str:
    return (date.fromisoformat(newest) + timedelta(days=days)).isoformat()
