"""Whose pages these are, and how old: from the profile's name and the links that go with it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from connectors.connector import Owner
from connectors.named import cell, named_rows
from connectors.sources.linkedin.dates import day
from connectors.sources.linkedin.people import folded, key_of_link
from connectors.tables import Table
from data.words import N_

_DATED = ("date", "connected on")


def owner_of(tables: Mapping[str, Table]) -> Owner:
    """Tell the owner from the profile, from sent invitations and from messages under the profile's name."""
    name = next((_name(row) for _, row in named_rows(tables["profile"])), "") if "profile" in tables else ""
    links = Counter(link for link in (*_inviters(tables), *_senders(tables, name)) if key_of_link(link))
    slugs = {key_of_link(link) for link in links}
    url = links.most_common(1)[0][0] if len(slugs) == 1 else ""
    named, linked = N_("name in the profile"), N_("links of sent invitations and messages")
    evidence = tuple(words for words, told in ((named, name), (linked, url)) if told)
    sure = "stated" if name and url else "likely" if name or url else "unknown"
    return Owner(name=name, profile_url=url, confidence=sure, evidence=evidence)


def _name(row: Mapping[str, str]) -> str:
    return " ".join(filter(None, (cell(row, "first name"), cell(row, "last name"))))


def _inviters(tables: Mapping[str, Table]) -> Iterator[str]:
    if "invitations" not in tables:
        return
    for _, row in named_rows(tables["invitations"]):
        direction = cell(row, "direction").upper()
        yield cell(row, "inviterprofileurl" if direction == "OUTGOING" else "inviteeprofileurl")


def _senders(tables: Mapping[str, Table], name: str) -> Iterator[str]:
    if "messages" not in tables or not name:
        return
    for _, row in named_rows(tables["messages"]):
        if folded(cell(row, "from")) == folded(name):
            yield cell(row, "sender profile url")
        elif folded(cell(row, "to")) == folded(name):
            yield cell(row, "recipient profile urls")


def newest_day(tables: Iterable[Table]) -> str:
    """Return the newest day among the rows, "" when none tells one."""
    told = (day(cell(row, *_DATED)) for table in tables for _, row in named_rows(table))
    return max(filter(None, told), default="")
