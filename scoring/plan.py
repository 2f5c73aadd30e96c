"""What a refresh has to look at again: everything, or what changed since the last one and whatever hangs on it."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from data import derive
from data.derive import ContactRow
from scoring.contacts import People, Sighting, people
from scoring.reach import persons

STANDING_DAYS = 16
"""A finding may depend on how long something has stood; after so many days it does not change any more."""


@dataclass(frozen=True)
class Plan:
    """Ids to judge again. `stored` are conversation rows that have to go first; `notes` belong to the contacts touched.

    `reps` are those who are counted again for all days, `profile_reps` those whose profile is judged again; None: all.
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


def everybody(conn: sqlite3.Connection) -> People:
    """Return all contacts, from everything that names persons."""
    told = [Sighting(*row) for row in derive.rows(conn, "people_in_messages")]
    return people([*told, *(Sighting(*row) for row in derive.rows(conn, "people_elsewhere"))])


def make(conn: sqlite3.Connection, full: bool, newest: Mapping[str, str], judged: Mapping[str, str]) -> Plan:
    """Find out what to judge. `newest` holds the newest day by rep id, `judged` that of the stored judgements."""
    private = frozenset(row[0] for row in conn.execute("SELECT conversation_id FROM private_conversation"))
    if full:
        known = everybody(conn)
        ids = tuple(sorted(row["id"] for row in derive.rows(conn, "conversation_ids")))
        notes = tuple(_notes(conn, known, None))
        contacts = tuple(known.contacts.values())
        return Plan(True, known, contacts, (), known.contact_of_key, (), ids, (), notes, private)
    return _changed(conn, private, _standing(conn, newest, judged))


def _changed(conn: sqlite3.Connection, private: frozenset[str], standing: set[str]) -> Plan:
    dirty: dict[str, set[str]] = {}
    for row in conn.execute("SELECT kind, id FROM dirty"):
        dirty.setdefault(row["kind"], set()).add(row["id"])
    again = dirty.get("conversation", set()) | standing
    people_dirty, acts = dirty.get("person", set()), frozenset(dirty.get("activity", ()))
    known = persons(conn, people_dirty, again)
    listed = sorted({*known.contact_of_key, *people_dirty})
    old_keys = dict(derive.rows(conn, "contacts_of_keys", keys=listed).fetchall())
    stored = {row["id"]: tuple(row) for row in derive.rows(conn, "contacts", ids=sorted(set(old_keys.values())))}
    changed = tuple(row for id_, row in known.contacts.items() if stored.get(id_) != row)
    gone = tuple(id_ for id_ in stored if id_ not in known.contacts)
    keys = {key: id_ for key, id_ in known.contact_of_key.items() if old_keys.get(key) != id_}
    keys_gone = tuple(key for key in old_keys if key not in known.contact_of_key)

    moved = [key for key in (*keys, *keys_gone) if key in old_keys]
    touched = {row.id for row in changed} | set(gone) | set(keys.values())
    touched |= {old_keys[key] for key in moved}
    touched |= {ids[key] for key in people_dirty for ids in (known.contact_of_key, old_keys) if key in ids}
    touched |= {known.contact_of_conversation[id_] for id_ in again if id_ in known.contact_of_conversation}
    touched |= {row["contact_id"] for row in _stored(conn, again) if row["contact_id"]}
    conversations = again | {id_ for id_, contact in known.contact_of_conversation.items() if contact in touched}
    return Plan(
        False,
        known,
        changed,
        gone,
        keys,
        keys_gone,
        tuple(sorted(conversations)),
        tuple(row["id"] for row in _stored(conn, conversations, touched)),
        tuple(_notes(conn, known, touched)),
        private,
        acts | {row[0] for row in derive.rows(conn, "reps_who_know", keys=moved)},
        frozenset(dirty.get("profile", ())) | acts,
    )


def _stored(conn: sqlite3.Connection, ids: set[str], contacts: Iterable[str] = ()) -> sqlite3.Cursor:
    return derive.rows(conn, "stored_conversations", ids=sorted(ids), contacts=sorted(contacts))


def _standing(conn: sqlite3.Connection, newest: Mapping[str, str], judged: Mapping[str, str]) -> set[str]:
    """Return conversations whose rows depend on what is not marked: the private mark or their rep's newest day."""
    moved = {rep_id: min(day, newest[rep_id]) for rep_id, day in judged.items() if newest.get(rep_id, day) != day}
    long = timedelta(days=STANDING_DAYS)
    since = {rep_id: (date.fromisoformat(day) - long).isoformat() for rep_id, day in moved.items()}
    return {row["id"] for row in derive.rows(conn, "standing_conversations", since=since)}


def _notes(conn: sqlite3.Connection, known: People, touched: set[str] | None) -> Iterator[dict]:
    keys = None if touched is None else [key for key, id_ in known.contact_of_key.items() if id_ in touched]
    for row in derive.rows(conn, "notes_of_invitations", keys=keys):
        yield {**dict(row), "contact_id": known.contact_of_key[row["person_key"]]}
