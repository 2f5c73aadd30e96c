"""What a judgement looks at in a text: counts of phrases by group, and a few marks of its form."""

import re
from dataclasses import dataclass
from itertools import pairwise

from scoring.intents.phrases import Span, phrases, tokens
from scoring.signs import links
from scoring.text import LINK, MAIL, sentences

WORD = 0.7
"""What a single word counts beside a phrase of the lexicon."""
MOST = 2
"""More phrases of one group say no more."""
_QUOTE = re.compile(r"[«“\"„][^«»“”\"„]{0,200}\?[^«»“”\"„]{0,40}[»”\"“]")


@dataclass(frozen=True)
class Features:
    """Numbers by name, and where the phrases of each group stand."""

    numbers: dict[str, float]
    spans: dict[str, list[Span]]
    words: int = 0


def features(text: str, lang: str) -> Features:
    """Read a text once."""
    read = tokens(text)
    spans = phrases("ru" if lang == "ru" else "en").find(read, text)
    linked = links(text)
    spans["questions"] = real_questions(text, spans, linked)
    numbers = {group: float(min(len(found), MOST)) for group, found in spans.items()}
    stems = [word for word, _, _ in read]
    words = len(stems)
    numbers |= dict.fromkeys((f"s:{word}" for word in stems), WORD)
    numbers |= dict.fromkeys((f"b:{one} {other}" for one, other in pairwise(stems)), WORD)
    numbers["form.link"] = float(bool(linked))
    numbers["form.short"] = float(words <= 8)
    numbers["form.long"] = float(words >= 35)
    numbers["form.numbers"] = float(min(sum(word == "#" for word, _, _ in read), 3))
    numbers["form.question_last"] = float(text.rstrip(" )🙂😊😉😅").endswith("?"))
    numbers["form.exclaim"] = float(min(text.count("!"), 3))
    return Features(numbers, spans, sum(word not in "%$€£₽?+" for word in stems))


def real_questions(text: str, spans: dict[str, list[Span]], linked: list[Span]) -> list[Span]:
    """Return the sentences that ask: not quoted, no "how are you?", no advertising hook; some lack the mark."""
    quoted = [match.span() for match in _QUOTE.finditer(text)] + linked
    quoted += [match.span() for match in (*MAIL.finditer(text), *LINK.finditer(text))] if "?" in text else []
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
