"""Who is who on one network: the keys that exports give persons, brought together into contacts."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from data.derive import ContactRow
from data.records import stable_id
from scoring.text import fold

_KINDS = ("in", "id", "name", "talk")
"""Kinds of person keys (see `data.records.person_key`), the most telling first."""


class Sighting(NamedTuple):
    """One telling of a person: by a conversation's messages, a connection, an invitation, a note or a list."""

    rep_id: str
    network: str
    person_key: str
    name: str
    conversation_id: str | None = None
    told_at: str | None = None
    source: str = "message"
    id: str = ""
    company: str = ""
    position: str = ""


@dataclass(frozen=True)
class People:
    """All contacts by id, the contact that each person key leads to, and whom each conversation is with."""

    contacts: Mapping[str, ContactRow]
    contact_of_key: Mapping[str, str]
    contact_of_conversation: Mapping[str, str]


class _Groups:
    """Disjoint sets; the least member names a set, so that the order of joining does not matter."""

    def __init__(self) -> None:
        self._parent: dict[Hashable, Hashable] = {}

    def find(self, key):
        parent = self._parent.setdefault(key, key)
        while parent != self._parent[parent]:
            self._parent[parent] = self._parent[self._parent[parent]]
            parent = self._parent[parent]
        self._parent[key] = parent
        return parent

    def join(self, one, other) -> None:
        one, other = sorted((self.find(one), self.find(other)))
        self._parent[other] = one


def key_kind(key: str) -> str:
    """Return what a person key is made of: in, id, name or talk."""
    return key.partition(":")[2].partition("/")[0]


def people(sightings: Iterable[Sighting]) -> People:
    """Bring the keys together: two keys in one one-to-one conversation are one person, and so are a bare name and the
    only profile of that name that the same rep met. Hidden members stay apart. Nothing joins two networks.
    """
    sightings = list(sightings)
    groups = _Groups()
    in_conversation: dict[str, str] = {}
    for seen in sightings:
        groups.find(seen.person_key)
        if seen.conversation_id is not None:
            first = in_conversation.setdefault(seen.conversation_id, seen.person_key)
            if first != seen.person_key:
                groups.join(first, seen.person_key)
    for name_key, profile_key in _same_name(sightings, groups):
        groups.join(name_key, profile_key)
    members: dict[str, list[Sighting]] = defaultdict(list)
    for seen in sightings:
        members[groups.find(seen.person_key)].append(seen)
    rows = {root: _contact(list_) for root, list_ in members.items()}
    contacts = {row.id: row for row in rows.values()}
    keys = {key: rows[root].id for root, list_ in members.items() for key in {seen.person_key for seen in list_}}
    talks = {conversation: keys[key] for conversation, key in in_conversation.items()}
    return People(contacts, keys, talks)


def _same_name(sightings: list[Sighting], groups: _Groups) -> list[tuple[str, str]]:
    """Return pairs (name key, profile key) where a rep knows exactly one profile of that name."""
    bare = {seen.person_key: _bare(seen) for seen in sightings if key_kind(seen.person_key) == "name"}
    if not bare:
        return []
    profiles: dict[tuple[str, str, str], set] = defaultdict(set)
    for seen in sightings:
        if seen.name and seen.source != "prospect" and key_kind(seen.person_key) in ("in", "id"):
            profiles[seen.rep_id, seen.network, fold(seen.name)].add(groups.find(seen.person_key))
    return [(key, next(iter(profiles[who]))) for key, who in sorted(bare.items()) if len(profiles.get(who, ())) == 1]


def bare_name(key: str) -> str:
    """Return the folded name of a key that is a bare name."""
    return fold(key.partition("/")[2].partition("/")[2])


def _bare(seen: Sighting) -> tuple[str, str, str]:
    return seen.rep_id, seen.network, bare_name(seen.person_key)


def _contact(seen: list[Sighting]) -> ContactRow:
    if len(seen) == 1:  # most persons are told of once
        one = seen[0]
        id_ = stable_id("contact", one.person_key)
        return ContactRow(id_, one.network, one.name, one.person_key, one.company, one.position)
    keys = {sighting.person_key for sighting in seen}
    named = [sighting for sighting in seen if sighting.name]
    name = max(named, key=_name_rank).name if named else ""
    employed = [sighting for sighting in seen if sighting.company or sighting.position]
    works = max(employed, key=lambda s: (s.source == "connection", s.told_at or "", s.id)) if employed else None
    best = min(keys, key=lambda key: (_KINDS.index(key_kind(key)) if key_kind(key) in _KINDS else 9, key))
    company, position = (works.company, works.position) if works else ("", "")
    return ContactRow(stable_id("contact", min(keys)), seen[0].network, name, best, company, position)


def _name_rank(sighting: Sighting) -> tuple:
    return key_kind(sighting.person_key) != "talk", sighting.source != "prospect", sighting.told_at or "", sighting.name
