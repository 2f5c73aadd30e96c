"""Does the profile tell buyers that its owner is looking for a job?"""

import functools
import re

from data.words import N_
from scoring.folding import fold, sentences
from scoring.languages import languages
from scoring.languages.patterns import patterns
from scoring.rule import Example, Outcome, ProfileRule, Span

SECTION = "job_seeking"
SHORT = ("headline", "position")
ENOUGH = 2
"""Where no phrase is enough by itself: a situation (laid off) and one more sign (another situation, a call)."""


def classify(text: str | None, field: str = "headline", lang: str | None = None) -> bool:
    """Tell whether the author of a text says to be looking for, or open to, employment now.

    `field` is headline, summary, position or post; with `lang` only that language's and English words are read
    (English ones stand everywhere), without it those of every language.
    """
    return bool(find(text, field, lang))


@functools.lru_cache(maxsize=4096)
def find(text: str | None, field: str = "headline", lang: str | None = None) -> tuple[Span, ...]:
    """Return spans of the words that say so, in order; () when the text does not say so."""
    folded = fold(text or "")
    if not folded.text.strip() or _found("over", folded.text, lang):
        return ()
    sure: list[Span] = []
    hints: list[Span] = []
    calls: list[Span] = []
    for start, end in sentences(folded.text):
        sentence = folded.text[start:end]
        if _found("whole", sentence, lang):
            continue
        limit = min((match.start() for match in _found("other", sentence, lang)), default=len(sentence))
        for spans, lists in ((sure, _sure_lists(field)), (hints, ("hint",)), (calls, ("call",))):
            matches = [match for name in lists for match in _found(name, sentence, lang) if match.start() < limit]
            spans += [(start + match.start(), start + match.end()) for match in matches]
    hints = list(_joined(hints))
    if not sure and not (hints and len(hints) + len(calls) >= ENOUGH):
        return ()
    return _joined([folded.original(*span) for span in sure or hints + calls])


def _sure_lists(field: str) -> tuple[str, ...]:
    return ("sure", "short") if field in SHORT else ("sure",)


def _found(name: str, text: str, lang: str | None) -> list[re.Match[str]]:
    """Return the first match of every pattern of a list."""
    langs = languages() if lang is None else tuple(sorted({lang, "en"} & set(languages())))
    found = (pattern.search(text) for code in langs for pattern in patterns(code, SECTION, name))
    return [match for match in found if match]


def _joined(spans: list[Span]) -> tuple[Span, ...]:
    """Return spans in order, overlapping ones as one."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)
