"""One person over networks, seen from a conversation: where else they talk, and one line of time over all of it."""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, replace

from data import persons, queries
from data.scope import Scope
from metrics.conversations.talk import GAP_DAYS, Line, TalkModel, days_between, talk


@dataclass(frozen=True)
class Elsewhere:
    """A conversation with the same person. `by`: email, phone, click; "" for another one on the same contact."""

    id: str
    contact_id: str
    network: str
    contact: str
    messages: int
    last_day: str | None
    by: str


@dataclass(frozen=True)
class MayBe:
    """Somebody of the same name on another network, to be asked about."""

    contact_id: str
    network: str
    name: str
    company: str


@dataclass(frozen=True)
class PersonModel:
    """Who a conversation is with, beyond its network."""

    contact_id: str
    talks: tuple[Elsewhere, ...] = ()
    offers: tuple[MayBe, ...] = ()

    @property
    def networks(self) -> int:
        """On how many other networks the person is known."""
        return len({one.network for one in self.talks})


def person(conn: sqlite3.Connection, scope: Scope, conversation_id: str) -> PersonModel | None:
    """Return the person of a conversation; None for one that is not the scope's, or with nobody known."""
    scope = replace(scope, networks=None)
    if not queries.rows(conn, "talk_head", scope, id=conversation_id):
        return None
    row = conn.execute("SELECT contact_id, rep_id FROM conversation WHERE id = ?", (conversation_id,)).fetchone()
    if row is None or row["contact_id"] is None:
        return None
    contact_id = row["contact_id"]
    by = {one.contact_id: one.by for one in persons.others(conn, scope, contact_id)}
    found = queries.rows(conn, "person_talks", scope, contacts=json.dumps(list(by)))
    talks = tuple(_elsewhere(one, by) for one in found if one["id"] != conversation_id)
    hidden = scope.masked or scope.text == "none"
    namesakes = [] if hidden else persons.namesakes(conn, scope, contact_id, row["rep_id"])
    offers = tuple(MayBe(one["contact_id"], one["network"], one["name"], one["company"]) for one in namesakes)
    return PersonModel(contact_id, talks, offers)


def _elsewhere(row: sqlite3.Row, by: Mapping[str, str]) -> Elsewhere:
    return Elsewhere(
        row["id"],
        row["contact_id"],
        row["network"],
        row["contact"],
        row["messages"],
        row["last_day"],
        by.get(row["contact_id"], ""),
    )


def whole(conn: sqlite3.Connection, scope: Scope, conversation_id: str) -> TalkModel | None:
    """Return a conversation with the messages of all that the rep had with the same person, in one order of time."""
    scope = replace(scope, networks=None)
    model, known = talk(conn, scope, conversation_id), person(conn, scope, conversation_id)
    if model is None or known is None:
        return model
    parts = [(model.network, model)]
    for one in known.talks:
        other = talk(conn, scope, one.id)
        if other and other.rep_id == model.rep_id:
            parts.append((other.network, other))
    lines = [replace(line, network=network) for network, part in parts for line in part.lines]
    lines.sort(key=lambda line: (line.at is None and line.day is None, line.at or f"{line.day or ''}T", line.id))
    days = [line.day for line in lines if line.day]
    return replace(
        model,
        lines=tuple(_gapped(lines)),
        ours=sum(part.ours for _, part in parts),
        theirs=sum(part.theirs for _, part in parts),
        days=days_between(min(days), max(days)) if days else 0,
    )


def _gapped(lines: list[Line]) -> list[Line]:
    told, before = [], None
    for line in lines:
        gap = days_between(before, line.day)
        told.append(replace(line, gap_days=gap if gap >= GAP_DAYS else 0))
        before = line.day or before
    return told
