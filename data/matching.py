"""Contacts found again in the CRM: the stored links, and what people decided about them."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from data import derive, pending
from data.scope import Viewer
from data.store import bump, now
from data.words import N_

STATE = "matched"
"""Key of the workspace under which stands what the stored links were made of."""
GONE = N_("This pair is not here any more; reload the page.")


class MatchRow(NamedTuple):
    """A link between a contact and a person of the CRM; see `004_crm.sql`."""

    contact_id: str
    person_id: str
    band: str
    tier: str
    score: float
    evidence: str


class DoubleRow(NamedTuple):
    """Somebody who stands in the CRM more than once; see `010_matches.sql`."""

    person_id: str
    double_id: str


derive.TABLE_OF |= {MatchRow: "crm_match", DoubleRow: "crm_double"}


class MatchError(ValueError):
    """A decision that can't be taken; the message says why."""


def stored_state(conn: sqlite3.Connection) -> str:
    """Return the digest of what the stored links were made of, "" before the first time."""
    row = conn.execute("SELECT value FROM workspace WHERE key = ?", (STATE,)).fetchone()
    return json.loads(row[0]) if row else ""


def put_all(conn: sqlite3.Connection, rows: Sequence[MatchRow], doubles: Sequence[DoubleRow], state: str) -> None:
    """Replace all links and doubles, and note what they were made of."""
    conn.execute("DELETE FROM crm_match")
    conn.execute("DELETE FROM crm_double")
    derive.insert(conn, rows)
    derive.insert(conn, doubles)
    conn.execute("INSERT OR REPLACE INTO workspace VALUES (?, ?)", (STATE, json.dumps(state)))


def decide(conn: sqlite3.Connection, viewer: Viewer, contact_id: str, people: Iterable[str], verdict: str) -> None:
    """Remember that a contact is some people of the CRM ("same"; more than one where the CRM has doubles) or is "not".

    "" takes back what was said. The words are kept by the contact's keys, so that they survive every import and undo.

    Raises:
        MatchError: the contact or the person is not here, or the viewer has no conversation with the contact.
    """
    keys = [row[0] for row in conn.execute("SELECT person_key FROM contact_key WHERE contact_id = ?", (contact_id,))]
    if not keys or not _may(conn, viewer, contact_id):
        raise MatchError(GONE)
    told = sorted(set(people))
    known = conn.execute("SELECT count(*) FROM crm_person WHERE id IN (SELECT value FROM json_each(?))", _one(told))
    if verdict not in ("same", "not", "") or not told or known.fetchone()[0] != len(told):
        raise MatchError(GONE)
    both = json.dumps(keys), json.dumps(told)
    conn.execute(_FORGET, both)
    if verdict:
        rows = [(key, person, verdict, now(), viewer.email) for key in keys for person in told]
        conn.executemany("INSERT OR REPLACE INTO match_decision VALUES (?,?,?,?,?)", rows)
    pending.mark_crm(conn)
    bump(conn)


def draw_audit(conn: sqlite3.Connection, viewer: Viewer, links: Iterable[tuple[str, str, str]]) -> None:
    """Keep the links (person key, person, tier) drawn for an audit in the place of those drawn before.

    Raises:
        MatchError: the viewer is no leader.
    """
    if viewer.role not in ("manager", "admin"):
        raise MatchError(GONE)
    conn.execute("DELETE FROM match_audit")
    rows = [(*link, now(), viewer.email) for link in links]
    conn.executemany("INSERT OR IGNORE INTO match_audit VALUES (?,?,?,?,?)", rows)
    bump(conn)


_FORGET = """DELETE FROM match_decision WHERE person_key IN (SELECT value FROM json_each(?))
    AND person_id IN (SELECT value FROM json_each(?))"""


def _one(values: Sequence[str]) -> tuple[str]:
    return (json.dumps(list(values)),)


def _may(conn: sqlite3.Connection, viewer: Viewer, contact_id: str) -> bool:
    if viewer.role in ("manager", "admin"):
        return True
    sql = """SELECT 1 FROM conversation WHERE contact_id = ? AND rep_id = ? UNION
        SELECT 1 FROM connection t JOIN contact_key k USING (person_key) WHERE k.contact_id = ? AND t.rep_id = ?"""
    own = viewer.rep_id or ""
    return conn.execute(sql, (contact_id, own, contact_id, own)).fetchone() is not None
