"""What became of digests: each is claimed before it is sent, so that none goes out twice."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from data.digests import text_of
from data.store import bump

PAUSES = (15, 60, 240)
"""Minutes until a failed delivery is tried again; after the last one it is given up."""
UNCLEAR = 30
"""Minutes after which a delivery that was begun and never ended is called unclear; it is not sent again by itself."""
KEPT = 180
"""Days after which a delivery is forgotten."""


@dataclass(frozen=True)
class Delivery:
    """What became of one digest of one period (a day)."""

    digest_id: str
    period: str
    state: str
    tries: int
    at: str
    next_at: str | None
    error: str


def deliveries(conn: sqlite3.Connection, newest: int = 50) -> tuple[Delivery, ...]:
    """Return the newest deliveries, the newest first."""
    sql = "SELECT digest_id, period, state, tries, at, next_at, error FROM digest_delivery ORDER BY at DESC LIMIT ?"
    return tuple(Delivery(*row) for row in conn.execute(sql, (newest,)))


def known(conn: sqlite3.Connection, digest_id: str, period: str) -> bool:
    """Tell whether a digest of a period was ever taken in hand."""
    sql = "SELECT 1 FROM digest_delivery WHERE digest_id = ? AND period = ?"
    return conn.execute(sql, (digest_id, period)).fetchone() is not None


def claim(conn: sqlite3.Connection, digest_id: str, period: str, at: datetime, *, force: bool = False) -> bool:
    """Take a delivery into one's own hands; tell whether it was free: not sent, not under way, not waiting.

    force: somebody asks for it now, so one that waits, was given up or is unclear is free as well.
    """
    conn.execute("DELETE FROM digest_delivery WHERE at < ?", (text_of(at - timedelta(days=KEPT)),))
    sql = "SELECT state, next_at, at FROM digest_delivery WHERE digest_id = ? AND period = ?"
    row = conn.execute(sql, (digest_id, period)).fetchone()
    if row and not _free(row, at, force):
        return False
    conn.execute(
        "INSERT INTO digest_delivery VALUES (?,?,'sending',1,?,NULL,'') "
        "ON CONFLICT (digest_id, period) DO UPDATE SET state = 'sending', tries = tries + 1, at = excluded.at",
        (digest_id, period, text_of(at)),
    )
    bump(conn)
    return True


def _free(row: Sequence[str | None], at: datetime, force: bool) -> bool:
    state, next_at, since = row
    if force:
        return state not in ("sent", "sending") or (state == "sending" and _lost(since or "", at))
    return state == "failed" and (next_at or "") <= text_of(at)


def settle(conn: sqlite3.Connection, digest_id: str, period: str, at: datetime, state: str, error: str = "") -> str:
    """Write down how a claimed delivery ended and return its state: a failed one waits, or is given up."""
    key = (digest_id, period)
    row = conn.execute("SELECT tries FROM digest_delivery WHERE digest_id = ? AND period = ?", key).fetchone()
    if row is None:  # the digest was removed meanwhile
        return state
    again = None
    if state == "failed":
        state = "failed" if row[0] <= len(PAUSES) else "given_up"
        again = text_of(at + timedelta(minutes=PAUSES[row[0] - 1])) if state == "failed" else None
    conn.execute(
        "UPDATE digest_delivery SET state = ?, at = ?, next_at = ?, error = ? WHERE digest_id = ? AND period = ?",
        (state, text_of(at), again, error, *key),
    )
    bump(conn)
    return state


def waiting(conn: sqlite3.Connection, at: datetime) -> Sequence[tuple[str, str]]:
    """Return the failed deliveries (digest id, period) that are to be tried again by a moment."""
    sql = "SELECT digest_id, period FROM digest_delivery WHERE state = 'failed' AND next_at <= ? ORDER BY next_at"
    return [tuple(row) for row in conn.execute(sql, (text_of(at),))]


def state_at(one: Delivery, at: datetime) -> str:
    """Return the state of a delivery: one that was begun and never ended is unclear after a while."""
    return "unclear" if one.state == "sending" and _lost(one.at, at) else one.state


def _lost(since: str, at: datetime) -> bool:
    return since < text_of(at - timedelta(minutes=UNCLEAR))
