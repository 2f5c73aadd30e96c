"""Telegram's result.json piece by piece: what is well is decoded as it stands, what is broken is mended or passed over.

The file may be gigabytes, may break off, and some versions of Telegram Desktop wrote invalid JSON. So nothing holds the
whole: a window moves over the text, and each message is decoded for itself.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from connectors.connector import Member, Problem
from connectors.decoding import open_text
from connectors.sources.telegram.window import LONGEST_AFTER, LostError, Window, decode, end_of_object, mended

_MOST_DAMAGED = 1_000
"""Places beyond repair after which reading ends: real damage is one place, or a few."""
_MESSAGE = re.compile(r'\{\s*"id":\s*-?\d+,\s*"type":\s*"')
_NAME = r'"name":\s*(?:null|"(?:[^"\\]|\\.){0,300}+"),\s*'
_CHAT = re.compile(rf'(?P<chat>(?:{_NAME})?"type":\s*"\w+",\s*"id":\s*-?\d+,\s*|)"messages":\s*\[')
_EITHER = re.compile(f"{_CHAT.pattern}|(?P<message>{_MESSAGE.pattern})")
_SECTIONS = ("personal_information", "contacts", "frequent_contacts", "stories")
_HEAD = ("name", "type", "id")


class Piece(NamedTuple):
    """Something of the file: what "section", "chat", "message" or "problem"; `chat` counts chats from 0.

    section: (name, value). chat: its head, a dict that is complete once the file is read. message: a dict, or whatever
    stood in its place. problem: a Problem.
    """

    line: int
    what: str
    chat: int
    body: Any


def pieces(member: Member) -> Iterator[Piece]:
    """Yield what a result.json holds, in its order; damage comes as problems."""
    with open_text(member) as text:
        yield from _Walk(Window(text)).run()


class _Walk:
    def __init__(self, window: Window) -> None:
        self.window, self.chat, self.head = window, -1, {}
        self.inside = False  # a list of messages
        self.damaged = 0

    def piece(self, what: str, body: Any, line: int = 0) -> Piece:
        return Piece(line or self.window.line, what, self.chat, body)

    def run(self) -> Iterator[Piece]:
        step: Callable[[], Iterator[Piece]] | None = self.root
        while step:
            try:
                yield from step()
                return
            except LostError:
                line = self.window.line
                self.damaged += 1
                self.window.longest = LONGEST_AFTER
                if self.damaged > _MOST_DAMAGED:
                    yield self.piece("problem", Problem("json-ruined", {"limit": _MOST_DAMAGED}))
                    return
                self.window.at += bool(self.window.peek())
                step = self.recover()
                yield self.piece("problem", Problem("json-lost" if step else "json-cut-off"), line)

    def recover(self) -> Callable[[], Iterator[Piece]] | None:
        """Find a place from which to go on: the next chat, or the next message of this one.

        Of a chat whose head is damaged only the messages are left: nobody knows whose they are.
        """
        found = self.window.find(_EITHER if self.inside else _CHAT)
        if not found:
            return None
        return self.messages_on if "message" in found.groupdict() and found["message"] else self.chat_on

    def root(self) -> Iterator[Piece]:
        self.window.take("{")
        yield from self.root_on()

    def root_on(self, last: str = "") -> Iterator[Piece]:
        """Read sections until the end. `last`: the character before, "}" where the end may have been passed."""
        while char := self.window.peek():
            if char == '"':
                yield from self.section()
            elif char in "},]":
                self.window.at += 1
            else:
                raise LostError
            last = char
        if last != "}":
            raise LostError

    def section(self) -> Iterator[Piece]:
        name = self.key()
        if name in ("chats", "left_chats"):
            yield from self.lists()
        elif name == "messages":
            yield from self.begin_chat()
            yield from self.messages()
        elif name in _SECTIONS:
            line = self.window.line
            yield self.piece("section", (name, self.window.value()), line)
        else:
            self.note(name)

    def note(self, name: str) -> None:
        """Pass over a value; of a chat's head it is kept."""
        value = self.window.value()
        if name in _HEAD:
            self.head[name] = value

    def key(self) -> str:
        name = self.window.value()
        self.window.take(":")
        return str(name)

    def lists(self) -> Iterator[Piece]:
        """Read {"about": ..., "list": [chats]}, or the list alone."""
        if self.window.peek() == "[":
            yield from self.chats()
            return
        self.window.take("{")
        while (char := self.window.peek()) != "}":
            if char == ",":
                self.window.at += 1
            elif self.key() == "list" and self.window.peek() == "[":
                yield from self.chats()
            else:
                self.window.value()
        self.window.at += 1

    def chats(self) -> Iterator[Piece]:
        self.window.take("[")
        yield from self.chats_in_list()

    def chats_in_list(self) -> Iterator[Piece]:
        while (char := self.window.peek()) != "]":
            if char == ",":
                self.window.at += 1
            elif char == "{":
                yield from self.one_chat()
            else:
                self.window.value()
        self.window.at += 1

    def one_chat(self) -> Iterator[Piece]:
        self.window.take("{")
        yield from self.chat_in_list()

    def chat_in_list(self) -> Iterator[Piece]:
        self.head, begun = {}, False
        while (char := self.window.peek()) != "}":
            if char == ",":
                self.window.at += 1
                continue
            name = self.key()
            if name == "messages" and self.window.peek() == "[":
                begun = True
                yield from self.begin_chat()
                yield from self.messages()
            else:
                self.note(name)
        self.window.at += 1
        if not begun:
            yield from self.begin_chat()

    def begin_chat(self) -> Iterator[Piece]:
        self.chat += 1
        self.inside = True
        yield self.piece("chat", self.head)

    def messages(self) -> Iterator[Piece]:
        self.window.take("[")
        yield from self.messages_in_list()

    def messages_in_list(self) -> Iterator[Piece]:
        window = self.window
        while (char := window.peek()) != "]":
            if char == ",":
                window.at += 1
            elif char == "{":
                yield from self.one_message()
            else:
                self.damaged += 1
                if self.damaged > _MOST_DAMAGED:
                    raise LostError
                yield self.piece("message", window.value())
        window.at += 1
        self.inside = False

    def one_message(self) -> Iterator[Piece]:
        line = self.window.line
        try:
            body, end = decode(self.window.buffer, self.window.at)
        except (ValueError, RecursionError):
            yield from self.broken_message(line)
            return
        self.window.at = end
        yield Piece(line, "message", self.chat, body)

    def broken_message(self, line: int) -> Iterator[Piece]:
        """Read on if the message is only cut by the window; else mend it, or pass over it."""
        window, end = self.window, 0
        while not end:
            following = _EITHER.search(window.buffer, window.at + 1)
            last = following.start() if following else len(window.buffer)
            end = end_of_object(window.buffer, window.at, last)
            if not end and (following or len(window.buffer) - window.at > window.longest or not window.more()):
                raise LostError
        body, repaired = mended(window.buffer[window.at : end])
        window.at = end
        self.damaged += body is None
        if self.damaged > _MOST_DAMAGED:
            raise LostError
        if body is None:
            window.at = following.start() if following and following["message"] else end
            yield self.piece("problem", Problem("json-message"), line)
            return
        if repaired:
            yield self.piece("problem", Problem("json-mended"), line)
        yield self.piece("message", body, line)

    def chat_on(self) -> Iterator[Piece]:
        """Go on inside a chat of a list, after damage."""
        self.inside = False
        yield from self.chat_in_list()
        yield from self.chats_on()

    def chats_on(self) -> Iterator[Piece]:
        """Go on inside a list of chats."""
        if (char := self.window.peek()) and char in ",]":
            yield from self.chats_in_list()
        yield from self.root_on("}")

    def messages_on(self) -> Iterator[Piece]:
        """Go on inside the messages of the present chat, after damage; the chats after it follow."""
        yield from self.messages_in_list()
        while (char := self.window.peek()) and char in "},":
            self.window.at += 1
            if self.window.peek() == "{":
                yield from self.chats_in_list()
                break
        yield from self.root_on("}")
