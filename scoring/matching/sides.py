"""Both sides of the matching as frames of the same columns, every text folded once."""

import re
from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd

from scoring.matching import companies, keys, person
from scoring.matching.given import known
from scoring.matching.letters import skeleton
from scoring.matching.person import PersonName

CONTACT_COLUMNS = (
    "contact_id",
    "network",
    "profile_url",
    "display_name",
    "headline",
    "company",
    "email",
    "phone",
    "city",
)
CRM_COLUMNS = (
    "crm_id", "first_name", "last_name", "company", "title", "email", "phone", "linkedin_url", "telegram", "vk", "city",
)  # fmt: skip
KINDS = ("linkedin", "telegram", "vk", "email", "phone")
PROFILES = ("linkedin", "telegram", "vk")


class Side(NamedTuple):
    """`people`: one row a record (id, network, first, last, other, sure, handle, company, domain, city, title).

    `keys`: row, kind, value: every key of a record, `row` counts the rows of `people`.
    """

    people: pd.DataFrame
    keys: pd.DataFrame


def contacts(table: pd.DataFrame, vocabulary: frozenset[str]) -> Side:
    """Return the contacts; `vocabulary` are the companies of the CRM, by which a headline is understood."""
    table = table.reindex(columns=CONTACT_COLUMNS).fillna("").astype(str)
    people = [_contact(row, vocabulary) for row in table.itertuples(index=False)]
    found = [
        (no, kind, value)
        for no, row in enumerate(table.itertuples(index=False))
        for kind, value in _keys((row.profile_url, row.network), row.email, row.phone)
    ]
    return _side(people, found)


def crm(table: pd.DataFrame) -> Side:
    """Return the people of the CRM."""
    table = table.reindex(columns=CRM_COLUMNS).fillna("").astype(str)
    people = [_crm(row) for row in table.itertuples(index=False)]
    found = []
    for no, row in enumerate(table.itertuples(index=False)):
        told = [(getattr(row, column), network) for column, network in _PROFILE_COLUMNS]
        found += [(no, kind, value) for place in told for kind, value in _keys(place, "", "")]
        found += [(no, kind, value) for kind, value in _keys(("", ""), row.email, row.phone)]
    return _side(people, found)


_PROFILE_COLUMNS = (("linkedin_url", "linkedin"), ("telegram", "telegram"), ("vk", "vk"))
_COLUMNS = ("id", "network", "first", "last", "other", "sure", "handle", "company", "domain", "city", "title")


def _side(people: list[tuple], found: Iterable[tuple[int, str, str]]) -> Side:
    frame = pd.DataFrame(people, columns=list(_COLUMNS)).astype({"sure": bool, "handle": bool})
    return Side(frame, pd.DataFrame(sorted(set(found)), columns=["row", "kind", "value"]))


def _keys(place: tuple[str, str], email: str, phone: str) -> list[tuple[str, str]]:
    """Return (kind, value) of what names one person."""
    profiles = [keys.profile(one, place[1]) for one in place[0].split()]
    mails = [keys.email(one) for one in re.split(r"[;,\s]+", email)] if email else []
    phones = [number for one in re.split(r"[;,/|]+|\bor\b", phone) for number in keys.phones(one)] if phone else []
    found = [
        *((one.partition(":")[0], one) for one in profiles),
        *(("email", one) for one in mails),
        *(("phone", one) for one in phones),
    ]
    return [(kind, value) for kind, value in found if value and kind in KINDS]


def _contact(row, vocabulary: frozenset[str]) -> tuple:
    name = person.read(row.display_name)
    address = keys.profile(row.profile_url, row.network).partition(":")[2]
    name = _completed(name, address, row.email)
    told = companies.told_in(row.headline)
    firm = companies.company(row.company) or next((one for one in told if one in vocabulary), told[0] if told else "")
    title = skeleton(re.split(r"[|•·@,/–—-]|\s(?:at|bei|chez|в|у|w|en)\s", row.headline)[0])
    domain = skeleton(keys.domain(row.email)) if "@" in row.email else ""
    return row.contact_id, row.network, *name, firm, domain, companies.city(row.city), title


def _crm(row) -> tuple:
    name = person.read(row.first_name, row.last_name)
    if not name.last and name.first and not known(name.first):
        name = PersonName("", name.first, name.other, False)
    name = _completed(name, keys.profile(row.linkedin_url, "linkedin").partition(":")[2], row.email)
    domain = skeleton(keys.domain(row.email)) if "@" in row.email else ""
    return row.crm_id, "", *name, companies.company(row.company), domain, companies.city(row.city), skeleton(row.title)


def _completed(name: PersonName, *handles: str) -> PersonName:
    """Return a name with what is missing of it taken from the person's own addresses, where those agree with it."""
    if len(name.first) > 1 and len(name.last) > 1:
        return name
    for handle in handles:
        told = _of_address(handle.partition("@")[0])
        if told.last and _fits(name, told):
            return told if name.handle or not name.first + name.last else _filled(name, told)
        if told.last and _fits(name, turned := told._replace(first=told.last, last=told.first)):
            return _filled(name, turned)
    return name


def _of_address(text: str) -> PersonName:
    """Return the name in an address, without the letters and digits that make it unique."""
    words = [word for word in re.split(r"[-._]", text) if not re.search(r"\d", word)]
    return person.of_handle("_".join(words)) if len(words) == 2 else person.NOBODY


def _fits(name: PersonName, told: PersonName) -> bool:
    first = not name.first or name.first == told.first or (len(name.first) == 1 and told.first.startswith(name.first))
    last = not name.last or name.last == told.last or (len(name.last) == 1 and told.last.startswith(name.last))
    return first and last


def _filled(name: PersonName, told: PersonName) -> PersonName:
    longer = {part: max(getattr(name, part), getattr(told, part), key=len) for part in ("first", "last")}
    return name._replace(**longer, sure=name.sure or told.sure)
