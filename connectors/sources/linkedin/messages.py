"""messages.csv of every era since 2015, and Inbox.csv before it: one `Message` a row."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from connectors.connector import Context, Line, Problem
from connectors.sources.linkedin.dates import message_moment, zone
from connectors.sources.linkedin.people import folded, is_hidden, key_of_link, split_names
from connectors.sources.linkedin.reader import NETWORK, Reader
from connectors.sources.linkedin.senders import Route, Routes
from connectors.tables import Shape, Table
from data.records import IN, Message, canonical_json, person_key, stable_id

COLUMNS = (
    "conversation id", "conversation title", "from", "sender profile url", "to", "recipient profile urls", "date",
    "subject", "content", "folder", "attachments", "is message draft", "is conversation draft", "direction",
)  # fmt: skip
YES = frozenset({"yes", "true", "1", "y"})
_SYSTEM = re.compile(r"message request accepted\.?|(?:a linkedin member|.{0,80}) (?:left|joined) the conversation\.?")
_NEXT_ADDRESS = re.compile(r",(?=https?://)")
_INVITED = "join my network on linkedin"


def read_messages(table: Table, ctx: Context) -> Iterator[Line]:
    """Yield the messages of a table; it is gone through twice, because one row may show that a talk is a group's."""
    return _Messages(table, ctx).lines()


class _Messages:
    def __init__(self, table: Table, ctx: Context) -> None:
        self.table, self.ctx = table, ctx
        self.zone = None if ctx.time_zone == "UTC" else zone(ctx.time_zone)
        self.groups, keys_of_names = survey(table, ctx.owner.name)
        self.routes = Routes(ctx, keys_of_names)
        self.links_told = table.has("sender profile url")
        self.conversations: dict[str, str] = {}
        self.taken: Counter[str] = Counter()

    def lines(self) -> Iterator[Line]:
        pick, make = self.table.pick(*COLUMNS), self.message
        for line, row in self.table.rows():
            cells = pick(row)
            if not (cells[2] or cells[8] or cells[6]):
                yield line, Problem("empty-row")
                continue
            moment, sure = message_moment(cells[6])
            if moment is None:
                yield line, Problem("bad-date", {"column": "DATE"})
            yield line, make(cells, moment, sure)

    def message(self, cells: tuple[str, ...], moment: datetime | None, sure: str) -> Message:
        native, title, sender, link, to, links, date, subject, text, folder, attached, *_, way = cells
        between = (sender, link, to, links, way)
        route = self.routes.of(between)
        kind = self.kind(cells, native, route)
        if not native:
            native = "name:" + self.routes.apart(between)
        conversation_id = self.conversations.get(native)
        if conversation_id is None:
            conversation_id = self.conversations[native] = stable_id(self.ctx.rep_id, NETWORK, native)
        sent_at = moment.isoformat()[:19] + "Z" if moment else None
        person = None if kind in ("group", "sponsored", "self") else route.person_key
        if person is None and route.hidden and kind not in ("group", "sponsored"):
            person = person_key(NETWORK, "talk", native)
        local = moment.astimezone(self.zone).isoformat() if moment and self.zone else sent_at
        return Message(
            self.own_id(native, sent_at or date, text),
            self.ctx.rep_id,
            NETWORK,
            conversation_id,
            title,
            kind,
            route.direction,
            route.direction_by,
            sent_at,
            sure,
            date,
            local[:10] if local else None,
            person,
            "" if kind == "group" else route.person_name,
            route.sender_key,
            sender,
            route.recipients,
            subject,
            text,
            canonical_json(_NEXT_ADDRESS.split(attached)) if attached else "[]",
            folder,
        )

    def own_id(self, native: str, when: str, text: str) -> str:
        """Return an id that no era's or later export's way of telling the same message changes.

        Left out are names and links (people change them), attachments (they expire) and the way lines are broken.
        """
        plain = " ".join(text.split())
        own = stable_id(self.ctx.rep_id, NETWORK, native, when, plain, 1)
        self.taken[own] += 1
        number = self.taken[own]
        return own if number == 1 else stable_id(self.ctx.rep_id, NETWORK, native, when, plain, number)

    def kind(self, cells: tuple[str, ...], native: str, route: Route) -> str:
        _, title, _, link, _, _, _, subject, text, _, _, draft, talk_draft, _ = cells
        if draft.strip().casefold() in YES or talk_draft.strip().casefold() in YES:
            return "draft"
        if len(text) < 120 and _SYSTEM.fullmatch(text.strip().casefold()):
            return "system"
        if route.to_self:
            return "self"
        grouped = native in self.groups if native else route.many
        if route.direction == IN and not link and _is_advert(title, text, self.links_told and not grouped):
            return "sponsored"
        if grouped:
            return "group"
        if not native:  # before conversation ids every message had a subject
            return "invitation" if subject.strip().casefold() == _INVITED else "direct"
        return "inmail" if subject.strip() else "direct"


def _is_advert(title: str, text: str, linkless: bool) -> bool:
    return "spinmail" in text or (linkless and bool(title.strip()))


def survey(table: Table, owner_name: str) -> tuple[set[str], dict[str, str]]:
    """Return the ids of conversations of three and more, and the keys of people whose name means one link only."""
    pick = table.pick("conversation id", "from", "sender profile url", "to", "recipient profile urls")
    groups: set[str] = set()
    links: dict[str, str] = {}
    ambiguous: set[str] = set()
    unsure: set[tuple[str, str]] = set()
    for _, row in table.rows():
        talk, sender, link, to, to_links = pick(row)
        if link and links.setdefault(sender, link) != link:
            ambiguous.add(sender)
        several = to_links.count("/in/")
        if several > 1:
            groups.add(talk)
        elif "," in to and (not several or is_hidden(to.rpartition(",")[2])):
            unsure.add((talk, to))
    names = {name.strip(): key for name, link in links.items() if name not in ambiguous and (key := key_of_link(link))}
    known = {*names, owner_name}
    groups.update(talk for talk, to in unsure if talk and len(split_names(to, known)) > 1)
    return groups, {name: key for name, key in names.items() if folded(name) and not is_hidden(name)}


READER = Reader(Shape.of("from, to, date, content", "from, to, date, direction, folder"), read_messages)
