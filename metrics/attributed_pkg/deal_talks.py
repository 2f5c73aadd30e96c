"""Reads the talks with people on deals, as plain values that attribution can judge."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import NamedTuple

from data import crm_words, derive
from metrics.attribution.doubts import Doubts, doubts
from metrics.attribution.models import HALF_LIFE
from metrics.attribution.touch import Case, Message, Moment, Touch, moment, touches


class Link(NamedTuple):
    """A contact that is a person of the CRM."""

    contact_id: str
    person_id: str
    band: str


@dataclass(frozen=True)
class Note:
    """What the stored rows went by: leads' dates, deals without roles, the span of the talks."""

    leads: int = 0
    bulk: int = 0
    with_deal: int = 0
    together: int = 0
    deals: int = 0
    no_roles: int = 0
    first_touch: str = ""
    half_life: float = HALF_LIFE

    @property
    def doubts(self) -> Doubts:
        """How far the dates of leads can be trusted."""
        return Doubts(self.leads, self.bulk, self.with_deal, self.together)


@dataclass(frozen=True)
class Read:
    """All that attribution needs, as plain values. `by_contact` holds touches whose person is still the contact."""

    cases: tuple[Case, ...]
    links: Mapping[str, tuple[Link, ...]]  # by person
    by_contact: Mapping[str, tuple[Touch, ...]]
    note: Note

    def of(self, case: Case, swapped: Mapping[str, str] | None = None) -> list[Touch]:
        """Return the touches of everybody on a deal; `swapped`: whose talks stand in for whose, by contact."""
        found = []
        for person in case.people:
            for link in self.links.get(person, ()):
                source = link.contact_id if swapped is None else swapped.get(link.contact_id, "")
                own = self.by_contact.get(source, ())
                found += [one._replace(person_id=person, band=link.band) for one in own]
        return found


def read(conn: sqlite3.Connection, deals: Iterable[str] | None = None) -> Read:
    """Return deals with their people and talks; of some deals only when their ids are given."""
    survivor = _survivors(conn)
    facts = derive.rows(conn, "attribution_cases").fetchall()
    doubted = doubts([tuple(row) for row in derive.rows(conn, "attribution_leads")])
    people = {row["id"]: _people(row, survivor) for row in facts}
    known = _known_since(facts, people)
    wanted = None if deals is None else set(deals)
    chosen = [row for row in facts if wanted is None or row["id"] in wanted]
    cases = tuple(_case(row, people[row["id"]], doubted.anchor, known) for row in chosen)
    links = _links(conn, survivor, {person for case in cases for person in case.people})
    by_contact = _touches(conn, sorted({one.contact_id for found in links.values() for one in found}))
    starts = [one.when.day for found in by_contact.values() for one in found[:1]]
    no_roles = sum(1 for row in facts if not json.loads(row["people"]))
    note = Note(**asdict(doubted), deals=len(facts), no_roles=no_roles, first_touch=min(starts, default=""))
    return Read(cases, links, by_contact, note)


def _survivors(conn: sqlite3.Connection) -> dict[str, str]:
    """Return whom each merged person of the CRM lives on in."""
    into = {row["id"]: row["merged_into"] for row in derive.rows(conn, "attribution_merged")}
    found = {}
    for person in into:
        last, seen = person, set()
        while last in into and last not in seen:
            seen.add(last)
            last = into[last]
        found[person] = last
    return found


def _people(row: sqlite3.Row, survivor: Mapping[str, str]) -> frozenset[str]:
    named = [person for person, *_ in json.loads(row["people"])]
    if row["lead_person"]:
        named.append(row["lead_person"])
    return frozenset(survivor.get(person, person) for person in named)


def _known_since(
    facts: Sequence[sqlite3.Row], people: Mapping[str, frozenset[str]]
) -> dict[str, list[tuple[Moment, str]]]:
    """Return for each person the first two deals, so that the first other one can be told."""
    found: dict[str, list[tuple[Moment, str]]] = defaultdict(list)
    dated = [(moment(row["created_at"], row["created_day"]), row["id"]) for row in facts if row["created_day"]]
    for when, deal_id in sorted(dated, key=lambda one: (one[0].day, one[0].at, one[1])):
        for person in people[deal_id]:
            if len(found[person]) < 2:
                found[person].append((when, deal_id))
    return found


def _case(row: sqlite3.Row, people: frozenset[str], anchor: str, known: Mapping[str, list[tuple[Moment, str]]]) -> Case:
    opened = moment(row["created_at"], row["created_day"])
    lead = moment(row["lead_at"], row["lead_day"]) if anchor == "lead" else opened
    others = [when for person in people for when, deal in known.get(person, ()) if deal != row["id"]]
    return Case(
        row["id"],
        people,
        row["state"],
        lead or opened,
        opened,
        moment(row["closed_at"], row["closed_day"]),
        "social" if row["channel"] == "social" else "other" if crm_words.folded(row["source"]) else "",
        min(others, key=lambda when: (when.day, when.at), default=None),
        row["rep_id"] or "",
    )


def _links(conn: sqlite3.Connection, survivor: Mapping[str, str], people: set[str]) -> dict[str, tuple[Link, ...]]:
    found: dict[str, dict[str, Link]] = defaultdict(dict)
    for row in derive.rows(conn, "attribution_links"):
        person = survivor.get(row["person_id"], row["person_id"])
        if person not in people:
            continue
        known = found[person].get(row["contact_id"])
        if known is None or known.band == "review":
            found[person][row["contact_id"]] = Link(row["contact_id"], person, row["band"])
    return {person: tuple(links[key] for key in sorted(links)) for person, links in found.items()}


def _touches(conn: sqlite3.Connection, contacts: list[str]) -> dict[str, tuple[Touch, ...]]:
    found: dict[str, list[Touch]] = defaultdict(list)
    messages = [_message(row) for row in derive.rows(conn, "attribution_messages", contacts=contacts)]
    mere = [_mere(row) for row in derive.rows(conn, "attribution_mere", contacts=contacts)]
    for touch in sorted((*touches(messages), *mere), key=lambda one: one.order):
        found[touch.person_id].append(touch)
    return {contact: tuple(own) for contact, own in found.items()}


def _message(row: sqlite3.Row) -> Message:
    return Message(
        row["id"],
        row["conversation_id"],
        Moment(row["sent_at"] or row["day"], row["day"]),
        row["rep_id"],
        row["network"],
        row["contact_id"],
        row["direction"],
        row["opened_by"],
        row["template_id"],
        bool(row["auto_reply"]),
    )


def _mere(row: sqlite3.Row) -> Touch:
    name = f"{row['kind']}/{row['rep_id']}/{row['contact_id']}/{row['day']}"
    when = Moment(row["day"], row["day"])
    return Touch(
        name, when, row["rep_id"], row["network"], row["contact_id"], None, row["kind"], row["direction"], messages=0
    )
