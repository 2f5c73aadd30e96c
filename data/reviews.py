"""Weekly reviews as people held them: who led, what was decided and promised, and the slides as they were shown."""

import json
import sqlite3
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from data.store import bump, now

State = Literal["open", "kept", "missed", "unclear", "dropped"]
Kind = Literal["promise", "experiment"]
STATES: tuple[State, ...] = ("open", "kept", "missed", "unclear", "dropped")
LONGEST = 300
"""Characters of a promise or a decision: more can't be read from five metres."""


class ReviewError(ValueError):
    """Something that a review can't take; the message says what to do."""


@dataclass(frozen=True)
class Review:
    """A review of one calendar week (its Monday). `shown` are slides as JSON tells them; `away` are rep ids."""

    week: str
    opened_at: str
    closed_at: str | None
    led_by: str
    away: tuple[str, ...]
    as_of: str
    shown: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True)
class Promise:
    """What somebody promised. See `006_reviews.sql` for the fields; `before` and `after` are measurements as told."""

    id: str
    week: str
    kind: Kind
    text: str
    rep_id: str
    metric: str
    goal: float | None
    made_on: str
    due: str
    state: State = "open"
    settled_at: str | None = None
    settled_in: str | None = None
    before: Mapping[str, Any] | None = None
    after: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class Decision:
    """Something the team decided in a review."""

    id: str
    week: str
    at: str
    text: str


_REVIEW = "SELECT week, opened_at, closed_at, led_by, away, as_of, shown FROM review"
_FIELDS = "id, week, kind, text, rep_id, metric, goal, made_on, due, state, settled_at, settled_in, before, after"
_PROMISE = f"SELECT {_FIELDS} FROM promise"  # noqa: S608


def reviews(conn: sqlite3.Connection) -> tuple[Review, ...]:
    """Return every review without its slides, the newest week first."""
    rows = conn.execute(_REVIEW.replace("shown", "'[]'") + " ORDER BY week DESC")
    return tuple(_review(row) for row in rows)


def review(conn: sqlite3.Connection, week: str) -> Review | None:
    """Return the review of a week with its slides, None when there was none."""
    row = conn.execute(_REVIEW + " WHERE week = ?", (week,)).fetchone()
    return _review(row) if row else None


def _review(row: Sequence[Any]) -> Review:
    week, opened, closed, led_by, away, as_of, shown = row
    return Review(week, opened, closed, led_by, tuple(json.loads(away)), as_of, tuple(json.loads(shown)))


def open_review(conn: sqlite3.Connection, week: str, as_of: str, shown: Sequence[Mapping[str, Any]], who: str) -> None:
    """Begin the review of a week, or look at newer figures in one that isn't closed: the slides are kept as they are.

    Raises:
        ReviewError: the review is closed.
    """
    known = review(conn, week)
    if known and known.closed_at:
        raise ReviewError("This review is closed; what it showed stays as it was.")
    text = json.dumps(list(shown), ensure_ascii=False)
    if known:
        conn.execute("UPDATE review SET as_of = ?, shown = ? WHERE week = ?", (as_of, text, week))
    else:
        conn.execute(
            "INSERT INTO review (week, opened_at, opened_by, as_of, shown) VALUES (?,?,?,?,?)",
            (week, now(), who, as_of, text),
        )
    bump(conn)


def note(conn: sqlite3.Connection, week: str, led_by: str, away: Sequence[str]) -> None:
    """Note who leads a review and who is away."""
    conn.execute(
        "UPDATE review SET led_by = ?, away = ? WHERE week = ?", (led_by.strip(), json.dumps(sorted(away)), week)
    )
    bump(conn)


def close(conn: sqlite3.Connection, week: str) -> None:
    """End a review: its slides are never changed again."""
    conn.execute("UPDATE review SET closed_at = ? WHERE week = ? AND closed_at IS NULL", (now(), week))
    bump(conn)


