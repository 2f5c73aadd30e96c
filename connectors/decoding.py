"""Bytes of unknown origin to lines of text: encodings, NUL, mojibake, and lines of absurd length."""

import codecs
import io
import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import TextIO
from weakref import WeakKeyDictionary

from connectors.connector import Member

MAX_LINE = 8_000_000
_HEAD = 65_536
_CHUNK = 1 << 20
_MARKS = (b"\0", *(mark.encode() for mark in ("Ã", "Â", "Ð", "â€")))
_CP1252 = {ord(bytes([n]).decode("cp1252")): n for n in range(0x80, 0xA0) if n not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}
_FROM_ESCAPE = {0xDC00 + n: bytes([n]).decode("cp1252", "ignore") or chr(n) for n in range(0x80, 0x100)}
_MENDING: WeakKeyDictionary[Callable, bool] = WeakKeyDictionary()
"""What `needs_mending` found, by the opener of a member: an import opens the same one several times."""
_MAGIC = (
    (b"%PDF", "PDF"),
    (b"PK\x03\x04", "Excel workbook or ZIP file"),
    (b"\xd0\xcf\x11\xe0", "old Excel"),
    (b"\x1f\x8b", "GZIP"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7-Zip"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"SQLite format 3", "database"),
)


def looks_like(head: bytes) -> str:
    """Return what the first bytes betray a file to be when it is no text ("PDF", "web page"), else ""."""
    for magic, name in _MAGIC:
        if head.startswith(magic):
            return name
    return "web page" if re.match(rb"(\xef\xbb\xbf)?\s*<(!doctype html|html|head)", head, re.IGNORECASE) else ""


def encoding_of(head: bytes) -> str:
    """Return the encoding the first bytes speak for; "utf-8" also for files in cp1252, which `Lines` mends."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if head.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    for offset, name in (1, "utf-16-le"), (0, "utf-16-be"):
        there, between = head[offset::2], head[1 - offset :: 2]
        if there.count(0) > len(there) * 0.6 and between.count(0) < len(between) * 0.1:
            return name
    try:
        head[: len(head) - 3 if len(head) >= _HEAD else None].decode()
    except UnicodeDecodeError:
        high = sum(byte >= 0x80 for byte in head)
        cyrillic = sum(map(len, re.findall(rb"[\xc0-\xff\xa8\xb8]{3,}", head)))
        small = sum(byte >= 0xE0 for byte in head), sum(0xC0 <= byte < 0xE0 for byte in head)
        return ("cp1251" if small[0] > small[1] else "koi8-r") if cyrillic > high / 2 else "utf-8"
    return "utf-8"


def unscramble(text: str) -> str:
    """Undo UTF-8 that was read as cp1252 ("CafÃ©"); text that does not decode back is returned as it is."""
    try:
        return text.translate(_CP1252).encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def open_text(member: Member, encoding: str = "") -> TextIO:
    """Open a member as text, line ends untouched; undecodable bytes come as surrogates."""
    encoding = encoding or encoding_of(member.head(_HEAD))
    errors = "surrogateescape" if encoding.startswith("utf-8") else "replace"
    return io.TextIOWrapper(member.open(), encoding=encoding, errors=errors, newline="")


def needs_mending(member: Member) -> bool:
    """Tell whether a UTF-8 file holds anything that `Lines` must look at line by line: one quick run over its bytes."""
    known = _MENDING.get(member.opener)
    if known is None:
        known = _MENDING[member.opener] = _needs_mending(member)
    return known


def _needs_mending(member: Member) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    with member.open() as file:
        while chunk := file.read(_CHUNK):
            if any(mark in chunk for mark in _MARKS) or (len(chunk) == _CHUNK and b"\n" not in chunk):
                return True
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError:
                return True
    return bool(decoder.getstate()[0])  # the last character breaks off


class Lines:
    """The lines of a member, mended. `mended` counts what was done; `record` holds the lines since it was cleared."""

    def __init__(self, text: TextIO, skip: int = 0) -> None:
        self.text, self.skip = text, skip
        self.mended: Counter[str] = Counter()
        self.record: list[str] = []
        self.ended = False

    def __iter__(self) -> Iterator[str]:
        with self.text as text:
            readline, keep = text.readline, self.record.append
            for _ in range(self.skip):
                readline()
            while line := readline(MAX_LINE):
                if len(line) == MAX_LINE and not line.endswith("\n"):
                    line = self._passed_over(line)
                if "\0" in line or not line.isascii():
                    line = self._mend(line)
                keep(line)
                yield line
        self.ended = True

    def _passed_over(self, line: str) -> str:
        """Read the rest of a line longer than anybody writes, piece by piece, and leave an empty one in its place."""
        self.mended["long-line"] += 1
        while line and not line.endswith("\n"):
            line = self.text.readline(MAX_LINE)
        return "\n"

    def _mend(self, line: str) -> str:
        if "\0" in line:
            self.mended["nul"] += 1
            line = line.replace("\0", "")
        try:
            line.encode()
        except UnicodeEncodeError:
            self.mended["encoding"] += 1
            return line.translate(_FROM_ESCAPE)
        if "Ã" in line or "Â" in line or "Ð" in line or "â€" in line:
            mended = unscramble(line)
            if mended != line:
                self.mended["mojibake"] += 1
            return mended
        return line
