"""Finding phrases of a lexicon in a text: all groups in one pass over its words, compared by stem."""

import functools
import re
from collections.abc import Iterable

from scoring.languages import languages, lexicon
from scoring.search import stem

Span = tuple[int, int]
_TOKEN = re.compile(r"[^\W\d_]+|\d+(?:[.,]\d+)*|[%$€£₽?+]")
_SAME = str.maketrans("ёЁ", "еЕ")
_END = "\0"


Token = tuple[str, str]
"""The stem of a word ("#" of a number) and its very form, as phrases write them."""
_MOST_WORDS = 400_000


class _Words(dict[str, Token]):
    """Tokens by word: the same few words make up most texts."""

    def __missing__(self, word: str) -> Token:
        if len(self) > _MOST_WORDS:
            self.clear()
        low = word.lower().translate(_SAME)
        self[word] = found = ("#" if word[0].isdigit() else stem(low), f"={low}")
        return found


_WORDS = _Words()


def tokens(text: str) -> list[Token]:
    """Return every word and sign of a text."""
    return list(map(_WORDS.__getitem__, _TOKEN.findall(text)))


def places(text: str) -> list[Span]:
    """Return where the tokens of a text stand."""
    return [match.span() for match in _TOKEN.finditer(text)]


class Phrases:
    """The phrases of several groups as one tree; `find` reads a text once."""

    def __init__(self, groups: dict[str, Iterable[str]]):
        """Take phrases by group; see the head of en.toml for how a phrase is written."""
        self._first: dict[Token, tuple] = {}
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
            return _WORDS[word[1:]][1]
        return word if word in "*#" else _WORDS[word][0]

    def find(self, read: list[Token], text: str) -> dict[str, list[Span]]:
        """Return where the groups' phrases stand; of phrases that begin at one word the longest of a group."""
        found: dict[str, dict[int, int]] = {}
        first, last = self._first, len(read) - 1
        for no, token in enumerate(read):
            ends, keys, nodes = first.get(token) or self._begin(token)
            for group in ends:
                found.setdefault(group, {})[no] = no + 1
            if keys and no < last:
                word, form = read[no + 1]
                if word in keys or form in keys or "*" in keys:
                    _follow(nodes, read, no, found)
        if not found:
            return {}
        at = places(text)
        return {
            group: _apart([(at[no][0], at[end - 1][1]) for no, end in ends.items()]) for group, ends in found.items()
        }

    def _begin(self, token: Token) -> tuple[tuple[str, ...], frozenset[str], list[dict]]:
        """Return what a first word leads to: groups that it is a phrase of, words that may follow, places."""
        if len(self._first) > _MOST_WORDS:
            self._first.clear()
        nodes = _next([self._root], token)
        ends = tuple(sorted({group for node in nodes for group in node.get(_END, ())}))
        keys = frozenset(key for node in nodes for key in node if key != _END)
        self._first[token] = found = (ends, keys, nodes)
        return found


def _follow(nodes: list[dict], read: list[Token], no: int, found: dict[str, dict[int, int]]) -> None:
    """Note the longer phrases that begin at a word, in the place of shorter ones of their groups."""
    for end in range(no + 1, len(read)):
        nodes = _next(nodes, read[end])
        if not nodes:
            return
        for node in nodes:
            if _END in node:
                for group in node[_END]:
                    found.setdefault(group, {})[no] = end + 1


def _next(nodes: list[dict], token: Token) -> list[dict]:
    word, form = token
    return [node[key] for node in nodes for key in (word, form, "*") if key in node]


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
