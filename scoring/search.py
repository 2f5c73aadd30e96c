"""Word stems for the full-text search: what is stored for a message, and what a query is turned into."""

import functools
import re

import snowballstemmer

from scoring.text import plain

_WORD = re.compile(r"[^\W_]+")
_CYRILLIC = re.compile(r"[а-яё]")


@functools.cache
def _stemmer(lang: str):
    return snowballstemmer.stemmer(lang)


@functools.lru_cache(maxsize=400_000)
def stem(word: str) -> str:
    """Return the stem of one word in lower case: Russian for Cyrillic, English for the rest."""
    if len(word) < 4 or word.isdigit():
        return word
    if _CYRILLIC.search(word):
        return _stemmer("russian").stemWord(word)
    return _stemmer("english").stemWord(word)


def stems(text: str) -> str:
    """Return the stems of a text, separated by spaces; the same for stored messages and for queries."""
    folded = plain(text).casefold().replace("ё", "е")
    return " ".join([stem(word) for word in _WORD.findall(folded)])


def query(text: str) -> str:
    """Return the FTS5 query that finds messages with all the words; the last may be unfinished. "" finds nothing."""
    wanted = [f'"{found}"' for found in stems(text).split()]
    return " ".join([*wanted[:-1], f"{wanted[-1]} *"]) if wanted else ""
