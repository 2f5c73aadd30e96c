"""What a refresh has to look at again: everything, or what changed since the last one and whatever hangs on it."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from data import derive
from data.derive import ContactRow
from scoring.contacts import People, Sighting, people

STANDING_DAYS = 16
"""A finding may depend on how long something has stood; after so many days it does not change any more."""


@dataclass(frozen=True)
class Plan:
    """Ids to judge again. `stored` are conversation rows that have to go first; `notes` belong to the contacts touched.

    `reps` are those whose counts change, `profile_reps` those whose profile is judged again; None means all.
    """

    full: bool
    people: People
    contacts_changed: tuple[ContactRow, ...]
    contacts_gone: tuple[str, ...]
    keys_changed: Mapping[str, str]
    keys_gone: tuple[str, ...]
    conversations: tuple[str, ...]
    stored: tuple[str, ...]
    notes: tuple[dict, ...]
    private: frozenset[str] = frozenset()
    reps: frozenset[str] | None = None
    profile_reps: frozenset[str] | None = None
    dirty: tuple[tuple[str, str], ...] = field(default=())


def everybody(conn: sqlite3.Connection) -> People:
    """Return all contacts, from everything that names persons."""
    told = [Sighting(*row) for row in derive.rows(conn, "people_in_messages")]
    return people([*told, *(Sighting(*row) for row in derive.rows(conn, "people_elsewhere"))])


def make(conn: sqlite3.Connection, full: bool, as_of: str, judged_until: str) -> Plan:
    """Find out what to judge. `judged_until` is the day that the stored judgements were made as of, "" for never."""
    dirty = [(row["kind"], row["id"]) for row in conn.execute("SELECT kind, id FROM dirty ORDER BY kind, id")]
    known = everybody(conn)
    private = frozenset(row[0] for row in conn.execute("SELECT conversation_id FROM private_conversation"))
    if full:
        ids = tuple(sorted(row["id"] for row in derive.rows(conn, "conversation_ids")))
        notes = tuple(_notes(conn, known, None))
        contacts = tuple(known.contacts.values())
        keys = known.contact_of_key
        return Plan(True, known, contacts, (), keys, (), ids, (), notes, private, None, None, tuple(dirty))
    return _changed(conn, known, private, dirty, (as_of, judged_until))


def _changed(conn, known: People, private: frozenset[str], dirty: list, days: tuple[str, str]) -> Plan:
    old_contacts = {row["id"]: tuple(row) for row in conn.execute("SELECT * FROM contact")}
    old_keys = dict(conn.execute("SELECT person_key, contact_id FROM contact_key").fetchall())
    changed = tuple(row for id_, row in known.contacts.items() if old_contacts.get(id_) != row)
    gone = tuple(id_ for id_ in old_contacts if id_ not in known.contacts)
    keys = {key: id_ for key, id_ in known.contact_of_key.items() if old_keys.get(key) != id_}
    keys_gone = tuple(key for key in old_keys if key not in known.contact_of_key)

    touched = {row.id for row in changed} | set(gone) | set(keys.values()) | {old_keys[key] for key in keys_gone}
    touched |= {old_keys[key] for key in keys if key in old_keys}
    for kind, id_ in dirty:
        if kind == "person":
            touched |= {ids[id_] for ids in (known.contact_of_key, old_keys) if id_ in ids}
    again = {id_ for kind, id_ in dirty if kind == "conversation"}
    stored = derive.rows(conn, "stored_conversations").fetchall()
    again |= _standing(stored, known, *days)
    touched |= {known.contact_of_conversation[id_] for id_ in again if id_ in known.contact_of_conversation}
    touched |= {row["contact_id"] for row in stored if row["id"] in again and row["contact_id"]}
    conversations = again | {id_ for id_, contact in known.contact_of_conversation.items() if contact in touched}
    old = tuple(row["id"] for row in stored if row["id"] in conversations or row["contact_id"] in touched)
    return Plan(
        False,
        known,
        changed,
        gone,
        keys,
        keys_gone,
        tuple(sorted(conversations)),
        old,
        tuple(_notes(conn, known, touched)),
        private,
        frozenset(id_ for kind, id_ in dirty if kind == "activity"),
        frozenset(id_ for kind, id_ in dirty if kind in ("profile", "activity")),
        tuple(dirty),
    )


def _standing(stored: list, known: People, as_of: str, judged_until: str) -> set[str]:
    """Return conversations whose rows depend on something that is not marked: another contact, mark or newest day."""
    again = {row["id"] for row in stored if row["mark_changed"]}
    again |= {
        row["id"]
        for row in stored
        if row["contact_id"] != known.contact_of_conversation.get(row["id"], row["contact_id"])
    }
    if as_of != judged_until and as_of and judged_until:
        since = (date.fromisoformat(min(as_of, judged_until)) - timedelta(days=STANDING_DAYS)).isoformat()
        again |= {row["id"] for row in stored if row["waiting_since"] and row["waiting_since"] >= since}
    return again


def _notes(conn, known: People, touched: set[str] | None) -> list[dict]:
    found = []
    for row in derive.rows(conn, "notes_of_invitations"):
        contact = known.contact_of_key[row["person_key"]]
        if touched is None or contact in touched:
            found.append({**dict(row), "contact_id": contact})
    return found
