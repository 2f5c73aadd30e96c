"""The runner of matching: the workspace's contacts and the CRM's people go in, stored links come out."""

import functools
import hashlib
import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from data import derive, matching, workspace
from data.matching import DoubleRow, MatchRow
from data.records import canonical_json
from scoring.matching import keys
from scoring.matching.engine import Link, Matches, match
from scoring.matching.sides import CONTACT_COLUMNS, CRM_COLUMNS
from scoring.matching.tiers import AUTO


def rematch(conn: sqlite3.Connection, full: bool = False) -> int:
    """Match again when contacts, people of the CRM, decisions or this program changed; return how many are linked.

    Runs inside the caller's transaction. A contact that somebody decided about keeps that decision: the program
    proposes nobody else for who is the "same" as somebody, and never again who is "not".
    """
    people = _people(conn)
    contacts = _contacts(conn) if len(people) else pd.DataFrame(columns=list(CONTACT_COLUMNS), dtype=object)
    decided = [tuple(row) for row in derive.rows(conn, "match_decisions")]
    to_review = workspace.load(conn).name_links_to_review
    state = _digest(contacts, people, sorted(decided), to_review)
    if full or state != matching.stored_state(conn):
        same = {contact for contact, _, verdict in decided if verdict == "same"}
        denied = frozenset((contact, person) for contact, person, verdict in decided if verdict == "not")
        free = contacts[~contacts.contact_id.isin(same)]
        found = match(free, people, to_review, denied) if len(free) and len(people) else Matches([], [])
        doubles = [DoubleRow(person, group[0]) for group in found.doubles for person in group]
        matching.put_all(conn, list(_rows(found)), doubles, state)
    sql = "SELECT count(DISTINCT contact_id) FROM person_of_contact"
    return conn.execute(sql).fetchone()[0]


def _rows(found: Matches) -> Iterator[MatchRow]:
    """Return the links to store: one to a person that stands in the CRM more than once is one to all its rows."""
    doubles = {person: group for group in found.doubles for person in group}
    for link in found.links:
        others = [person for person in doubles.get(link.crm_id, ()) if person != link.crm_id]
        told = canonical_json(_evidence(link, others))
        yield MatchRow(link.contact_id, link.crm_id, link.band, link.tier or "name", link.score, told)
        for person in others if link.band == AUTO else ():
            of_double = canonical_json({"double_of": link.crm_id})
            yield MatchRow(link.contact_id, person, AUTO, link.tier, link.score, of_double)


def _evidence(link: Link, doubles: list[str]) -> dict:
    told: dict = dict(link.evidence)
    if link.rival:
        told |= {"rival": link.rival, "gap": link.gap}
    return told | ({"doubles": doubles} if doubles else {})


def _contacts(conn: sqlite3.Connection) -> pd.DataFrame:
    """Return the contacts as `sides.CONTACT_COLUMNS`, without the reps themselves."""
    known = _known_keys(conn)
    own = _own(conn)
    rows = []
    for id_, network, name, company, position in derive.rows(conn, "match_contacts"):
        told = known.get(id_, {})
        profiles, emails, phones = (sorted(told.get(kind, ())) for kind in ("profile", "email", "phone"))
        if own.isdisjoint((*profiles, *map(keys.email, emails))):
            rows.append(
                (id_, network, " ".join(profiles), name, position, company, ";".join(emails), ";".join(phones), "")
            )
    return pd.DataFrame(rows, columns=list(CONTACT_COLUMNS), dtype=object)


def _known_keys(conn: sqlite3.Connection) -> dict[str, dict[str, set[str]]]:
    """Return profiles, emails and phones by contact; contacts that a person called one have each other's."""
    known: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for contact, kind, value in derive.rows(conn, "match_keys"):
        for told_kind, told in _told(kind, value):
            known[contact][told_kind].add(told)
    for one, other in derive.rows(conn, "match_clicked").fetchall():
        for a, b in ((one, other), (other, one)):
            for kind, values in list(known[b].items()):
                known[a][kind] |= values
    return known


def _told(kind: str, value: str) -> Iterator[tuple[str, str]]:
    """Return what a stored key tells as (profile, email or phone; value)."""
    if kind in ("email", "phone"):
        yield kind, value
        return
    network, _, rest = value.partition(":") if kind == "key" else ("", "", value)
    form, _, name = rest.partition("/") if kind == "key" else ("", "", value)
    if form in ("phone", "email"):
        yield form, name
    elif (profile := _profile(network, form, name)) and profile.partition(":")[0] in ("linkedin", "telegram", "vk"):
        yield "profile", profile


def _profile(network: str, form: str, name: str) -> str:
    if form == "in" or (form == "id" and network == "vk"):
        return keys.profile(f"id{name}" if network == "vk" and name.isdigit() else name, network)
    return keys.profile(name) if not form else ""


@functools.lru_cache(maxsize=1)
def _code() -> str:
    digest = hashlib.blake2b(digest_size=8)
    for path in (*sorted((Path(__file__).parent / "matching").iterdir()), Path(__file__)):
        if path.suffix in (".py", ".toml"):
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _digest(contacts: pd.DataFrame, people: pd.DataFrame, *more: object) -> str:
    digest = hashlib.blake2b(_code().encode(), digest_size=16)
    for frame in (contacts, people):
        digest.update(pd.util.hash_pandas_object(frame, index=False).to_numpy().tobytes())
    digest.update(canonical_json(more).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _own(conn: sqlite3.Connection) -> frozenset[str]:
    """Return the keys of the reps: whoever has one of them is no customer."""
    own = set()
    for network, kind, value in derive.rows(conn, "match_own"):
        own.add(keys.email(value) if kind == "email" else keys.profile(value, network))
        own.add(keys.profile(value))
    return frozenset(own) - {""}


def _people(conn: sqlite3.Connection) -> pd.DataFrame:
    """Return the people of the CRM as `sides.CRM_COLUMNS`, without the keys of reps that were typed for them."""
    own = _own(conn)
    return pd.DataFrame(
        [_person(row, own) for row in derive.rows(conn, "match_people")], columns=list(CRM_COLUMNS), dtype=object
    )


def _person(row: sqlite3.Row, own: frozenset[str]) -> tuple:
    parted = row["first_name"] or row["last_name"]
    name = (row["first_name"], row["last_name"]) if parted else (row["name"], "")
    profiles = [keys.profile(url) for url in json.loads(row["urls"])]
    profiles += [keys.profile(handle, network) for network, handle in json.loads(row["handles"])]
    emails = [one for one in json.loads(row["emails"]) if keys.email(one) not in own]
    of = {
        net: [one for one in profiles if one.startswith(net) and one not in own]
        for net in ("linkedin", "telegram", "vk")
    }
    keyed = (" ".join(dict.fromkeys(of[net])) for net in ("linkedin", "telegram", "vk"))
    phones = ";".join(json.loads(row["phones"]))
    return row["id"], *name, row["company"], row["title"], ";".join(emails), phones, *keyed, row["city"]
