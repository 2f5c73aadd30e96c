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


@functools.lru_cache(maxsize=400_000)
def _stem(token: str) -> str:
    if token[0].isdigit():
        return "#"
    return stem(token.lower().translate(_SAME))


def tokens(text: str) -> list[tuple[str, int, int]]:
    """Return (stem, begin, end) of every word and sign of a text; a number has the stem "#"."""
    return [(_stem(match[0]), *match.span()) for match in _TOKEN.finditer(text)]


@functools.lru_cache(maxsize=400_000)
def _form(word: str) -> str:
    return "=" + word.lower().translate(_SAME)


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
            return _form(word[1:])
        return word if word in "*#" else _stem(word)

    def find(self, read: list[tuple[str, int, int]], text: str) -> dict[str, list[Span]]:
        """Return where the groups' phrases stand; of phrases that begin at one word the longest of a group."""
        found: dict[str, dict[int, Span]] = {}
        for no, (word, begin, until) in enumerate(read):
            if word not in self._root and _form(text[begin:until]) not in self._root:
                continue
            for group, end in self._from(read, no, text):
                spans = found.setdefault(group, {})
                spans[begin] = (begin, max(end, spans.get(begin, (0, 0))[1]))
        return {group: _apart(spans.values()) for group, spans in found.items()}

    def _from(self, read: list[tuple[str, int, int]], no: int, text: str) -> Iterator[tuple[str, int]]:
        nodes = [self._root]
        for word, begin, end in read[no : no + 8]:
            form = _form(text[begin:end])
            nodes = [node[key] for node in nodes for key in (word, form, "*") if key in node]
            if not nodes:
                return
            for node in nodes:
                for group in node.get(_END, ()):
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
