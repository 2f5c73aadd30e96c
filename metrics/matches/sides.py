"""The two sides of a link as values: a contact of a network, a person of the CRM, and how they agree."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from data import queries
from data.scope import Scope

AGAINST = ("other",)
ORDER = ("email", "phone", "linkedin", "telegram", "vk", "last", "first", "company", "city", "title")
"""Fields of evidence in the order in which they are told: what names one person first."""
_ASIDE = ("rival", "gap", "doubles", "double_of", "turned")


@dataclass(frozen=True)
class Contact:
    """Somebody on a network, as exports tell."""

    id: str
    network: str
    name: str
    company: str
    position: str
    keys: tuple[str, ...]


@dataclass(frozen=True)
class Person:
    """Somebody in a CRM. `keys`: e-mails, phones, addresses of profiles."""

    id: str
    crm: str
    name: str
    company: str
    title: str
    city: str
    keys: tuple[str, ...]
    owner: str
    since: str


@dataclass(frozen=True)
class Agreed:
    """How two sides agree in one field: `level` is same, form, near, part ... or other."""

    field: str
    level: str

    @property
    def against(self) -> bool:
        """Whether it speaks against their being one person."""
        return self.level in AGAINST


def contacts(conn: sqlite3.Connection, scope: Scope, ids: Iterable[str]) -> dict[str, Contact]:
    """Return contacts by id."""
    found = queries.rows(conn, "matches_contacts", scope, contacts=json.dumps(sorted(set(ids))))
    return {row["id"]: _contact(row) for row in found}


def _contact(row: sqlite3.Row) -> Contact:
    told = [one for text in (row["emails"], row["others"]) for one in text.split(",") if one]
    form, _, name = row["person_key"].partition(":")[2].partition("/")
    if form in ("in", "id", "phone", "email") and name not in told:
        told.insert(0, name)
    return Contact(row["id"], row["network"], row["name"], row["company"], row["position"], tuple(dict.fromkeys(told)))


def people(conn: sqlite3.Connection, scope: Scope, ids: Iterable[str]) -> dict[str, Person]:
    """Return people of the CRM by id."""
    found = queries.rows(conn, "matches_people", scope, people=json.dumps(sorted(set(ids))))
    return {row["id"]: _person(row) for row in found}


def _person(row: sqlite3.Row) -> Person:
    keys = tuple(one for part in ("emails", "phones", "urls") for one in json.loads(row[part]))
    return Person(
        row["id"], row["crm"], row["name"], row["company"], row["title"], row["city"], keys, row["owner"],
        row["created_day"],
    )  # fmt: skip


def agreed(evidence: Mapping) -> tuple[Agreed, ...]:
    """Return the evidence of a stored link field by field, in a fixed order."""
    told = [field for field in ORDER if field in evidence]
    told += sorted(field for field in evidence if field not in ORDER and field not in _ASIDE)
    return tuple(Agreed(field, str(evidence[field])) for field in told)
