"""Words of a text, folded so that spelling habits make no difference, without a compiler.

Case, accents, ё/е, Cyrillic letters that look Latin, typographic apostrophes, zero-width characters and bold letters of
social networks are folded; digits are masked; a link is one word; earlier messages that are quoted do not count.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import numpy as np

LINK_WORD = "\x02"
"""Ends the folded form of a link; no text can hold it, since control characters separate words."""
WROTE = frozenset(
    ["wrote", "writes", "написал", "написала", "пишет", "писал", "писала", "пишут"]
)  # "On Monday Ann wrote:"
EARLIER = frozenset(
    ["original", "forwarded", "исходное", "пересылаемое", "пересланное"]
)  # "---- Original message ----"
MATH = 0x1D400
MATH_END = 0x1D800
_LOOK_ALIKE = str.maketrans("аеорсхукмтнвіјѕԁο", "aeopcxykmthbijsdo")
_APOSTROPHES = "'`´ʼ‘’′"
_LINK_END = re.compile("[\x00-\x20\xa0]|$")
_QUOTING = re.compile(r"^[ \t]*>|:[^\n\w]*$|^[ \t]*--", re.M)
MASK = (1 << 64) - 1
_PRIME = 0x100000001B3
_SEED = 0xCBF29CE484222325
_MIX = 0xD6E8FEB86659FD93
NUMBER = 0x9E3779B97F4A7C15
LINK = 0xA24BAED4963EE407


class Tables(NamedTuple):
    """What a character folds to: 0 separates words, 1 is passed over, else a code point. `math`: U+1D400..1D7FF."""

    plane: np.ndarray
    math: np.ndarray


def _folded(char: str) -> int:
    if char in _APOSTROPHES:
        return 1
    kind = unicodedata.category(char)
    if kind[0] == "M" or kind == "Cf":
        return 1
    if kind[0] not in "LN":
        return 0
    base = unicodedata.normalize("NFKD", char)[0].casefold()[0].translate(_LOOK_ALIKE)
    return 48 if base.isdigit() else ord(base)


@cache
def tables() -> Tables:
    """Return the folding of every character."""
    plane = np.zeros(0x10000, np.uint16)
    plane[:0x3000] = [_folded(chr(code)) for code in range(0x3000)]
    plane[0x3040:0xD800] = np.arange(0x3040, 0xD800)
    plane[0xFE00:0xFE10] = plane[0xFEFF] = 1
    plane[0xFF00:0xFFE0] = [_folded(chr(code)) for code in range(0xFF00, 0xFFE0)]
    math = np.array([_folded(chr(code)) for code in range(MATH, MATH_END)], np.uint16)
    return Tables(plane, math)


class _Folding(dict[int, str | None]):
    """For str.translate: filled as characters are met."""

    def __missing__(self, code: int) -> str | None:
        plane, math = tables()
        table, at = (plane, code) if code < MATH else (math, code - MATH)
        to = int(table[at]) if at < len(table) else 0
        self[code] = found = " " if to == 0 else None if to == 1 else chr(to)
        return found


_FOLDING = _Folding()


def words(text: str) -> list[str]:
    """Return the folded words of a text, without what it quotes of earlier messages; a link ends with LINK_WORD."""
    if _QUOTING.search(text):
        return [word for _, line in own_lines(text) for word in _words(line)]
    return _words(text)


def _words(text: str) -> list[str]:
    if "://" not in text:
        return text.translate(_FOLDING).split()
    pieces, at = [], 0
    for start, colon, end in _links(text):
        pieces += [text[at:start].translate(_FOLDING), " ", text[start:colon].translate(_FOLDING), LINK_WORD, " "]
        at = end
    pieces.append(text[at:].translate(_FOLDING))
    return "".join(pieces).split()


def _links(text: str) -> Iterator[tuple[int, int, int]]:
    """Yield where links begin, have their colon, and end."""
    at = 0
    while (colon := text.find("://", at)) >= 0:
        start = colon
        while start > at and _FOLDING[ord(text[start - 1])] != " ":
            start -= 1
        at = colon + 3
        if text[start:colon].translate(_FOLDING):
            found = _LINK_END.search(text, at)
            at = found.start() if found else len(text)
            yield start, colon, at


def placed(text: str) -> list[tuple[int, int, int]]:
    """Return where the words of a text begin and end, in characters, and their hashes."""
    lines = own_lines(text) if _QUOTING.search(text) else [(0, text)]
    return [(base + start, base + end, hashed) for base, line in lines for start, end, hashed in _placed(line)]


def _placed(text: str) -> Iterator[tuple[int, int, int]]:
    at = 0
    for start, _, end in _links(text):
        yield from _placed_words(text, at, start)
        yield start, end, LINK
        at = end
    yield from _placed_words(text, at, len(text))


def _placed_words(text: str, at: int, end: int) -> Iterator[tuple[int, int, int]]:
    start, letters = at, ""
    for place in range(at, end + 1):
        to = _FOLDING[ord(text[place])] if place < end else " "
        if to != " ":
            start = start if letters else place
            letters += to or ""
        elif letters:
            yield start, place, word_hash(letters)
            letters = ""


@cache
def _passed_over() -> str:
    plane = tables().plane
    return "".join(map(chr, np.flatnonzero(plane == 1))) + "".join(map(chr, range(33)))


def own_lines(text: str) -> list[tuple[int, str]]:
    """Return where lines begin that are not quoted, and the lines.

    What follows "... wrote:" is quoted, if words stand before it; what follows a line of dashes is a signature.
    """
    lines: list[tuple[int, str]] = []
    begun, at = False, 0
    for line in text.split("\n"):
        start, at = at, at + len(line) + 1
        head = line.lstrip(" \t")
        if head.startswith(">"):
            continue
        found = _words(line)
        quoting = found and found[-1] in _wrote() and line.rstrip(_passed_over()).endswith(":")
        if quoting or (head.startswith("--") and not (found and _earlier().isdisjoint(found))):
            if begun:
                break
            continue
        begun = begun or bool(found)
        lines.append((start, line))
    return lines


@cache
def _wrote() -> frozenset[str]:
    return frozenset(word.translate(_FOLDING) for word in WROTE)


@cache
def _earlier() -> frozenset[str]:
    return frozenset(word.translate(_FOLDING) for word in EARLIER)


GREETED = 4
"""So many words at the beginning may be a greeting."""
_GREETINGS = (
    "hi", "hello", "hey", "dear", "good", "morning", "afternoon", "evening", "day", "greetings", "mr", "mrs", "ms",
    "здравствуйте", "привет", "приветствую", "добрый", "доброе", "доброго", "день", "дня", "вечер", "утро",
)  # fmt: skip


@cache
def greetings() -> np.ndarray:
    """Return the hashes of greeting words: to greet is nothing personal, whichever way it is done."""
    return np.array(sorted(word_hash(word.translate(_FOLDING)) for word in _GREETINGS), np.uint64)


@cache
def quote_hashes() -> tuple[np.ndarray, np.ndarray]:
    """Return the hashes of the words that introduce a quoted message, of both kinds."""
    kinds = (sorted(word_hash(word) for word in kind) for kind in (_wrote(), _earlier()))
    wrote, earlier = (np.array(kind, np.uint64) for kind in kinds)
    return wrote, earlier


_HASHES: dict[str, int] = {}
_HASHES_KEPT = 200_000


def word_hash(word: str) -> int:
    """Return the 64-bit hash of a folded word; numbers are one word, and so are links."""
    found = _HASHES.get(word)
    if found is None:
        if len(_HASHES) >= _HASHES_KEPT:
            _HASHES.clear()
        found = _HASHES[word] = _hash(word)
    return found


def _hash(word: str) -> int:
    if word.endswith(LINK_WORD):
        return LINK
    if not word.strip("0"):
        return NUMBER
    value = _SEED
    for char in word:
        value = ((value ^ ord(char)) * _PRIME) & MASK
    return mixed(value)


def mixed(value: int) -> int:
    """Spread the bits of a 64-bit number."""
    value ^= value >> 32
    value = (value * _MIX) & MASK
    return value ^ (value >> 32)


A, B, C = 0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9
WIDTH = 3
"""Words of a shingle."""
MIN_WORDS = 5
"""A shorter text is nobody's copy: everybody writes "thanks for connecting"."""


def shingles(hashes: np.ndarray) -> np.ndarray:
    """Return the hashes of every three words in a row, given those of the words; none of a short text."""
    return every_three(hashes) if len(hashes) >= MIN_WORDS else np.empty(0, np.uint64)


def every_three(hashes: np.ndarray) -> np.ndarray:
    """Return the hashes of every three words in a row, given those of three or more words."""
    value = hashes[:-2] * np.uint64(A) + hashes[1:-1] * np.uint64(B) + hashes[2:] * np.uint64(C)
    value ^= value >> np.uint64(32)
    value *= np.uint64(_MIX)
    return value ^ (value >> np.uint64(32))


def text_hashes(text: str) -> np.ndarray:
    """Return the hashes of a text's words."""
    found = words(text)
    return np.fromiter(map(word_hash, found), np.uint64, len(found))
