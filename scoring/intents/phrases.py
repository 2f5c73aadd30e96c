"""Finding phrases of a lexicon in a text: all groups in one pass over its words, compared by stem."""

import functools
import re
from collections.abc import Iterable, Iterator

from scoring.languages import languages, lexicon
from scoring.search import stem

Span = tuple[int, int]
_TOKEN = re.compile(r"[^\W\d_]+|\d+(?:[.,]\d+)*|[%$€£₽?+]")
_SAME = str.maketrans("ёЁ", "еЕ")
_END = "\0"


Token = tuple[str, str, int, int]
"""Stem, this very form, begin, end."""


@functools.lru_cache(maxsize=400_000)
def _read(token: str) -> tuple[str, str]:
    """Return the stem of a word, "#" for a number, and its form as phrases write it."""
    low = token.lower().translate(_SAME)
    return "#" if token[0].isdigit() else stem(low), f"={low}"


def tokens(text: str) -> list[Token]:
    """Return every word and sign of a text; a number has the stem "#"."""
    return [(*_read(match[0]), match.start(), match.end()) for match in _TOKEN.finditer(text)]


class Phrases:
    """The phrases of several groups as one tree; `find` reads a text once."""

    def __init__(self, groups: dict[str, Iterable[str]]):
        """Take phrases by group; see the head of en.toml for how a phrase is written."""
        self._root: dict = {}
        for group, phrases in groups.items():
            for phrase in phrases:
                self._add(phrase, group)

    def _add(self, phrase: str, group: str) -> None:
        nodes = [self._root]
        for place in phrase.split():
            words = [self._word(word) for word in place.split("|") if word]
            nodes = [node.setdefault(word, {}) for node in nodes for word in dict.fromkeys(words)]
        for node in nodes:
            node.setdefault(_END, set()).add(group)

    @staticmethod
    def _word(word: str) -> str:
        if word[0] == "=":
            return _read(word[1:])[1]
        return word if word in "*#" else _read(word)[0]

    def find(self, read: list[Token]) -> dict[str, list[Span]]:
        """Return where the groups' phrases stand; of phrases that begin at one word the longest of a group."""
        found: dict[str, dict[int, Span]] = {}
        root = self._root
        for no, (word, form, begin, _) in enumerate(read):
            if word in root or form in root:
                for group, end in self._from(read, no):
                    spans = found.setdefault(group, {})
                    if begin not in spans or end > spans[begin][1]:
                        spans[begin] = (begin, end)
        return {group: _apart(spans.values()) for group, spans in found.items()}

    def _from(self, read: list[Token], no: int) -> Iterator[tuple[str, int]]:
        nodes = [self._root]
        for word, form, _, end in read[no : no + 8]:
            nodes = [node[key] for node in nodes for key in (word, form, "*") if key in node]
            if not nodes:
                return
            for node in nodes:
                if _END in node:
                    for group in node[_END]:
                        yield group, end


def _apart(spans: Iterable[Span]) -> list[Span]:
    """Return the spans in order without those that lie within another."""
    kept: list[Span] = []
    for span in sorted(spans):
        if not kept or span[1] > kept[-1][1]:
            kept.append(span)
    return kept


def _groups(section: dict, path: str) -> dict[str, list[str]]:
    groups = {path: section["words"]} if "words" in section else {}
    for name, value in section.items():
        if isinstance(value, dict):
            groups |= _groups(value, f"{path}.{name}")
    return groups


@functools.cache
def phrases(lang: str) -> Phrases:
    """Return all phrases of a language's outreach lexicon; groups are named "pitch.price", "inbound.refusal" ..."""
    words = lexicon(lang if lang in languages() else "en")
    groups: dict[str, list[str]] = {}
    for name in ("pitch", "personal", "meeting", "help", "bump", "inbound", "selling"):
        groups |= _groups(words[name], name)
    for name in ("openers", "hooks", "smalltalk", "asks"):
        groups[f"question.{name}"] = words["question"][name]
    groups |= {"auto.words": words["auto_reply"]["words"], "auto.strong": words["auto_reply"]["strong"]}
    return Phrases(groups)
