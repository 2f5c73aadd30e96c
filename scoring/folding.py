"""Text made comparable without losing where each character stood: for looking up words and quoting them as written."""

import functools
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from scoring.rule import Span

READ = 20_000
"""Characters of a text that are looked at; what a visitor reads stands far before."""

_SAME = str.maketrans("ёЁ’‘ʼ`´“”„«»–—−‑", "её''''" + "'" + '"""""' + "----")
_INVISIBLE = ("Cf", "Cc", "Cs", "Co", "Cn")
_SENTENCE = re.compile(r"[^.!?…|\n•·;]+(?:[.!?…|\n•·;]+|$)|[.!?…|\n•·;]+")
_INNER_DOT = re.compile(r"(?<=\w)\.(?=\w)")


@dataclass(frozen=True)
class Folded:
    """A text in small plain letters (`text`) and, for each of its characters, from where to where the original goes."""

    text: str
    places: tuple[int, ...]
    ends: tuple[int, ...]

    def original(self, start: int, end: int) -> Span:
        """Return the span of the original that `text[start:end]` was made of."""
        return self.places[start], self.ends[end - 1]


@functools.lru_cache(maxsize=256)
def fold(text: str) -> Folded:
    """Return `text` in small letters, fancy letters made plain, accents composed, ё as е, runs of blanks as one.

    Invisible signs are left out; line breaks stay unless the sentence goes on behind them.
    """
    letters: list[str] = []
    places: list[int] = []
    ends: list[int] = []
    for place, sign in enumerate(text[:READ]):
        if letters and unicodedata.combining(sign):
            joined = unicodedata.normalize("NFC", letters[-1] + sign)
            letters[-1] = joined.translate(_SAME) if len(joined) == 1 else letters[-1]
            ends[-1] = place + 1
            continue
        for plain in " " if sign == "\n" and text[place + 1 : place + 2].islower() else _plain(sign):
            if plain == " " and letters and letters[-1] == " ":
                continue
            letters.append(plain)
            places.append(place)
            ends.append(place + 1)
    return Folded("".join(letters), tuple(places), tuple(ends))


@functools.lru_cache(maxsize=4096)
def _plain(sign: str) -> str:
    if sign == "\n":
        return sign
    if sign.isspace():
        return " "
    if unicodedata.category(sign) in _INVISIBLE:
        return ""
    return unicodedata.normalize("NFKC", sign).lower().translate(_SAME)


def sentences(text: str) -> list[Span]:
    """Return where the sentences of a folded text stand; a line, a bar and a bullet end one as well."""
    masked = _INNER_DOT.sub("_", text)
    return [match.span() for match in _SENTENCE.finditer(masked) if match.group().strip(" .!?…|\n•·;")]


def spans_of(text: str, patterns: Iterable[re.Pattern[str]]) -> tuple[Span, ...]:
    """Return where the patterns match the folded `text`, in order, as spans of the text as written."""
    folded = fold(text)
    found = [
        folded.original(*match.span()) for pattern in patterns for match in pattern.finditer(folded.text) if match[0]
    ]
    return joined(found)


def joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return spans in order, overlapping ones as one."""
    whole: list[Span] = []
    for start, end in sorted(spans):
        if whole and start <= whole[-1][1]:
            whole[-1] = (whole[-1][0], max(end, whole[-1][1]))
        else:
            whole.append((start, end))
    return tuple(whole)
