"""What reps say to findings, and what managers decide on objections."""

import sqlite3
from typing import NamedTuple

from data.scope import Viewer
from data.store import bump, now
from data.words import N_

ANSWERS = ("will_fix", "agreed_campaign", "wrong")
MISSING = N_("This finding is not there any more.")
FOREIGN = N_("Only the rep it is about can answer a finding.")
DECIDED = N_("A manager has decided on this answer already.")
NOT_YOURS = N_("Only a manager can decide, and not on findings of their own.")
NO_OBJECTION = N_("There is no objection to decide on.")


class AnswerError(ValueError):
    """An answer that can't be taken; the message says why and is marked for translation."""


class Answer(NamedTuple):
    """What stands beside a finding: `decided` is accepted, rejected or None."""

    finding_id: str
    rep_id: str
    answer: str
    at: str
    decided: str | None


def of(conn: sqlite3.Connection, finding_id: str) -> Answer | None:
    """Return what was said to a finding; None when nothing was."""
    sql = "SELECT finding_id, rep_id, answer, at, decided FROM finding_answer WHERE finding_id = ?"
    row = conn.execute(sql, (finding_id,)).fetchone()
    return Answer(*row) if row else None


def answer(conn: sqlite3.Connection, viewer: Viewer, finding_id: str, said: str) -> None:
    """Record what the rep of a finding says to it; a later answer replaces an earlier one until a manager decided.

    Raises:
        ValueError: `said` is none of ANSWERS.
        AnswerError: the finding is gone or somebody else's, or the answer was decided on.
    """
    if said not in ANSWERS:
        raise ValueError(f"{said!r} is no answer; there are {', '.join(ANSWERS)}.")
    rep_id = _own(conn, viewer, finding_id)
    conn.execute(
        "INSERT OR REPLACE INTO finding_answer (finding_id, rep_id, answer, at) VALUES (?,?,?,?)",
        (finding_id, rep_id, said, now()),
    )
    _mark(conn, finding_id)
    bump(conn)


def take_back(conn: sqlite3.Connection, viewer: Viewer, finding_id: str) -> None:
    """Forget what the rep of a finding said to it.

    Raises:
        AnswerError: as `answer`.
    """
    _own(conn, viewer, finding_id)
    conn.execute("DELETE FROM finding_answer WHERE finding_id = ?", (finding_id,))
    _mark(conn, finding_id)
    bump(conn)


def decide(conn: sqlite3.Connection, viewer: Viewer, finding_id: str, accepted: bool) -> None:
    """Record a manager's decision on the objection "wrong"; an accepted one takes the finding out of all counts.

    Raises:
        AnswerError: the viewer is no manager or the finding is about them, or nobody called it wrong.
    """
    rep_id, known = _rep_of(conn, finding_id), of(conn, finding_id)
    if viewer.role != "manager" or viewer.rep_id == rep_id:
        raise AnswerError(NOT_YOURS)
    if known is None or known.answer != "wrong":
        raise AnswerError(NO_OBJECTION)
    conn.execute(
        "UPDATE finding_answer SET decided = ?, decided_by = ?, decided_at = ? WHERE finding_id = ?",
        ("accepted" if accepted else "rejected", viewer.email, now(), finding_id),
    )
    bump(conn)


def _mark(conn: sqlite3.Connection, finding_id: str) -> None:
    """Have the text that a finding is about judged again: whether it is an agreed campaign may have changed."""
    conn.execute(
        "INSERT OR IGNORE INTO dirty SELECT 'template', params ->> 'template_id' FROM finding "
        "WHERE id = ? AND params ->> 'template_id' IS NOT NULL",
        (finding_id,),
    )


def _own(conn: sqlite3.Connection, viewer: Viewer, finding_id: str) -> str:
    """Return the rep of a finding that the viewer may answer."""
    rep_id = _rep_of(conn, finding_id)
    if viewer.rep_id != rep_id:
        raise AnswerError(FOREIGN)
    known = of(conn, finding_id)
    if known is not None and known.decided:
        raise AnswerError(DECIDED)
    return rep_id


def _rep_of(conn: sqlite3.Connection, finding_id: str) -> str:
    row = conn.execute("SELECT rep_id FROM finding WHERE id = ?", (finding_id,)).fetchone()
    if row is None:
        raise AnswerError(MISSING)
    return row[0]
