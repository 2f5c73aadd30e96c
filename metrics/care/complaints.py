"""Complaints and requests: how each stands, how long an answer and its end took, what was done about it."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from data import queries, workspace
from data.scope import Scope
from data.words import N_, NN_
from data.workhours import WorkHours
from metrics.words import Said, counted

VIEWS = ("open", "answered", "closed", "all", "none")
PAGE = 25


@dataclass(frozen=True)
class Complaint:
    """A complaint or request. Hours are working hours; None while it waits. `text` None: not for the viewer."""

    id: str
    kind: str
    at: str
    network: str
    customer: str
    client: str
    won: int
    person: str
    text: str | None
    talk: str
    rep_id: str
    owner: str
    owner_name: str
    handed: bool
    due: str
    state: str
    answer_hours: float | None
    solved_hours: float | None
    waits_hours: float | None


@dataclass(frozen=True)
class Event:
    """Something done about a complaint; `name` is the rep it was handed to."""

    at: str
    who: str
    kind: str
    value: str
    name: str
    text: str


@dataclass(frozen=True)
class Complaints:
    """A page of complaints, with how many there are by state and the medians of all of them, in working hours."""

    rows: tuple[Complaint, ...]
    total: int
    counts: tuple[tuple[str, int], ...]
    answer: float | None
    answered: int
    solved: float | None
    closed: int
    late: int
    said: tuple[Said, ...]


def complaints(
    conn: sqlite3.Connection,
    scope: Scope,
    view: str = "open",
    everybody: bool = False,
    page: int = 0,
    customer: str | None = None,
    today: str = "",
) -> Complaints:
    """Return complaints of a scope, those that wait the longest first; without `everybody` those of clients only."""
    rows = read(conn, scope, everybody=everybody, customer=customer)
    shown = [row for row in rows if (view == "all" and row.state != "none") or row.state == view]
    if view == "open":
        shown.sort(key=lambda row: row.at)
    real = [row for row in rows if row.state != "none"]
    counts = tuple((name, _count(rows, name)) for name in VIEWS)
    answers = [row.answer_hours for row in real if row.answer_hours is not None]
    ends = [row.solved_hours for row in real if row.solved_hours is not None]
    waits = sum(row.state == "open" for row in real)
    return Complaints(
        rows=tuple(shown[page * PAGE : (page + 1) * PAGE]),
        total=len(shown),
        counts=counts,
        answer=median(answers) if answers else None,
        answered=len(answers),
        solved=median(ends) if ends else None,
        closed=len(ends),
        late=sum(bool(row.due) and row.due < today and row.state != "closed" for row in real),
        said=_said(len(real), waits),
    )


def _count(rows: Sequence[Complaint], view: str) -> int:
    return sum(row.state == view or (view == "all" and row.state != "none") for row in rows)


def _said(total: int, waits: int) -> tuple[Said, ...]:
    head = counted(NN_("{n} complaint or request.", "{n} complaints and requests."), total)
    if not waits:
        return head, Said(N_("None waits for a first answer."))
    return head, counted(NN_("{n} waits for a first answer.", "{n} wait for a first answer."), waits)


def read(
    conn: sqlite3.Connection,
    scope: Scope,
    *,
    everybody: bool = False,
    customer: str | None = None,
    id_: str | None = None,
) -> list[Complaint]:
    """Return complaints, newest first."""
    team = workspace.load(conn)
    hours = WorkHours(team.zone, team.work_from, team.work_until, team.work_days)
    params = {"everybody": int(everybody), "customer": customer, "id": id_}
    as_of = _as_of(conn)
    return [_complaint(row, hours, as_of) for row in queries.rows(conn, "complaints_list", scope, **params)]


def one(conn: sqlite3.Connection, scope: Scope, id_: str) -> tuple[Complaint, tuple[Event, ...]] | None:
    """Return a complaint with its history; None for one that is not here or not the viewer's."""
    wide = scope.during("", "")
    found = read(conn, wide, id_=id_)
    if not found:
        return None
    rows = queries.rows(conn, "complaint_history", wide, id=id_)
    return found[0], tuple(
        Event(row["at"], row["who"], row["kind"], row["value"], row["name"], row["text"]) for row in rows
    )


def _as_of(conn: sqlite3.Connection) -> str:
    row = conn.execute("SELECT max(sent_at) FROM (SELECT max(last_at) AS sent_at FROM conversation)").fetchone()
    return row[0] or ""


def _complaint(row: sqlite3.Row, hours: WorkHours, as_of: str) -> Complaint:
    waits = row["state"] == "open" and row["answered_at"] is None
    return Complaint(
        id=row["id"],
        kind=row["kind"],
        at=row["at"],
        network=row["network"],
        customer=row["customer_id"],
        client=row["client"],
        won=row["won"],
        person=row["person"],
        text=row["text"],
        talk=row["ref"],
        rep_id=row["told_rep"],
        owner=row["owner"],
        owner_name=row["owner_name"],
        handed=row["owner"] != row["told_rep"],
        due=row["due"],
        state=row["state"],
        answer_hours=_between(hours, row["at"], row["answered_at"]),
        solved_hours=_between(hours, row["at"], row["closed_at"]),
        waits_hours=_between(hours, row["at"], as_of) if waits else None,
    )


def _between(hours: WorkHours, start: str, end: str | None) -> float | None:
    """Return working hours between two moments; None where one is missing or only a day is told."""
    if not end or len(start) <= 10 or len(end) <= 10:
        return None
    return hours.between(datetime.fromisoformat(start), datetime.fromisoformat(end))
