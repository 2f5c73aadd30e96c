"""The copies of one text, one by one: to whom, when, and what came back. Their words stand elsewhere."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from data import queries
from data.derive import newest_day
from data.scope import Scope
from data.words import N_, NN_
from metrics.templates.listed import mature_until
from metrics.words import Said, counted

SIZE = 5
MOST = 100
"""Copies that can be chosen from at once for comparing."""
PARTS = ("sent", "people", "n", "k", "negative", "bumps", "woken")


@dataclass(frozen=True)
class CopyRow:
    """One copy. `contact` is "" where names are hidden; `own` the share of it that is the sender's own, names
    and greeting aside."""

    id: str
    conversation_id: str
    rep_id: str
    rep: str
    network: str
    contact: str
    day: str
    own: float
    result: Said
    answered: bool


@dataclass(frozen=True)
class Copies:
    """Some copies of a text, newest first, of `total`."""

    rows: tuple[CopyRow, ...]
    total: int


def copies(
    conn: sqlite3.Connection,
    scope: Scope,
    template_id: str,
    part: str = "sent",
    page: int = 0,
    size: int = SIZE,
    ids: tuple[str, ...] | None = None,
) -> Copies:
    """Return one page (from 0) of the copies of a text that a figure counts (`part`), perhaps some of them only."""
    rows = cases(conn, scope, template_id, part, skip=page * size, size=size, ids=ids)
    return Copies(tuple(map(_copy, rows)), rows[0]["total"] if rows else 0)


def cases(
    conn: sqlite3.Connection,
    scope: Scope,
    template_id: str,
    part: str = "sent",
    *,
    skip: int = 0,
    size: int = -1,
    ids: Sequence[str] | None = None,
) -> list[sqlite3.Row]:
    """Return the rows behind a figure of a text: as many as its k or n says."""
    as_of = newest_day(conn)
    if as_of is None:
        return []
    wanted = {"part": part if part in PARTS else "sent", "skip": skip, "size": size}
    listed = None if ids is None else json.dumps(list(ids))
    return queries.rows(
        conn, "templates_cases", scope, id=template_id, mature=mature_until(as_of), ids=listed, **wanted
    )


def _copy(row: sqlite3.Row) -> CopyRow:
    return CopyRow(
        id=row["message_id"],
        conversation_id=row["conversation_id"],
        rep_id=row["rep_id"],
        rep=row["rep"] or "",
        network=row["network"],
        contact=row["contact"],
        day=row["day"],
        own=row["own_share"] or 0.0,
        result=_result(row),
        answered=bool(row["replied"] or row["woken"]),
    )


def _result(row: sqlite3.Row) -> Said:
    """Say what came back; silence only once it had time to be silence."""
    if row["role"] == "opener":
        return _opened(row)
    if row["role"] == "follow_up":
        return {1: Said(N_("answered")), 0: Said(N_("no answer"))}.get(row["woken"], Said(N_("too young to count")))
    return Said(N_("part of a talk"))


def _opened(row: sqlite3.Row) -> Said:
    if row["declined"]:
        return Said(N_("said no"))
    if row["replied"] is None:
        return Said(N_("too young to count"))
    if not row["replied"]:
        return Said(N_("no answer"))
    if row["reply_h"] is None:
        return Said(N_("answered"))
    days = round(row["reply_h"] / 24)
    return (
        counted(NN_("answered in {n} day", "answered in {n} days"), days) if days else Said(N_("answered the same day"))
    )