def promises(conn: sqlite3.Connection) -> tuple[Promise, ...]:
    """Return every promise, the newest first."""
    return tuple(_promise(row) for row in conn.execute(_PROMISE + " ORDER BY made_on DESC, due, text, id"))


def _promise(row: Sequence[Any]) -> Promise:
    *plain, before, after = row
    told = [json.loads(one) if one else None for one in (before, after)]
    return Promise(*plain, *told)


def promise(
    conn: sqlite3.Connection,
    week: str,
    text: str,
    due: str,
    *,
    made_on: str,
    kind: Kind = "promise",
    rep_id: str = "",
    metric: str = "",
    goal: float | None = None,
) -> str:
    """Keep a promise made in the review of a week and return its id.

    Raises:
        ReviewError: no words, too many, or a due day that isn't after the day it was made on.
    """
    text = _words(text)
    _due(due, made_on)
    if kind == "experiment" and not metric:
        raise ReviewError("An experiment needs a figure that shows whether it worked.")
    known = uuid.uuid4().hex
    conn.execute(
        "INSERT INTO promise (id, week, kind, text, rep_id, metric, goal, made_on, due) VALUES (?,?,?,?,?,?,?,?,?)",
        (known, week, kind, text, rep_id, metric, goal, made_on, due),
    )
    bump(conn)
    return known


def _words(text: str) -> str:
    text = " ".join(text.split())
    if not text:
        raise ReviewError("Say in a few words what is to be done.")
    if len(text) > LONGEST:
        raise ReviewError(f"Say it in {LONGEST} characters at most; this has {len(text)}.")
    return text


def _due(due: str, made_on: str) -> None:
    try:
        late = date.fromisoformat(due) > date.fromisoformat(made_on)
    except ValueError:
        raise ReviewError(f"{due!r} is no day; write it like 2026-11-27.") from None
    if not late:
        raise ReviewError("The day it is due must come after the day it is promised.")


def settle(
    conn: sqlite3.Connection,
    promise_id: str,
    state: State,
    week: str,
    who: str,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    """Say in the review of a week what became of a promise, with the measurements that say so when there are any."""
    told = [json.dumps(one) if one else None for one in (before, after)]
    stamp = (None, None) if state == "open" else (now(), week)
    sql = "UPDATE promise SET state = ?, settled_at = ?, settled_in = ?, settled_by = ?, before = ?, after = ?"
    conn.execute(f"{sql} WHERE id = ?", (state, *stamp, who, *told, promise_id))
    bump(conn)


def forget(conn: sqlite3.Connection, promise_id: str) -> None:
    """Take back a promise that was made in a review still open."""
    conn.execute(
        "DELETE FROM promise WHERE id = ? AND week IN (SELECT week FROM review WHERE closed_at IS NULL)", (promise_id,)
    )
    bump(conn)


def decide(conn: sqlite3.Connection, week: str, text: str, who: str) -> None:
    """Keep a decision of a review.

    Raises:
        ReviewError: no words, or too many.
    """
    conn.execute("INSERT INTO decision VALUES (?,?,?,?,?)", (uuid.uuid4().hex, week, now(), who, _words(text)))
    bump(conn)


def decisions(conn: sqlite3.Connection, week: str) -> tuple[Decision, ...]:
    """Return what a review decided, in order."""
    rows = conn.execute("SELECT id, week, at, text FROM decision WHERE week = ? ORDER BY at, id", (week,))
    return tuple(Decision(*row) for row in rows)


def consents(conn: sqlite3.Connection) -> frozenset[str]:
    """Return the reps whose best conversations may be named as examples."""
    return frozenset(row[0] for row in conn.execute("SELECT rep_id FROM rep_consent"))


def consent(conn: sqlite3.Connection, rep_id: str, given: bool) -> None:
    """Keep or take back a rep's consent to be named as an example."""
    conn.execute("DELETE FROM rep_consent WHERE rep_id = ?", (rep_id,))
    if given:
        conn.execute("INSERT INTO rep_consent VALUES (?,?)", (rep_id, now()))
    bump(conn)
