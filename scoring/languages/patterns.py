"""Patterns of a lexicon: regular expressions with named parts, compiled once."""

import functools
import re

from scoring.languages import languages, lexicon

_PART = re.compile(r"<([a-z_]+)>")


@functools.cache
def patterns(lang: str, section: str, name: str) -> tuple[re.Pattern[str], ...]:
    """Return the compiled patterns `name` of a section; a language without them has none.

    In a pattern `<role>` stands for the section's part "role". A pattern holds for folded text (see
    `scoring.folding`) and for whole words: neither its beginning nor its end may stand inside a word.
    """
    table = lexicon(lang).get(section, {})
    parts = table.get("parts", {})
    return tuple(re.compile(_bounded(_filled(source, parts))) for source in table.get(name, ()))


def every_language(section: str, name: str) -> tuple[re.Pattern[str], ...]:
    """Return the patterns of all languages together: profiles mix them freely."""
    return tuple(pattern for lang in languages() for pattern in patterns(lang, section, name))


def _filled(source: str, parts: dict[str, str]) -> str:
    while _PART.search(source):
        source = _PART.sub(lambda match: f"(?:{parts[match[1]]})", source)
    return source


def _bounded(source: str) -> str:
    return rf"(?<!\w)(?:{source})(?:(?<!\w)|(?!\w))"
