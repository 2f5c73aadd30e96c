"""Threads as messages: who wrote to whom, when, and what of it people wrote themselves.

The files have no ids of messages. An id is made of the moment, which is told to the millisecond, and the words; not
of the thread or of names, because the download of encrypted chats tells the same messages in a thread called
otherwise, accounts disappear and people rename themselves. Moments rounded to seconds take the participants along.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from connectors.connector import Context, Line, Part, Problem
from connectors.meta.content import content_of, moment_of, sender_of
from connectors.meta.documents import ThreadFile, thread_file
from connectors.meta.layout import Place, place_of
from connectors.meta.names import fold
from connectors.meta.noise import is_placeholder
from connectors.meta.sides import Sides
from connectors.meta.survey import ThreadMember, names_of, title_of
from connectors.moments import NEVER, Moment
from data.records import OUT, Identity, Message, canonical_json, person_key, stable_id

_PLAIN_LIST = 20_000
"""Messages of a file that are looked through for senders before they are read; a longer file is a stream."""
_MARKET = re.compile(r".{1,80} · .{1,200}")


def read_thread(part: Part, ctx: Context, network: str) -> Iterator[Line]:
    """Yield the messages of one file of a thread; an entry that is none is a problem of its own."""
    member = part.member
    assert isinstance(member, ThreadMember)
    opened = thread_file(member)
    thread = _thread(member, opened, ctx, network)
    yield from ((0, one) for one in thread.identities())
    for no, told in enumerate(thread.messages, 1):
        yield no, _entry(thread, told)
    yield from ((0, problem) for problem in opened.problems)


def _entry(thread: "Thread", told: Any) -> Message | Problem:
    if not isinstance(told, dict):
        return Problem("bad-message")
    try:
        return thread.message(told)
    except (TypeError, ValueError, AttributeError, RecursionError):
        return Problem("bad-message")


def _thread(member: ThreadMember, opened: ThreadFile, ctx: Context, network: str) -> "Thread":
    names = names_of(opened.fields.get("participants"))
    first: list[Any] = []
    for one in opened.messages:
        first.append(one)
        if len(first) == _PLAIN_LIST:
            break
    senders = {sender_of(one) for one in first if isinstance(one, dict)} - {""}
    title = title_of(opened.fields)
    sides = Sides.of(names, senders, title, member, ctx)
    grouped = _is_group(opened.fields, names, senders, sides)
    market = not grouped and bool(_MARKET.fullmatch(title)) and fold(title) not in map(fold, names)
    place = _placed(member.place, opened.fields)
    linked = member.survey.with_people(tuple(names)) if place.ending == "flat" else None
    return Thread(
        network, ctx, linked or place, names, title, sides, chain(first, opened.messages),
        kind="group" if grouped or market else "direct",
        folder="marketplace" if market else place.section,
        handle=member.survey.handles.get((linked or place).thread.rpartition("_")[0].lower(), ""),
    )  # fmt: skip


def _placed(place: Place, fields: Mapping[str, Any]) -> Place:
    """Return where a file that was taken out of its folder says that it lay."""
    told = fields.get("thread_path")
    if place.section or place.ending != "json" or not isinstance(told, str):
        return place
    return place_of(f"messages/{told}/message_{place.no}.json") or place


def _is_group(fields: Mapping[str, Any], names: list[str], senders: set[str], sides: Sides) -> bool:
    if fields.get("thread_type") == "RegularGroup" or len(names) > 2:
        return True
    own = sides.own.keys() if sides.shown else set()
    others = {fold(name) for name in senders} - own - {fold(name) for name in names}
    return len(senders) > 2 and len(others) > 1


@dataclass
class Thread:
    """One file of a thread while it is read."""

    network: str
    ctx: Context
    place: Place
    names: list[str]
    title: str
    sides: Sides
    messages: Iterable[Any]
    kind: str
    folder: str
    handle: str = ""
    taken: Counter[str] = field(default_factory=Counter)
    addressed: dict[tuple[str, str], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Find out what is the same for every message."""
        self.flat = self.place.ending == "flat"
        own = ("e2ee", self.place.thread) if self.flat else ("thread", self.place.number)
        self.conversation_id = stable_id(self.ctx.rep_id, self.network, *own)
        self.other = self.sides.other
        self.called = {fold(name) for name in self.names}
        alone = len(self.called) == 1 and self.sides.shown and self.called <= self.sides.own.keys()
        if self.kind == "direct" and alone and self.sides.senders <= self.called and len(self.names) == 1:
            self.kind = "self"
        self.shown_title = self.title if self.kind == "group" or fold(self.title) not in self.called else ""
        self.person = self._person() if self.kind == "direct" else None
        people = "\x1e".join(sorted(map(fold, self.names)))
        self.rounded_extra = people if self.kind == "direct" else own[1]

    def _person(self) -> str | None:
        if self.handle:
            return person_key(self.network, "in", self.handle)
        if not self.flat:
            return person_key(self.network, "id", f"thread-{self.place.number}")
        return self.key_of(self.other) if self.other else None

    def key_of(self, name: str) -> str:
        """Return the key of somebody of whom no more than a name is known, or not even that."""
        if is_placeholder(name):
            return person_key(self.network, "talk", self.conversation_id)
        return person_key(self.network, "name", f"{self.ctx.rep_id}/{fold(name)}")

    def identities(self) -> Iterator[Identity]:
        """Yield how the other side of a talk of two is named and found."""
        if self.kind != "direct" or not self.person:
            return
        named = self.other and self.sides.shown and not is_placeholder(self.other, self.place.thread)
        told = [("name", self.other)] if named else []
        if self.handle:
            told += [("handle", self.handle), ("url", f"https://www.instagram.com/{self.handle}")]
        for kind, value in told:
            own_id = stable_id(self.ctx.rep_id, self.network, "identity", self.person, kind, value)
            yield Identity(own_id, self.ctx.rep_id, self.network, self.person, kind, value)

    def message(self, told: Mapping[str, Any]) -> Message | Problem:
        """Return one entry as a message; what the network wrote itself is of kind "system"."""
        sender = sender_of(told)
        stamp = told.get("timestamp_ms", told.get("timestamp"))
        key, when = self.moment(stamp)
        if not sender and when is NEVER:
            return Problem("bad-message")
        text, files, system = content_of(told, sender, self.names)
        direction, by = self.sides.of_sender(sender)
        person_name = self.other if self.kind == "direct" else ""
        return Message(
            self._id(key or str(stamp), text),
            self.ctx.rep_id,
            self.network,
            self.conversation_id,
            self.shown_title,
            "system" if system else self.kind,
            direction,
            by,
            when.at,
            when.by,
            self.stamp_text(stamp),
            when.day,
            self.person,
            person_name,
            self._sender_key(sender, direction),
            sender,
            self._recipients(sender, direction),
            "",
            text,
            canonical_json(files) if files else "[]",
            self.folder,
        )

    def moment(self, stamp: Any) -> tuple[int | str, Moment]:
        """Return what the id is made of, and the moment."""
        return moment_of(stamp, self.ctx.time_zone)

    def stamp_text(self, stamp: Any) -> str:
        """Return the moment as the file has it."""
        return "" if stamp is None else str(stamp)[:40]

    def _id(self, moment: int | str, text: str) -> str:
        rounded = not isinstance(moment, int) or moment % 1000 == 0
        key = (moment, " ".join(text.split()), self.rounded_extra if rounded else "")
        own = stable_id(self.ctx.rep_id, self.network, "message", *key, 1)
        self.taken[own] += 1
        number = self.taken[own]
        return own if number == 1 else stable_id(self.ctx.rep_id, self.network, "message", *key, number)

    def _sender_key(self, sender: str, direction: str) -> str | None:
        """Return the key of who sent a message; what a later answer may turn round is keyed for both sides alike."""
        if not sender or (self.sides.shown and direction == OUT):
            return None
        if self.kind != "direct" or (self.flat and not self.sides.shown):
            return self.key_of(sender)
        return self.person if self.sides.shown else None

    def _recipients(self, sender: str, direction: str) -> str:
        if (sender, direction) not in self.addressed:
            self.addressed[sender, direction] = self._addressed(sender, direction)
        return self.addressed[sender, direction]

    def _addressed(self, sender: str, direction: str) -> str:
        others = [name for name in self.names if fold(name) != fold(sender)]
        if self.kind != "direct" or (self.flat and not self.sides.shown):
            return canonical_json([[name, self.key_of(name)] for name in others])
        if self.sides.shown and direction == OUT:
            return canonical_json([[self.other or (others or [""])[0], self.person]])
        return canonical_json([[name, None] for name in others])
