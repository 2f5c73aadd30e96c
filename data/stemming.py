"""Words as search knows them: folded, without accents, brought to their stems; names as words and slips of them."""

import functools
import re
import unicodedata
from collections.abc import Iterator

import snowballstemmer

_WORD = re.compile(r"[^\W_]+")
_CYRILLIC = re.compile(r"[а-я]")
SLIPS_FROM = 4
"""A name's word is found with one letter wrong, missing or too many when it has at least so many letters."""


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


def folded(text: str) -> str:
    """Return the text in one case, without accents, "ё" as "е"; й stays й."""
    text = text.casefold().replace("ё", "е")
    if text.isascii():
        return text
    kept = text.replace("й", "\ue000")
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", kept) if not unicodedata.combining(sign))
    return bare.replace("\ue000", "й")


def stems(text: str) -> str:
    """Return the stems of a text, separated by spaces; the same for stored texts and for queries."""
    folds = text.casefold().replace("ё", "е")
    return " ".join([stem(word) for word in _WORD.findall(folds)])


def query(text: str) -> str:
    """Return the FTS5 query that finds texts with all the words; the last may be unfinished. "" finds nothing."""
    wanted = [f'"{found}"' for found in stems(text).split()]
    return " ".join([*wanted[:-1], f"{wanted[-1]} *"]) if wanted else ""


def places(text: str, wanted: str) -> list[tuple[int, int]]:
    """Return where in a text words stand that a query for `wanted` finds, as (start, end)."""
    roots = stems(wanted).split()
    if not roots:
        return []
    found = []
    for match in _WORD.finditer(text):
        root = stem(match[0].casefold().replace("ё", "е"))
        if root in roots or root.startswith(roots[-1]):
            found.append(match.span())
    return found


def name_words(text: str) -> set[str]:
    """Return the words of a name, folded."""
    return set(_WORD.findall(folded(text)))


def slips(word: str) -> Iterator[str]:
    """Yield the word and what remains of it with one letter left out: two words one slip apart share one of these."""
    yield word
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]


def one_slip(first: str, second: str) -> bool:
    """Tell whether two words differ by at most one letter: wrong, missing, too many, or two that changed places."""
    if first == second:
        return True
    if abs(len(first) - len(second)) > 1:
        return False
    at = next((i for i, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), min(len(first), len(second)))
    rest, other = first[at:], second[at:]
    if rest[1:] == other[1:] or rest[1:] == other or rest == other[1:]:
        return True
    return len(rest) > 1 and len(other) > 1 and rest[:2] == other[1::-1] and rest[2:] == other[2:]
