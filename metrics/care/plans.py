"""Tasks as values: overdue first, then by day; as a table and as a calendar."""

import csv
import io
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from icalendar import Calendar, Event

from data import queries, workspace
from data.scope import Scope
from data.tasks import next_due
from data.words import NN_
from metrics.words import Said, counted

VIEWS = ("open", "done")
SOON_DAYS = 7
RULES = {
    "week": {"freq": "weekly"},
    "month": {"freq": "monthly"},
    "quarter": {"freq": "monthly", "interval": 3},
    "half": {"freq": "monthly", "interval": 6},
    "year": {"freq": "yearly"},
}
COLUMNS = ("due", "task", "kind", "client", "group", "owner", "repeats", "state", "made from")


@dataclass(frozen=True)
class Plan:
    """A task. `clients`: how many a group has, None for a task of one client. `late`: overdue."""

    id: str
    kind: str
    text: str
    customer: str
    client: str
    group: str
    clients: int | None
    rep_id: str
    rep: str
    due: str
    anchor: str
    every: str
    origin: str
    origin_id: str
    state: str
    made_at: str
    who: str
    done_at: str | None
    times: int
    late: bool


@dataclass(frozen=True)
class Plans:
    """Tasks of a scope: overdue ones, those of the next days, and later ones, each by day."""

    overdue: tuple[Plan, ...]
    soon: tuple[Plan, ...]
    later: tuple[Plan, ...]
    done: tuple[Plan, ...]
    said: tuple[Said, ...]

    @property
    def open(self) -> tuple[Plan, ...]:
        """All open tasks, overdue first."""
        return (*self.overdue, *self.soon, *self.later)


def today(conn: sqlite3.Connection) -> str:
    """Return today's day in the workspace's time zone: what is due goes by the clock, unlike figures."""
    return datetime.now(workspace.load(conn).zone).date().isoformat()


def plans(conn: sqlite3.Connection, scope: Scope, today: str) -> Plans:
    """Return the tasks of a scope's reps, and nobody's where the scope is everybody, whatever the scope's days."""
    rows = read(conn, scope, today, state="all")
    open_ = [row for row in rows if row.state == "open"]
    soon = (date.fromisoformat(today) + timedelta(days=SOON_DAYS)).isoformat()
    overdue = tuple(row for row in open_ if row.late)
    near = tuple(row for row in open_ if not row.late and row.due <= soon)
    done = sorted((row for row in rows if row.done_at), key=lambda row: row.done_at or "", reverse=True)
    later = tuple(row for row in open_ if row.due > soon)
    return Plans(overdue, near, later, tuple(done), _said(len(open_), len(overdue), len(near)))


def _said(total: int, late: int, soon: int) -> tuple[Said, ...]:
    parts = [counted(NN_("{n} open task.", "{n} open tasks."), total)]
    if late:
        parts.append(counted(NN_("{n} is overdue.", "{n} are overdue."), late))
    if soon:
        parts.append(counted(NN_("{n} is due within a week.", "{n} are due within a week."), soon))
    return tuple(parts)


def read(conn: sqlite3.Connection, scope: Scope, today: str, state: str = "open", **asked: Any) -> list[Plan]:
    """Return tasks by day. asked: customer, or origin and origin_id."""
    params = {"customer": None, "origin": None, "origin_id": None, **asked}
    rows = queries.rows(conn, "tasks_list", scope.during("", ""), state=state, **params)
    return [_plan(row, today) for row in rows]


def _plan(row: sqlite3.Row, today: str) -> Plan:
    return Plan(
        id=row["id"],
        kind=row["kind"],
        text=row["text"],
        customer=row["customer_id"],
        client=row["client"],
        group=row["grp"],
        clients=row["clients"],
        rep_id=row["rep_id"],
        rep=row["rep"],
        due=row["due"],
        anchor=row["anchor"],
        every=row["every"],
        origin=row["origin"],
        origin_id=row["origin_id"],
        state=row["state"],
        made_at=row["at"],
        who=row["who"],
        done_at=row["done_at"],
        times=row["times"],
        late=row["state"] == "open" and row["due"] < today,
    )


def groups(conn: sqlite3.Connection, scope: Scope) -> list[tuple[str, int]]:
    """Return the groups that clients fall into, as (group, clients), the largest first."""
    rows = queries.rows(conn, "client_groups", scope.during("", ""))
    return [(row["grp"], row["n"]) for row in rows]


# --- files ----------------------------------------------------------------------------------------------------------
def table(tasks: Iterable[Plan]) -> bytes:
    """Return tasks as CSV in UTF-8 with a mark that Excel knows; what would be a formula there is kept text."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for one in tasks:
        cells = one.due, one.text, one.kind, one.client, one.group.partition("/")[2], one.rep, one.every, one.state
        writer.writerow([_safe(cell) for cell in (*cells, one.origin)])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _safe(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.lstrip().startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def calendar(tasks: Sequence[Plan], name: str) -> bytes:
    """Return open tasks as an iCalendar file (RFC 5545): whole days, repeated ones with their rule."""
    made = Calendar()
    made.add("prodid", "-//Rapport//Tasks//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", name)
    for one in tasks:
        for uid, day, rule in _days(one):
            event = Event()
            event.add("uid", f"{uid}@rapport")
            event.add("dtstamp", datetime.fromisoformat(one.made_at).astimezone(UTC))
            event.add("dtstart", day)
            event.add("dtend", day + timedelta(days=1))
            event.add("summary", " · ".join(part for part in (one.text, about(one)) if part))
            if one.rep:
                event.add("description", one.rep)
            if rule:
                event.add("rrule", rule)
            event.add("transp", "TRANSPARENT")
            made.add_component(event)
    return made.to_ical()


def about(one: Plan) -> str:
    """Return whom a task is about: a client, or a group of them."""
    return one.client or one.group.partition("/")[2]


def _days(one: Plan) -> Iterator[tuple[str, date, dict[str, Any]]]:
    """Yield what stands in a calendar: the open day with its rhythm; one that was put off stands before its rhythm."""
    due = date.fromisoformat(one.due)
    if not one.every:
        yield one.id, due, {}
        return
    before = (due - timedelta(days=1)).isoformat()
    if next_due(one.anchor, one.every, before) == one.due:
        yield one.id, due, _rule(one)
        return
    yield f"{one.id}-once", due, {}
    yield one.id, date.fromisoformat(next_due(one.anchor, one.every, one.due) or one.due), _rule(one)


def _rule(one: Plan) -> dict[str, Any]:
    """Return the rule of repetition; a day that a month does not have is its last one."""
    rule, first = dict(RULES[one.every]), date.fromisoformat(one.anchor)
    if one.every == "week" or first.day < 29 or (one.every == "year" and (first.month, first.day) != (2, 29)):
        return rule
    return {**rule, "bymonthday": list(range(28, first.day + 1)), "bysetpos": -1} | (
        {"bymonth": 2} if one.every == "year" else {}
    )
