"""The first run over a chat: how its heads and dates are written, who writes, and what shows whose it is."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from connectors.connector import Member
from connectors.decoding import MAX_LINE, open_text
from connectors.sources.whatsapp.dates import Decision, Shape, decide
from connectors.sources.whatsapp.heads import Head, split_head
from connectors.sources.whatsapp.marks import OPENING, holds, opens_chat, plain, take_apart
from connectors.sources.whatsapp.people import clean, same

MOST_AUTHORS, LONGEST_NAME = 3_000, 90
_MARKS = ("\u200e", "\u200f")


@dataclass
class Survey:
    """What a chat shows before its messages are read."""

    style: str = ""
    shapes: dict[str, Shape] = field(default_factory=dict)
    authors: Counter[str] = field(default_factory=Counter)
    heads: int = 0
    first: str = ""  # the first and the last head as written
    last: str = ""
    group: bool = False
    noticed: bool = False  # begins with the notice that all full exports begin with
    notice_by: str = ""  # in whose name an iPhone writes that notice: the chat's own
    deleted_by: str = ""  # who deleted messages "of mine": the owner
    long_names: tuple[str, ...] = ()  # names that hold ": "

    def decisions(self, peers: Mapping[str, str]) -> dict[str, Decision]:
        """Return the order of the dates of every shape."""
        return decide(self.shapes, peers)


def text_lines(member: Member) -> Iterator[str]:
    """Yield the lines of a file without their ends; bytes that are no text become question marks."""
    with open_text(member) as text:
        while line := text.readline(MAX_LINE):
            line = line.rstrip("\r\n")
            yield line if line.isascii() and "\0" not in line else _mended(line)


def _mended(line: str) -> str:
    line = line.replace("\0", "")
    try:
        line.encode()
    except UnicodeEncodeError:
        return line.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return line


def author_of(rest: str, long_names: tuple[str, ...] = ()) -> tuple[str, str] | None:
    """Return (name, body) of what follows a head, None when nobody is named; names with ": " must be known."""
    for name in long_names:
        at = _end_of(rest, name)
        if at > 0:
            return name, rest[at + 1 :].removeprefix(" ")
    at = rest.find(": ", 0, LONGEST_NAME)
    if at < 0 and rest.endswith((":", ":.")) and len(rest) < LONGEST_NAME:
        at = rest.rindex(":")
    name = clean(rest[:at]) if at > 0 else ""
    return (name, rest[at + 1 :].removeprefix(" ")) if name else None


def _end_of(rest: str, name: str) -> int:
    """Return where a name ends that may hold colons; -1 when the text does not begin with it."""
    at = rest.find(":", 0, 2 * LONGEST_NAME)
    while at > 0 and len(clean(rest[:at])) <= len(name):
        if clean(rest[:at]) == name:
            return at
        at = rest.find(":", at + 1, 2 * LONGEST_NAME)
    return -1


def survey(member: Member, title: str) -> Survey:
    """Go through a chat once."""
    return _Surveyor(title).run(member)


class _Surveyor:
    def __init__(self, title: str) -> None:
        self.title = title
        self.told = Survey()
        self.second: dict[str, Counter[str]] = {}
        self.mentions: set[str] = set()
        self.notices: set[str] = set()

    def run(self, member: Member) -> Survey:
        for line in text_lines(member):
            found = split_head(line, self.told.style)
            if found:
                self.told.style = self.told.style or found[0]
                self._head(found[1], found[2], line)
        self.told.long_names = tuple(sorted(self._long_names(), key=len, reverse=True))
        self._leave_out_notices()
        return self.told

    def _head(self, head: Head, rest: str, line: str) -> None:
        told = self.told
        told.heads += 1
        told.first, told.last = told.first or head.wall, head.wall
        told.shapes.setdefault(head.group, Shape.of(head.group)).add(head.numbers, head.wall)
        authored = None if rest.startswith(_MARKS) and holds("group", rest) else author_of(rest)
        if authored is None:
            told.group = told.group or holds("group", rest)
            told.noticed = told.noticed or (told.heads <= OPENING and holds("notice", rest))
            return
        name, body = authored
        if len(told.authors) < MOST_AUTHORS or name in told.authors:
            told.authors[name] += 1
            if ": " in body[:LONGEST_NAME]:
                self.second.setdefault(name, Counter())[body[: body.index(": ")]] += 1
        self._body(name, body, line)

    def _body(self, name: str, body: str, line: str) -> None:
        if "\u2068" in body and len(self.mentions) < MOST_AUTHORS:
            self.mentions |= {part.partition("\u2069")[0] for part in body.split("\u2068")[1:]}
        opening = self.told.heads <= OPENING and opens_chat(body)
        if len(body) > 400 or not (opening or body.startswith(_MARKS) or len(body) < 60):
            return
        what = take_apart(body, opening or body.startswith(_MARKS) or line.startswith(_MARKS))
        if what.kind == "own-deleted":
            self.told.deleted_by = name
        elif what.kind == "system":
            self._notice(name, body)

    def _notice(self, name: str, body: str) -> None:
        self.notices.add(name)
        if holds("group", body):
            self.told.group = True
        elif self.told.heads <= OPENING and holds("notice", body):
            self.told.noticed, self.told.notice_by = True, name

    def _long_names(self) -> Iterator[str]:
        """Yield names that hold ": ": the chat's title, mentioned members, or what always stands after a name."""
        known = [name for name in (self.title, *self.mentions) if ": " in name]
        for first, seconds in self.second.items():
            yield from (name for name in known if plain(name).startswith(first + ": "))
            (second, times), *others = seconds.most_common(2)
            always = times > 1 and not others and times == self.told.authors[first] and not same(first, self.title)
            if always and len(second) < 40 and second[:1].isalpha() and not second[:1].islower():
                yield f"{first}: {clean(second)}"

    def _leave_out_notices(self) -> None:
        """Take out what only looks like an author: a notice with a colon in it, or a group in whose name it speaks."""
        authors = self.told.authors
        for name in self.told.long_names:
            first = name.partition(": ")[0]
            authors[name] = authors.pop(first, 0)
        for name in [name for name, times in authors.items() if times == 1 and holds("group", name + " ")]:
            del authors[name]
            self.told.group = True
        if self.told.group and self.told.notice_by and not same(self.told.notice_by, self.title or "-"):
            self.title = self.told.notice_by
        if self.told.group:
            for name in [name for name in authors if name in self.notices and same(name, self.title)]:
                del authors[name]
