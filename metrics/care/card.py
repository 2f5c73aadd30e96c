"""One client's card: who is there, who of ours, everything on one time line, what is open, what to talk about next."""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from data import queries
from data.derive import newest_day
from data.scope import Scope
from metrics.care.next_talk import Open, Topic, open_questions, topics

GROUPS = {
    "messages": ("message", "invitation", "connection"),
    "sales": ("deal", "won", "lost", "stage", "money"),
    "work": ("call", "meeting", "email", "crm_message", "crm_task", "mailing"),
    "care": ("complaint", "request", "task", "done", "note", "gift", "date"),
}
"""Kinds of lines that the card can be narrowed to."""
PAGE = 40


@dataclass(frozen=True)
class Line:
    """One thing that happened. `text` None: not for the viewer (`hidden`), or there is none. `amount`: minor units."""

    kind: str
    id: str
    at: str | None
    day: str | None
    network: str
    rep_id: str
    rep: str
    person: str
    side: str
    title: str
    text: str | None
    hidden: bool
    ref: str
    extra: str
    question: bool

    @property
    def amount(self) -> int | None:
        """Money of a deal or payment in minor units of the workspace's currency; None where a rate is missing."""
        return int(self.extra) if self.kind in GROUPS["sales"] and self.extra.lstrip("-").isdigit() else None


@dataclass(frozen=True)
class Person:
    """Somebody at the client. `last_day`: of the newest talk; `contact`: who they are on a network, "" not known."""

    id: str
    name: str
    title: str
    emails: str
    phones: str
    networks: tuple[str, ...]
    talks: int
    last_day: str | None
    contact: str = ""


@dataclass(frozen=True)
class Ours:
    """A rep of ours who deals with the client."""

    rep_id: str
    name: str
    won: int
    open: int
    talks: int
    last_day: str | None


@dataclass(frozen=True)
class Card:
    """A client. Money of won deals in minor units; None where nothing is known."""

    id: str
    name: str
    industry: str
    domain: str
    won: int
    since: str | None
    last_won: str | None
    as_of: str | None
    money: int | None
    people: tuple[Person, ...]
    ours: tuple[Ours, ...]
    lines: tuple[Line, ...]
    total: int
    counts: tuple[tuple[str, int], ...]  # group, lines
    questions: tuple[Open, ...]
    topics: tuple[Topic, ...]
    last_contact: str | None
    silent_days: int | None
    tasks: tuple[Line, ...]
    own_notes: tuple[Line, ...]


@dataclass(frozen=True)
class Asked:
    """What the time line is narrowed to: a group of GROUPS ("" all), words typed, a page."""

    group: str = ""
    text: str = ""
    page: int = 0


def card(conn: sqlite3.Connection, scope: Scope, customer: str, asked: Asked, today: str) -> Card | None:
    """Return a client's card, whatever the scope's days; None for a client that is not here or not the viewer's.

    `today` is the day that coming dates are told by.
    """
    wide = scope.during("", "")
    head = next(iter(queries.rows(conn, "client_head", wide, customer=customer)), None)
    if head is None:
        return None
    lines = [_line(row) for row in queries.rows(conn, "client_lines", wide, customer=customer)]
    chosen = list(narrowed(lines, asked))
    as_of = newest_day(conn)
    people = tuple(_person(row) for row in queries.rows(conn, "client_people", wide, customer=customer))
    return Card(
        id=customer,
        name=head["name"],
        industry=head["industry"],
        domain=head["domain"],
        won=head["won"],
        since=head["first_won_day"],
        last_won=head["last_won_day"],
        as_of=as_of,
        money=_money(lines),
        people=people,
        ours=tuple(_ours(row) for row in queries.rows(conn, "client_ours", wide, customer=customer)),
        lines=tuple(chosen[asked.page * PAGE : (asked.page + 1) * PAGE]),
        total=len(chosen),
        counts=tuple((name, sum(line.kind in kinds for line in lines)) for name, kinds in GROUPS.items()),
        questions=open_questions(lines),
        topics=topics(lines, today),
        last_contact=(talked := last_contact(lines, as_of or today)),
        silent_days=days_between(talked, as_of),
        tasks=tuple(sorted((line for line in lines if line.kind == "task"), key=lambda line: line.day or "")),
        own_notes=tuple(line for line in lines if line.ref == "own"),
    )


def client_of(conn: sqlite3.Connection, scope: Scope, conversation_id: str) -> str:
    """Return the client for whom the contact of a conversation stands; "" for none."""
    rows = queries.rows(conn, "client_of_talk", scope.during("", ""), id=conversation_id)
    return rows[0]["customer_id"] if rows else ""


def narrowed(lines: Iterable[Line], asked: Asked) -> Iterable[Line]:
    """Return the lines of a group in which all typed words stand, in any form that begins like them."""
    words = [_fold(word) for word in asked.text.split()]
    kinds = GROUPS.get(asked.group)
    for line in lines:
        if kinds is not None and line.kind not in kinds:
            continue
        whole = _fold(" ".join((line.text or "", line.title, line.person, line.rep)))
        if all(word in whole for word in words):
            yield line


def _fold(text: str) -> str:
    return text.casefold().replace("ё", "е")


def last_contact(lines: Sequence[Line], until: str) -> str | None:
    """Return the day of the newest thing said or done between people; mass mailings and notes are none."""
    kinds = ("message", "call", "meeting", "email", "crm_message")
    days = [line.day for line in lines if line.kind in kinds and line.day and line.day <= until]
    return max(days, default=None)


def days_between(first: str | None, last: str | None) -> int | None:
    """Return days from one day to another; None where one is missing."""
    if not first or not last:
        return None
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


def _money(lines: Sequence[Line]) -> int | None:
    sums = [line.amount for line in lines if line.kind == "won" and line.amount is not None]
    return sum(sums) if sums else None


def _line(row: sqlite3.Row) -> Line:
    return Line(
        kind=row["kind"],
        id=row["id"],
        at=row["at"],
        day=row["day"],
        network=row["network"],
        rep_id=row["rep_id"],
        rep=row["rep"],
        person=row["person"],
        side=row["side"],
        title=row["title"],
        text=row["text"],
        hidden=bool(row["hidden"]),
        ref=row["ref"],
        extra=str(row["extra"]),
        question=bool(row["question"]),
    )


def _person(row: sqlite3.Row) -> Person:
    networks = tuple(sorted(filter(None, row["networks"].split(","))))
    said = row["person_id"], row["name"], row["title"], row["emails"], row["phones"]
    return Person(*said, networks, row["talks"], row["last_day"], row["contact_id"] or "")


def _ours(row: sqlite3.Row) -> Ours:
    return Ours(row["rep_id"], row["name"], row["won"], row["open"], row["talks"], row["last_day"])
