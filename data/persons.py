"""One person over networks: contacts stay apart; that two are one person is said by a key they share, or by a click."""

import functools
import json
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from data import queries
from data.names import slug
from data.scope import Scope, Viewer
from data.store import bump, now
from data.talks import TalkError
from data.words import N_

MOST = 12
"""No person has more contacts than this; what would join more is no personal key."""
ROLES = frozenset(
    ("info", "sales", "office", "hello", "contact", "support", "admin", "mail", "team", "hr", "pr", "marketing")
)
"""Mailboxes of nobody in particular."""


class Same(NamedTuple):
    """Another contact of the same person. `by`: email, phone (a key both have) or click."""

    contact_id: str
    by: str


def others(conn: sqlite3.Connection, scope: Scope, contact_id: str) -> list[Same]:
    """Return the contacts that are the same person: joined by keys and by what people said, step by step.

    A key joins two contacts of two networks whose names have a word in common, in whatever script. A mailbox of
    nobody in particular, and a key that several contacts of one network have, is not personal. "Not the same" stands
    over every key.
    """
    found: dict[str, str] = {contact_id: ""}
    reached = [contact_id]
    while reached and len(found) <= MOST:
        step = _joined(conn, scope, reached)
        reached = []
        for start, other, by in sorted(step):
            if other not in found and not any(_parted(conn, one, other) for one in found) and start in found:
                found[other] = by
                reached.append(other)
    return [Same(other, by) for other, by in found.items() if other != contact_id]


def _joined(conn: sqlite3.Connection, scope: Scope, ids: Sequence[str]) -> set[tuple[str, str, str]]:
    """Return (contact, other contact, by) of everything that joins some contacts to others."""
    mine = queries.rows(conn, "person_keys", scope, contacts=json.dumps(ids), values=None)
    values = json.dumps(sorted({row["value"] for row in mine if _personal(row["value"])}))
    there = queries.rows(conn, "person_keys", scope, contacts="[]", values=values)
    holders: dict[tuple[str, str], list[sqlite3.Row]] = defaultdict(list)
    for row in there:
        holders[row["kind"], row["value"]].append(row)
    step = {
        (row["contact_id"], other["contact_id"], row["kind"])
        for row in mine
        for other in holders[row["kind"], row["value"]]
        if other["network"] != row["network"]
        and _one_a_network(holders[row["kind"], row["value"]])
        and alike(row["name"], other["name"])
    }
    return step | {(one, other, "click") for one in ids for other in _clicked(conn, one, "same")}


def _personal(value: str) -> bool:
    return value.partition("@")[0] not in ROLES


def _one_a_network(rows: Iterable[sqlite3.Row]) -> bool:
    contacts = {(row["network"], row["contact_id"]) for row in rows}
    return len(contacts) == len({network for network, _ in contacts})


def alike(first: str, second: str) -> bool:
    """Tell whether two names may be one person's: a word in common after transliteration, or one of them unknown."""
    one, other = set(_words(first)), set(_words(second))
    return not one or not other or bool(one & other)


_SAME_SOUND = (
    (re.compile("shch|sch|sh"), "s"),
    (re.compile("zh"), "z"),
    (re.compile("kh|x"), "h"),
    (re.compile("ts|tz|cz"), "c"),
    (re.compile("[yij]+(?=[au])"), ""),
    (re.compile("[yij]o"), "e"),
    (re.compile("[yj]"), "i"),
    (re.compile("w"), "v"),
    (re.compile("ck|q"), "k"),
    (re.compile("ph"), "f"),
    (re.compile(r"(.)\1+"), r"\1"),
)
"""Spellings of one name in Latin letters that are told apart no more: a key for comparing, never shown."""


@functools.lru_cache(maxsize=20_000)
def _words(name: str) -> tuple[str, ...]:
    """Return the words of a name, sorted, in a spelling in which Юлия, Yulia and Iuliia are one."""
    text = slug(name)
    for spelled, sound in _SAME_SOUND:
        text = spelled.sub(sound, text)
    return tuple(sorted(filter(None, text.split("-"))))


_CLICKED = """
SELECT DISTINCT k.contact_id FROM contact_key mine JOIN person_link l ON mine.person_key IN (l.first_key, l.second_key)
JOIN contact_key k ON k.person_key = CASE mine.person_key WHEN l.first_key THEN l.second_key ELSE l.first_key END
WHERE mine.contact_id = ? AND l.verdict = ? AND k.contact_id <> mine.contact_id
"""


def _clicked(conn: sqlite3.Connection, contact_id: str, verdict: str) -> list[str]:
    return [row[0] for row in conn.execute(_CLICKED, (contact_id, verdict))]


def _parted(conn: sqlite3.Connection, one: str, other: str) -> bool:
    return other in _clicked(conn, one, "not")


def namesakes(conn: sqlite3.Connection, scope: Scope, contact_id: str, rep_id: str) -> list[sqlite3.Row]:
    """Return contacts of the rep's other networks who are called the same: to be asked about, never joined by it."""
    row = conn.execute("SELECT network, name FROM contact WHERE id = ?", (contact_id,)).fetchone()
    if row is None or len(_words(row["name"])) < 2:
        return []
    found = queries.rows(conn, "person_namesakes", scope, rep=rep_id, network=row["network"])
    known = {one.contact_id for one in others(conn, scope, contact_id)} | set(_clicked(conn, contact_id, "not"))
    wanted = _words(row["name"])
    return [one for one in found if one["contact_id"] not in known and _words(one["name"]) == wanted]


def say(conn: sqlite3.Connection, viewer: Viewer, contact_id: str, other_id: str, same: bool) -> None:
    """Remember that two contacts are one person, or that they are not; what was said before is replaced.

    Raises:
        TalkError: one of them is not here, or the viewer has no conversation with it.
    """
    keys = [_key_of(conn, viewer, one) for one in (contact_id, other_id)]
    first, second = sorted(keys)
    conn.execute(_UNSAY, {"one": contact_id, "other": other_id})
    row = (first, second, "same" if same else "not", now(), viewer.email)
    conn.execute("INSERT OR REPLACE INTO person_link VALUES (?,?,?,?,?)", row)
    bump(conn)


_UNSAY = """
DELETE FROM person_link
WHERE (first_key IN (SELECT person_key FROM contact_key WHERE contact_id = :one)
    AND second_key IN (SELECT person_key FROM contact_key WHERE contact_id = :other))
  OR (first_key IN (SELECT person_key FROM contact_key WHERE contact_id = :other)
    AND second_key IN (SELECT person_key FROM contact_key WHERE contact_id = :one))
"""
_MET = "SELECT 1 FROM conversation WHERE contact_id = ? AND (? IS NULL OR rep_id = ?)"


def _key_of(conn: sqlite3.Connection, viewer: Viewer, contact_id: str) -> str:
    row = conn.execute("SELECT person_key FROM contact WHERE id = ?", (contact_id,)).fetchone()
    own = None if viewer.role == "manager" else viewer.rep_id or ""
    if row is None or conn.execute(_MET, (contact_id, own, own)).fetchone() is None:
        raise TalkError(N_("This conversation is not here any more; reload the page."))
    return row["person_key"]
