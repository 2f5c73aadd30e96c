"""A mailbox file as a stream of messages: split where a message really begins, never held as a whole."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from connectors.connector import Member

MOST_HEADER, MOST_BODY = 1 << 18, 4 << 20
"""Bytes kept of a message. Texts stand before attachments, so what is cut off is pictures and documents."""
_PIECE = 1 << 16
_BEGIN = re.compile(rb"From \S+ +(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) .{8,40}\d{4}\s*$")
_HEADER = re.compile(rb"[!-9;-~]{1,76}:")
_TELLING = frozenset([b"date", b"subject", b"message-id", b"to", b"received"])
_ESCAPED = re.compile(rb">+From ")


class Raw(NamedTuple):
    """One message as it stands: the line it begins at, the line that separates it, its headers and its body."""

    line: int
    separator: bytes
    head: bytes
    body: bytes


def is_box(head: bytes) -> bool:
    """Tell whether these first bytes of a file are those of a mailbox."""
    lines = head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n").splitlines()[:2]
    return len(lines) == 2 and bool(_BEGIN.match(lines[0]) and _HEADER.match(lines[1]))


@dataclass(frozen=True)
class Letters(Member):
    """Mails that were saved one by one, taken as one mailbox; its `line` is then the number of a mail."""

    each: tuple[Member, ...] = field(default=(), repr=False, compare=False)


def is_letter(head: bytes) -> bool:
    """Tell whether these first bytes of a file are those of a single mail."""
    lines = head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n").splitlines()[:200]
    names = {line.partition(b":")[0].lower() for line in lines if _HEADER.match(line)}
    return bool(lines) and bool(_HEADER.match(lines[0])) and b"from" in names and bool(names & _TELLING)


def messages(member: Member, *, bodies: bool = True) -> Iterator[Raw]:
    """Yield the messages of a mailbox.

    A message begins at a line "From <somebody> <weekday> ... <year>" that stands after an empty line and before a
    header. Bodies may hold lines that begin with "From " unescaped; those that were escaped are put right.
    """
    for no, letter in enumerate(getattr(member, "each", ()), 1):
        yield from _Splitter(bodies).whole(no, letter)
    if getattr(member, "each", ()):
        return
    splitter = _Splitter(bodies)
    for no, whole, line in _lines(member):
        if done := splitter.take(no, whole, line):
            yield done
    if done := splitter.end():
        yield done


def _lines(member: Member) -> Iterator[tuple[int, bool, bytes]]:
    """Yield (line number, whether a line begins here, bytes); long lines come in pieces."""
    no, begins = 1, True
    with member.open() as file:
        while line := file.readline(_PIECE):
            yield no, begins, line.removeprefix(b"\xef\xbb\xbf") if no == 1 and begins else line
            begins = line.endswith(b"\n")
            no += begins


class _Splitter:
    def __init__(self, bodies: bool) -> None:
        self.bodies = bodies
        self.waits: tuple[int, bytes] | None = None  # what may be a separator, until the next line shows it
        self.begun: tuple[int, bytes] | None = None
        self.head: list[bytes] = []
        self.body: list[bytes] = []
        self.size = 0
        self.in_head = False
        self.empty = True  # the line before was empty, or there was none

    def whole(self, no: int, letter: Member) -> Iterator[Raw]:
        """Yield the one message that a file holds."""
        self._begin(no, b"")
        for _, begins, line in _lines(letter):
            if self.head or line.strip():
                self._keep(line, begins)
        if done := self.end():
            yield done

    def take(self, no: int, begins: bool, line: bytes) -> Raw | None:
        """Take a line; return the message that ends before it."""
        if self.waits:
            waits, self.waits = self.waits, None
            if _HEADER.match(line):
                done = self.end()
                self._begin(*waits)
                self._keep(line, begins)
                return done
            self._keep(waits[1], begins=True)
        if begins and self.empty and line.startswith(b"From ") and _BEGIN.match(line):
            self.waits = no, line
            return None
        self._keep(line, begins)
        return None

    def _begin(self, no: int, separator: bytes) -> None:
        self.begun, self.head, self.body, self.size, self.in_head = (no, separator), [], [], 0, True

    def _keep(self, line: bytes, begins: bool) -> None:
        self.empty = begins and not line.strip()
        if self.in_head:
            if self.empty:
                self.in_head, self.size = False, 0
            elif self.size < MOST_HEADER:
                self.head.append(line)
                self.size += len(line)
        elif self.begun and self.bodies and self.size < MOST_BODY:
            self.body.append(line[1:] if begins and _ESCAPED.match(line) else line)
            self.size += len(line)

    def end(self) -> Raw | None:
        """Return the message at hand."""
        if self.waits and self.begun:
            self._keep(self.waits[1], begins=True)
            self.waits = None
        if not self.begun:
            return None
        return Raw(*self.begun, b"".join(self.head), b"".join(self.body))
