"""Entries of a chat as records: messages, calls, and how people are reached."""

from collections import OrderedDict
from collections.abc import Iterator

from connectors.connector import Context, Line, Part, Problem
from connectors.moments import Moment, of_wall
from connectors.sources.whatsapp.clock import Clock, wall
from connectors.sources.whatsapp.dates import settled
from connectors.sources.whatsapp.entries import Entries, Entry
from connectors.sources.whatsapp.files import Chat, conversation_name
from connectors.sources.whatsapp.marks import OPENING, Body, holds, opens_chat, take_apart
from connectors.sources.whatsapp.people import NETWORK, phone_of, same
from connectors.sources.whatsapp.sides import Sides
from data.records import Activity, Identity, Message, canonical_json, stable_id

_MANY = 9_900
"""Exports are cut to the newest 10,000 messages with media, to 40,000 without."""
_MINUTES_KEPT = 50_000
_NOTICES = ("deleted", "own-deleted", "missed-call", "call", "system")


def read(part: Part, ctx: Context) -> Iterator[Line]:
    """Yield the messages of a chat, in the order of the file."""
    return _Reader(part.member, ctx).lines()


class Occurrences:
    """Numbers equal messages of one minute; only minutes seen lately are kept, since files go on in time."""

    def __init__(self) -> None:
        """Begin with none."""
        self._minutes: OrderedDict[str, dict[int, int]] = OrderedDict()

    def next(self, minute: str, what: int) -> int:
        """Return how many times this was told in this minute, this time counted."""
        counted = self._minutes.get(minute)
        if counted is None:
            counted = self._minutes[minute] = {}
            if len(self._minutes) > _MINUTES_KEPT:
                self._minutes.popitem(last=False)
        counted[what] = counted.get(what, 0) + 1
        return counted[what]


class _Reader:
    def __init__(self, chat: Chat, ctx: Context) -> None:
        self.chat, self.ctx = chat, ctx
        self.conversation = stable_id(ctx.rep_id, NETWORK, conversation_name(chat))
        self.sides = Sides(chat, ctx, self.conversation)
        self.orders = settled(chat.decisions, ctx.answers.get("date-order", ""))
        self.clock = Clock()
        self.occurred = Occurrences()
        self.reached: set[str] = set()

    def lines(self) -> Iterator[Line]:
        count = 0
        for entry in Entries(self.chat, self.orders):
            count += 1
            yield from entry.problems
            entry.marked = entry.marked or (count <= OPENING and opens_chat(entry.text))
            yield from self._records(entry)
        if count >= _MANY and not self.chat.told.noticed:
            yield 1, Problem("export-cut", {"messages": count})

    def _records(self, entry: Entry) -> Iterator[Line]:
        body = take_apart(entry.text, entry.marked) if entry.author else Body("system", entry.text)
        if entry.author and self.chat.group and same(entry.author, self.chat.title) and holds("group", entry.text):
            body = Body("system", entry.text)
        message = self._message(entry, body)
        yield entry.line, message
        if body.kind in ("call", "missed-call"):
            yield entry.line, self._call(message, body)
        for name, key in ((message.sender_name, message.sender_key), *self.sides.others(entry.author)):
            if key and key not in self.reached and not same(name, self.chat.own):
                self.reached.add(key)
                yield from ((entry.line, one) for one in self._identities(key, name))

    def _message(self, entry: Entry, body: Body) -> Message:
        side = self.sides.of(entry.author)
        text = self.clock.told(entry.head, entry.at, sure=self.chat.decisions[entry.head.group].sure)
        when = self._moment(text, entry)
        kind = "system" if body.kind in _NOTICES else self.sides.kind
        return Message(
            self._id(entry, body),
            self.ctx.rep_id,
            NETWORK,
            self.conversation,
            self.chat.title,
            kind,
            side.direction,
            side.by,
            when.at,
            when.by,
            text,
            when.day,
            self.sides.person_key,
            self.sides.person_name,
            side.key,
            entry.author or "",
            self.sides.recipients(entry.author),
            "",
            body.words if body.kind != "system" else entry.text,
            canonical_json(list(body.files)) if body.files else "[]",
            "edited" if body.edited else "",
        )

    def _moment(self, text: str, entry: Entry) -> Moment:
        return of_wall(wall(text, self.orders.get(entry.head.group, "")) or entry.at, self.ctx.zone, self.ctx.time_zone)

    def _id(self, entry: Entry, body: Body) -> str:
        """Return an id that neither answers nor media left out change. Equal messages of a minute are numbered."""
        words = " ".join(body.words.split()) + ("\x1emedia" if body.files else "")
        who = self.sides.slot(entry.author)
        number = self.occurred.next(entry.head.wall, hash((who, words)))
        return stable_id(self.ctx.rep_id, NETWORK, self.conversation, entry.head.wall, who, words, number)

    def _call(self, message: Message, body: Body) -> Activity:
        subtype = "missed" if body.kind == "missed-call" else "held"
        return Activity(
            stable_id(message.id, "call"),
            message.rep_id,
            NETWORK,
            "call",
            subtype,
            message.sent_at,
            message.sent_at_by,
            message.day,
            "",
            "",
            body.words,
            message.sent_at_text,
        )

    def _identities(self, key: str, name: str) -> Iterator[Identity]:
        phone = phone_of(name)
        told = [("phone", phone), ("url", f"https://wa.me/{phone[1:]}")] if phone else [("name", name)]
        for kind, value in told:
            yield Identity(
                stable_id(self.ctx.rep_id, NETWORK, key, kind, value), self.ctx.rep_id, NETWORK, key, kind, value
            )
