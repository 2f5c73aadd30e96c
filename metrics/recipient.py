"""Whom a draft goes to: found by name or company, and what is known of them before one writes."""

import json
import sqlite3
from dataclasses import dataclass

from data import queries
from data.scope import Scope
from data.words import N_, NN_
from metrics.conversations.listed import named_like
from metrics.words import Day, Said, counted

MOST = 8
SILENT = 3
"""Messages of ours in a row without an answer, from which on one more is said to press."""


@dataclass(frozen=True)
class Person:
    """Somebody to write to."""

    contact_id: str
    name: str
    company: str
    position: str
    network: str


@dataclass(frozen=True)
class Known:
    """What is known of a recipient. `alarms` speak against writing now; `facts` are plain.

    conversation_id: the newest conversation; notes: (day or moment, text) written here, about the conversation, then
    about the client that they stand for, each newest last.
    """

    person: Person
    conversation_id: str
    facts: tuple[Said, ...]
    alarms: tuple[Said, ...]
    notes: tuple[tuple[str, str], ...] = ()


def found(conn: sqlite3.Connection, scope: Scope, typed: str) -> tuple[Person, ...]:
    """Return people of a scope by name or company, most recently talked to first; nobody when nothing is typed."""
    ids = named_like(conn, scope, typed)
    rows = queries.rows(conn, "recipients", scope, ids=json.dumps(sorted(ids)), most=MOST * 4)
    people = {row["contact_id"]: _person(row, row["contact_id"]) for row in reversed(rows)}
    return tuple(reversed(people.values()))[:MOST]


def _person(row: sqlite3.Row, contact_id: str) -> Person:
    return Person(contact_id, row["name"], row["company"], row["position"], row["network"])


def recipient(conn: sqlite3.Connection, scope: Scope, contact_id: str) -> Known | None:
    """Return what is known of a contact; None for one whom the scope does not know."""
    rows = queries.rows(conn, "recipient", scope, contact=contact_id)
    if not rows:
        return None
    newest = rows[0]
    notes = [(row["at"], row["text"]) for row in queries.rows(conn, "talk_notes", scope, id=newest["id"])]
    care = queries.rows(conn, "recipient_care", scope, contact=contact_id)
    return Known(
        person=_person(newest, contact_id),
        conversation_id=newest["id"],
        facts=tuple(_facts(rows)),
        alarms=tuple(_alarms(rows)),
        notes=(*notes, *((row["day"], row["text"]) for row in care)),
    )


_OUTCOMES = {
    "meeting": N_("A meeting was agreed."),
    "interested": N_("They showed interest."),
    "later": N_("They asked to come back later."),
}


def _facts(rows: list[sqlite3.Row]):
    """Yield when the last talk was, who wrote how much, and what it came to."""
    newest = rows[0]
    if newest["last_day"]:
        side = (
            N_("Last message on {day}, from them.")
            if newest["last_side"] == "in"
            else N_("Last message on {day}, from us.")
        )
        yield Said(side, {"day": Day(newest["last_day"])})
    ours, theirs = sum(row["ours"] for row in rows), sum(row["theirs"] for row in rows)
    yield Said(N_("So far {ours} written and {theirs} received."), {"ours": ours, "theirs": theirs})
    yield from (Said(_OUTCOMES[row["outcome"]]) for row in rows[:1] if row["outcome"] in _OUTCOMES)


def _alarms(rows: list[sqlite3.Row]):
    """Yield reasons not to send anything, or something else first."""
    outcomes = {row["outcome"] for row in rows}
    if "opt_out" in outcomes:
        yield Said(N_("They asked not to be written to."))
    elif "complaint" in outcomes:
        yield Said(N_("They complained: answer that first."))
    elif "refusal" in outcomes:
        yield Said(N_("They declined."))
    waiting = next((row["waiting_since"] for row in rows if row["waiting_since"]), None)
    if waiting:
        yield Said(N_("They have waited for an answer since {day}."), {"day": Day(waiting[:10])})
    newest = rows[0]
    if not newest["theirs"] and newest["ours"] >= SILENT:
        forms = NN_("{n} message of ours is unanswered.", "{n} messages of ours are unanswered.")
        yield counted(forms, newest["ours"])
