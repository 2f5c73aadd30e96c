"""Which persons have to be brought together anew after a change: all that hang together with those it is about."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable

from data import derive
from scoring.contacts import People, Sighting, bare_name, key_kind, people
from scoring.text import fold


def persons(conn: sqlite3.Connection, keys: Iterable[str], conversations: Iterable[str]) -> People:
    """Return the contacts of some keys and conversations, and of everything that hangs together with them.

    They are the same as among everybody: a person who is left out neither is nor was one with any of these.
    """
    sightings = derive.rows(conn, "people_of_keys", keys=sorted(_reach(conn, set(keys), set(conversations))))
    return people(Sighting(*row) for row in sightings)


def _reach(conn: sqlite3.Connection, keys: set[str], conversations: set[str]) -> set[str]:
    """Return the keys with all that were one contact with them, or share a conversation or a name with them."""
    front = keys | _first(conn, "keys_in_conversations", ids=sorted(conversations))
    front |= _namesakes(conn, front)
    known: set[str] = set()
    while front:
        known |= front
        listed = sorted(front)
        reached = _first(conn, "conversations_of_keys", keys=listed) - conversations
        conversations |= reached
        front = _first(conn, "keys_in_conversations", ids=sorted(reached))
        front = (front | _first(conn, "keys_of_same_contact", keys=listed)) - known
    return known


def _first(conn: sqlite3.Connection, name: str, **params: list[str]) -> set[str]:
    return {row[0] for row in derive.rows(conn, name, **params)} if any(params.values()) else set()


def _namesakes(conn: sqlite3.Connection, new: set[str]) -> set[str]:
    """Return every bare name that is also the name of a profile, and those profiles.

    A profile that comes or goes decides over a name that it is not one with, so all such names are looked at.
    """
    bare: dict[tuple[str, str], set[str]] = defaultdict(set)
    for key in {row[0] for row in derive.rows(conn, "bare_names")} | {key for key in new if key_kind(key) == "name"}:
        bare[key.partition(":")[0], bare_name(key)].add(key)
    if not bare:
        return set()
    reps = sorted({key.partition("/")[2].partition("/")[0] for keys in bare.values() for key in keys})
    found: set[str] = set()
    for key, name in derive.rows(conn, "named_profiles", reps=reps):
        who = key.partition(":")[0], fold(name)
        if who in bare and key_kind(key) in ("in", "id"):
            found |= {key, *bare[who]}
    return found
