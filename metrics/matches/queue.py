"""The queue: contacts that may be somebody in the CRM, those with money behind them first."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from data import people as reps
from data import queries
from data.scope import Scope
from metrics.matches import sides
from metrics.matches.coverage import Coverage, coverage
from metrics.matches.sides import Agreed, Contact, Person

NEXT = 8
"""How many of those behind the first one are listed."""


@dataclass(frozen=True)
class Waiting:
    """A contact beside the person of the CRM they may be. `rival` comes next; `same_as` are other rows of the person.

    `worth` is in minor units of the team's currency: deals that are open or won.
    """

    contact: Contact
    person: Person
    agreed: tuple[Agreed, ...]
    rival: Person | None
    same_as: tuple[str, ...]
    messages: int
    both_sides: bool
    last_day: str
    reps: tuple[str, ...]
    leads: int
    deals: int
    won: int
    worth: int
    first: bool


@dataclass(frozen=True)
class Queue:
    """What waits: how many, how many of them with money behind, the first one, who comes after."""

    total: int
    with_money: int
    top: Waiting | None
    after: tuple[Waiting, ...]
    coverage: Coverage


def queue(conn: sqlite3.Connection, scope: Scope, later: tuple[str, ...] = (), contact: str = "") -> Queue:
    """Return the queue of a scope; contacts put off for `later` come last, `contact` comes first where it waits."""
    rows = queries.rows(conn, "matches_waiting", scope, contact="")
    put_off = {id_: no for no, id_ in enumerate(later)}
    rows.sort(key=lambda row: (row["contact_id"] != contact, put_off.get(row["contact_id"], -1)))
    shown = _filled(conn, scope, rows[: NEXT + 1])
    with_money = sum(bool(row["first"]) for row in rows)
    return Queue(len(rows), with_money, shown[0] if shown else None, tuple(shown[1:]), coverage(conn, scope))


def _filled(conn: sqlite3.Connection, scope: Scope, rows: Sequence[sqlite3.Row]) -> list[Waiting]:
    told = [json.loads(row["evidence"]) for row in rows]
    mine = sides.contacts(conn, scope, [row["contact_id"] for row in rows])
    wanted = [row["person_id"] for row in rows] + [one["rival"] for one in told if "rival" in one]
    theirs = sides.people(conn, scope, wanted)
    names = {rep.id: rep.name for rep in reps.reps(conn)}
    return [
        Waiting(
            mine[row["contact_id"]], theirs[row["person_id"]], sides.agreed(evidence),
            theirs.get(evidence.get("rival", "")), tuple(evidence.get("doubles", ())), row["messages"],
            bool(row["both_sides"]), row["last_day"] or "",
            tuple(sorted(names.get(id_, "") for id_ in json.loads(row["reps"]))), row["leads"], row["deals"],
            row["won"], row["worth"], bool(row["first"]),
        )
        for row, evidence in zip(rows, told, strict=True)
        if row["contact_id"] in mine and row["person_id"] in theirs
    ]  # fmt: skip
