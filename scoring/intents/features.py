"""What a judgement looks at in a text: its words and pairs of words, counts of phrases by group, marks of its form."""

import re
from dataclasses import dataclass
from itertools import pairwise

from scoring.intents.phrases import Span, phrases, places, tokens
from scoring.signs import links
from scoring.text import LINK, MAIL, sentences

MOST = 2
"""More phrases of one group say no more."""
LINKED = "http"
ROOT = 4
_QUOTE = re.compile(r"[«“\"„][^«»“”\"„]{0,200}\?[^«»“”\"„]{0,40}[»”\"“]")
_SIGNS = frozenset("%$€£₽?+")


@dataclass(frozen=True)
class Features:
    """Numbers by name, words and pairs of words in their order, and where the phrases of each group stand."""

    numbers: dict[str, float]
    terms: list[str]
    spans: dict[str, list[Span]]
    words: int = 0


def features(text: str, lang: str) -> Features:
    """Read a text once."""
    read = tokens(text)
    spans = phrases("ru" if lang == "ru" else "en").find(read, text)
    linked = links(text)
    spans["questions"] = real_questions(text, spans, linked)
    numbers = {group: min(len(found), MOST) for group, found in spans.items()}
    stems = [token[0] for token in read]
    words = len(stems) - sum(map(_SIGNS.__contains__, stems))
    if linked:
        stems = _unlinked(stems, places(text), linked)
    numbers["form.link"] = int(bool(linked))
    numbers["form.short"] = int(words <= 8)
    numbers["form.long"] = int(words >= 35)
    numbers["form.numbers"] = min(stems.count("#"), 3)
    numbers["form.question_last"] = int(text.rstrip(" )🙂😊😉😅").endswith("?"))
    numbers["form.exclaim"] = min(text.count("!"), 3)
    return Features(numbers, _terms(stems, lang), spans, words)


def _terms(stems: list[str], lang: str) -> list[str]:
    """Return words and pairs; Russian stems of one verb differ, so their beginnings count too."""
    pairs = list(map(" ".join, pairwise(stems)))
    return (
        [*stems, *pairs, *(f"{word[:ROOT]}*" for word in stems if len(word) > ROOT)] if lang == "ru" else stems + pairs
    )


def _unlinked(stems: list[str], at: list[Span], linked: list[Span]) -> list[str]:
    """Return the stems with one word in the place of all words of a link."""
    kept = [word for word, (begin, _) in zip(stems, at, strict=True) if not any(a <= begin < b for a, b in linked)]
    return [*kept, LINKED]


def real_questions(text: str, spans: dict[str, list[Span]], linked: list[Span]) -> list[Span]:
    """Return the sentences that ask: not quoted, no "how are you?", no advertising hook; some lack the mark."""
    marked = "?" in text
    if not marked and "question.asks" not in spans:
        return []
    quoted = [match.span() for match in _QUOTE.finditer(text)] + linked if marked else []
    quoted += [match.span() for match in (*MAIL.finditer(text), *LINK.finditer(text))] if marked and "." in text else []
    asking = []
    for start, end in sentences(text):
        marks = [no for no in range(start, end) if text[no] == "?" and not any(a <= no < b for a, b in quoted)]
        begins = {group: _within(spans.get(group, ()), start, end) for group in _GROUPS}
        plain = marks and not begins["question.hooks"] and not begins["question.smalltalk"]
        unmarked = not marks and begins["question.asks"] and not text[start:end].rstrip().endswith("!")
        if plain or unmarked:
            asking.append((start, end))
    return asking


_GROUPS = ("question.hooks", "question.smalltalk", "question.asks")


def _within(spans, start: int, end: int) -> bool:
    return any(start <= begin < end for begin, _ in spans)
