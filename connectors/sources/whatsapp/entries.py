"""The second run over a chat: entries, each a head with its lines; what only looks like a head stays text."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from connectors.connector import Problem
from connectors.sources.whatsapp.clock import at_time
from connectors.sources.whatsapp.dates import day_of
from connectors.sources.whatsapp.files import Chat
from connectors.sources.whatsapp.heads import Head, split_head
from connectors.sources.whatsapp.marks import holds
from connectors.sources.whatsapp.people import same
from connectors.sources.whatsapp.survey import author_of, text_lines

LONGEST_TEXT = 200_000
"""WhatsApp takes 65,536 characters; what is longer is no message."""
_MARKS = ("\u200e", "\u200f")


@dataclass
class Entry:
    """One message or notice. `at` is wall-clock time; `author` None where nobody is named."""

    line: int
    head: Head
    at: datetime
    author: str | None
    body: list[str]
    raw: str
    marked: bool
    size: int = 0
    problems: list[tuple[int, Problem]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The lines of the body."""
        return "\n".join(self.body)

    def grow(self, line: str) -> None:
        """Take a further line; what no message can hold is dropped."""
        room = LONGEST_TEXT - self.size
        self.size += len(line) + 1
        if room > 0 or not self.body:
            self.body.append(line[: max(room, 0)])
        if len(line) > room and not any(problem.code == "long-message" for _, problem in self.problems):
            self.problems.append((self.line, Problem("long-message", {"limit": LONGEST_TEXT})))


class Entries:
    """The entries of one chat, given the order of its dates."""

    def __init__(self, chat: Chat, orders: Mapping[str, str]) -> None:
        """Take what the first run showed."""
        self.chat, self.orders = chat, orders
        told = chat.told
        self.trusted = {name for name, times in told.authors.items() if times > 1 or same(name, chat.title)}

    def __iter__(self) -> Iterator[Entry]:
        """Yield entries in the order of the file; each is held back until the next head shows that it is one."""
        stands: Entry | None = None
        waits: Entry | None = None
        for no, line in enumerate(text_lines(self.chat), 1):
            fresh = self._entry(no, line)
            if fresh is None:
                if newest := waits or stands:
                    newest.grow(line)
                continue
            if waits:
                if stands is None or self._is_entry(waits, stands, fresh):
                    if stands:
                        yield stands
                    stands = waits
                else:
                    _swallow(stands, waits)
            waits = fresh
        if waits and stands and not self._is_entry(waits, stands, None):
            _swallow(stands, waits)
            waits = None
        yield from filter(None, (stands, waits))

    def _entry(self, no: int, line: str) -> Entry | None:
        found = split_head(line, self.chat.told.style)
        day = day_of(found[1].numbers, self.orders.get(found[1].group, "dmy")) if found else None
        if not found or not day:
            return None
        _, head, rest = found
        at = at_time(head, day)
        authored = self._author(rest)
        marked = line.startswith(_MARKS) or rest.startswith(_MARKS)
        if authored is None:
            return Entry(no, head, at, None, [rest], line, marked)
        name, body = authored
        entry = Entry(no, head, at, name, [], line[:LONGEST_TEXT], marked or body.startswith(_MARKS))
        entry.grow(body)
        return entry

    def _author(self, rest: str) -> tuple[str, str] | None:
        if rest.startswith(_MARKS) and holds("group", rest):
            return None
        authored = author_of(rest, self.chat.told.long_names)
        if authored and authored[0] not in self.chat.told.authors:
            if self.chat.group and same(authored[0], self.chat.title or self.chat.told.notice_by):
                return None
            if holds("group", authored[0] + " ") or self.chat.told.notice_by == authored[0]:
                return None
        return authored

    def _is_entry(self, one: Entry, before: Entry, after: Entry | None) -> bool:
        """Tell a message from a line of a message that looks like one: a known writer, a notice, or the right time."""
        if one.author in self.trusted:
            return True
        if one.author is None and any(holds(table, one.raw) for table in ("notice", "group", "system")):
            return True
        return before.at <= one.at and (after is None or one.at <= after.at)


def _swallow(stands: Entry, line: Entry) -> None:
    """Take a head that is none, and the lines below it, as text."""
    stands.problems.append((line.line, Problem("pasted-head")))
    stands.grow(line.raw)
    for more in line.body[1:]:
        stands.grow(more)
