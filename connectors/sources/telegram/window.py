"""A window that moves over the text of a JSON file of any size, and mends what Telegram Desktop is known to break."""

import json
import re
from typing import Any, TextIO

_STEP = 1 << 18
_LONGEST, LONGEST_AFTER = 16 << 20, 1 << 20
"""Characters that a message or section may have, before and after the first damage; a whole message is far below."""
_VALUE = frozenset('"{[-0123456789tfnNI')
decode = json.JSONDecoder(strict=False).raw_decode
_SPACES = re.compile(r"\s*")
_STRING = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"', re.DOTALL)
_TOKEN = re.compile(rf'{_STRING.pattern}|["{{}}\[\]]', re.DOTALL)
_HEX = re.compile(r"(?<!\\)((?:\\\\)*)\\x([0-9A-Fa-f]{2})")
_BAD_ESCAPE = re.compile(r'(?<!\\)((?:\\\\)*)\\(?!["\\/bfnrtu])')
_BARE_ID = re.compile(r'("document_id":[ \t]*)([^"\s][^\r\n]*?)(,?)[ \t]*(?=\r?\n)')


class LostError(Exception):
    """The text is not what it should be here."""


class Window:
    """A piece of the text that moves forward."""

    def __init__(self, text: TextIO) -> None:
        self.text, self.buffer, self.at, self.ended = text, "", 0, False
        self._lines, self._counted = 1, 0
        self.longest = _LONGEST

    @property
    def line(self) -> int:
        """The line of the place reached."""
        self._lines += self.buffer.count("\n", self._counted, self.at)
        self._counted = self.at
        return self._lines

    def more(self) -> bool:
        """Read on; tell whether there was more."""
        if self.ended:
            return False
        _ = self.line
        rest = self.buffer[self.at :]
        read = self.text.read(max(_STEP, len(rest)))
        self.ended = not read
        self.buffer, self.at, self._counted = rest + read, 0, 0
        return bool(read)

    def peek(self) -> str:
        """Return the next character that is no space, "" at the end."""
        while True:
            self.at = _SPACES.match(self.buffer, self.at).end()
            if self.at < len(self.buffer) or not self.more():
                return self.buffer[self.at : self.at + 1]

    def take(self, wanted: str) -> None:
        """Pass over a character.

        Raises:
            LostError: another stands there.
        """
        if self.peek() != wanted:
            raise LostError
        self.at += 1

    def value(self) -> Any:
        """Decode the value that begins here and pass over it.

        Raises:
            LostError: it is no JSON, or too long.
        """
        if self.peek() not in _VALUE:
            raise LostError
        while True:
            try:
                found, end = decode(self.buffer, self.at)
            except (ValueError, RecursionError):
                if len(self.buffer) - self.at < self.longest and self.more():
                    continue
                found, end = self._mended()
            if end == len(self.buffer) and self.more():  # a number may go on
                continue
            self.at = end
            return found

    def _mended(self) -> tuple[Any, int]:
        string = _STRING.match(self.buffer, self.at)
        end = string.end() if string else end_of_object(self.buffer, self.at, len(self.buffer))
        found = mended(self.buffer[self.at : end])[0] if end else None
        if found is None:
            raise LostError
        return found, end

    def find(self, wanted: re.Pattern[str]) -> re.Match[str] | None:
        """Move to the next place that fits a pattern, reading on as far as needed."""
        while True:
            if found := wanted.search(self.buffer, self.at):
                self.at = found.start()
                return found
            self.at = max(self.at, len(self.buffer) - 1_000)
            if not self.more():
                self.at = len(self.buffer)
                return None


def end_of_object(text: str, start: int, last: int) -> int:
    """Return where the object that begins at `start` ends, 0 when that is not before `last`."""
    depth = 0
    for token in _TOKEN.finditer(text, start, last):
        if token[0] == '"':  # never closed
            return 0
        if token[0] in "{[":
            depth += 1
        elif token[0] in "}]":
            depth -= 1
            if depth <= 0:
                return token.end()
    return 0


def mended(text: str) -> tuple[Any, bool]:
    """Decode a value, first as it is, then without the mistakes that versions of Telegram Desktop are known for.

    Returns the value, None when it can't be decoded, and whether it had to be mended.
    """
    for attempt, mend in enumerate((str, _mend)):
        try:
            return decode(mend(text))[0], bool(attempt)
        except (ValueError, RecursionError):
            continue
    return None, True


def _mend(text: str) -> str:
    text = _HEX.sub(r"\1\\u00\2", text)
    text = _BARE_ID.sub(lambda found: f"{found[1]}{json.dumps(found[2])}{found[3]}", text)
    return _BAD_ESCAPE.sub(r"\1\\\\", text)
