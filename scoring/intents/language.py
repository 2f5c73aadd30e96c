"""Which language a text is in: by script, then by common words."""

import re

from scoring.text import LINK

_CYRILLIC = re.compile(r"[а-яё]", re.I)
_LATIN = re.compile(r"[a-z]", re.I)
_UKRAINIAN = re.compile(r"[іїєґ]", re.I)
_ENGLISH = frozenset(
    [
        "the",
        "a",
        "an",
        "and",
        "or",
        "of",
        "to",
        "in",
        "is",
        "are",
        "you",
        "your",
        "i",
        "we",
        "it",
        "for",
        "on",
        "with",
        "have",
        "has",
        "thanks",
        "thank",
        "hi",
        "hello",
        "please",
        "not",
        "this",
        "that",
        "can",
        "do",
        "be",
        "my",
        "me",
        "so",
        "at",
        "if",
        "no",
        "yes",
        "ok",
        "our",
        "was",
        "what",
        "how",
        "will",
        "would",
    ]
)
_OTHER = frozenset(
    [
        "und",
        "der",
        "die",
        "das",
        "ist",
        "nicht",
        "ich",
        "sie",
        "wir",
        "mit",
        "für",
        "ein",
        "eine",
        "danke",
        "hallo",
        "bonjour",
        "merci",
        "vous",
        "je",
        "nous",
        "est",
        "les",
        "des",
        "une",
        "pour",
        "gracias",
        "hola",
        "usted",
        "para",
        "por",
        "que",
        "los",
        "las",
        "una",
        "con",
        "ciao",
        "grazie",
        "sono",
        "per",
        "che",
        "il",
        "la",
        "di",
        "olá",
        "obrigado",
        "você",
    ]
)


def language(text: str) -> str:
    """Return "en", "ru", "other", or "" for a text without letters."""
    sample = LINK.sub(" ", text[:2000])
    cyrillic, latin = len(_CYRILLIC.findall(sample)), len(_LATIN.findall(sample))
    if not cyrillic and not latin:
        return ""
    if cyrillic * 2 >= latin:
        return "other" if len(_UKRAINIAN.findall(sample)) > 1 else "ru"
    spoken = sample.casefold().split()[:80]
    english = sum(word.strip(".,!?") in _ENGLISH for word in spoken)
    other = sum(word.strip(".,!?") in _OTHER for word in spoken)
    return "other" if other > english else "en"
