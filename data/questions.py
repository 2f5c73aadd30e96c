"""What exports left open and what people answered: remembered for a rep and network, and written into each import."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from data import queries
from data.scope import Scope
from data.store import bump, now

SEVERAL = ("self",)
"""Questions to which one rep may have several answers in one network: a person goes by several names."""


class Answered(NamedTuple):
    """One question of one import. `answered_by`: file, person, remembered, proposal, nobody."""

    question: str
    value: str
    answered_by: str
    proposal: str = ""
    example: str = ""
    choices: tuple[tuple[str, str, int], ...] = ()  # value, label, count


class Stored(NamedTuple):
    """A question as it stands: of one import of a rep in one network."""

    import_id: str
    rep_id: str
    network: str
    connector: str
    answered: Answered


def remembered(conn: sqlite3.Connection, rep_id: str, network: str) -> dict[str, tuple[str, ...]]:
    """Return what was answered for a rep and network, by question."""
    found: dict[str, tuple[str, ...]] = {}
    sql = "SELECT question, value FROM answer WHERE rep_id = ? AND network = ? ORDER BY at, value"
    for question, value in conn.execute(sql, (rep_id, network)):
        found[question] = (*found.get(question, ()), value)
    return found


def remember(conn: sqlite3.Connection, rep_id: str, network: str, answers: Mapping[str, str], who: str) -> None:
    """Remember a person's answers; a newer one takes the place of an older, except where several may hold."""
    for question, value in answers.items():
        if question not in SEVERAL:
            conn.execute(
                "DELETE FROM answer WHERE rep_id = ? AND network = ? AND question = ?", (rep_id, network, question)
            )
        conn.execute(
            "INSERT OR REPLACE INTO answer VALUES (?,?,?,?,?,?)", (rep_id, network, question, value, now(), who)
        )


def forget(conn: sqlite3.Connection, rep_id: str, network: str, question: str, value: str) -> None:
    """Forget an answer."""
    sql = "DELETE FROM answer WHERE rep_id = ? AND network = ? AND question = ? AND value = ?"
    conn.execute(sql, (rep_id, network, question, value))


def keep(conn: sqlite3.Connection, import_id: str, answered: Iterable[Answered]) -> None:
    """Write what an import asked and was read with."""
    rows = [
        (import_id, one.question, one.value, one.answered_by, one.proposal, one.example, json.dumps(one.choices))
        for one in answered
    ]
    conn.executemany("INSERT OR REPLACE INTO import_question VALUES (?,?,?,?,?,?,?)", rows)
    bump(conn)


_STORED = """
SELECT q.*, i.rep_id, i.network, i.connector FROM import_question q JOIN import i ON i.id = q.import_id
WHERE (i.id = :id OR (i.rep_id = :rep AND i.network = :network AND i.state <> 'undone'))
ORDER BY i.at, q.import_id, q.question
"""


def stored(conn: sqlite3.Connection, rep_id: str, network: str) -> list[Stored]:
    """Return every question of the imports of a rep and network that stand."""
    return _stored(conn, id=None, rep=rep_id, network=network)


def of_import(conn: sqlite3.Connection, import_id: str) -> list[Stored]:
    """Return the questions of one import."""
    return _stored(conn, id=import_id, rep=None, network=None)


def _stored(conn: sqlite3.Connection, **params: str | None) -> list[Stored]:
    return [
        Stored(row["import_id"], row["rep_id"], row["network"], row["connector"], _answered(row))
        for row in conn.execute(_STORED, params)
    ]


def _answered(row: sqlite3.Row) -> Answered:
    choices = tuple((value, label, count) for value, label, count in json.loads(row["choices"]))
    return Answered(row["question"], row["value"], row["answered_by"], row["proposal"], row["example"], choices)


def import_numbers(conn: sqlite3.Connection) -> dict[str, int]:
    """Return the number under which each import is sighted."""
    return {row["import_id"]: row["no"] for row in conn.execute("SELECT import_id, no FROM import_no")}


def listed(conn: sqlite3.Connection, scope: Scope) -> list[dict]:
    """Return how questions were answered, by rep, network and answer, with all choices of the imports that asked."""
    return [
        {**row, "choices": _united(json.loads(row["choices"]))}
        for row in map(dict, queries.rows(conn, "questions_answered", scope))
    ]


def _united(lists: Iterable[str]) -> list[tuple[str, str, int]]:
    """Return the choices of several imports as one list, the most told first."""
    counts: dict[tuple[str, str], int] = {}
    for value, label, count in (choice for text in lists for choice in json.loads(text)):
        counts[value, label] = counts.get((value, label), 0) + count
    return [(*key, count) for key, count in sorted(counts.items(), key=lambda one: (-one[1], one[0]))]
