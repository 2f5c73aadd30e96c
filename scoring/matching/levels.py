"""How far two names agree, as a few plain levels; every pair of different texts is compared once."""

import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
from rapidfuzz.distance import OSA, JaroWinkler

from scoring.matching.given import genders, known, roots
from scoring.matching.letters import loose

(MISSING, SAME, FORM, TYPO, PART, NEAR, INITIAL, SHORT, GENDERED, UNLIKE, CLASH) = range(11)
"""FORM: a short form or another language's form of it. PART: a word of a double name. SHORT: the beginning of it.

GENDERED: the same family name of the other gender. UNLIKE: nothing in common that we know of; CLASH: two given names
that are known to be different ones.
"""


def over(one: pd.Series, other: pd.Series, level: Callable[[str, str], int]) -> np.ndarray:
    """Return the level of each pair of two columns."""
    codes, texts = pd.factorize(pd.concat([one, other], ignore_index=True))
    a, b = codes[: len(one)].astype(np.int64), codes[len(one) :].astype(np.int64)
    both, back = np.unique(a * len(texts) + b, return_inverse=True)
    names = texts.to_numpy()
    found: list[Any] = [level(names[no // len(names)], names[no % len(names)]) for no in both.tolist()]
    return np.array(found, dtype=np.int8)[back] if len(both) else np.zeros(0, np.int8)


def first(one: str, other: str) -> int:
    """Compare two given names, of one word or more."""
    if not one or not other:
        return MISSING
    if loose(one) == loose(other) or one.replace(" ", "") == other.replace(" ", ""):
        return SAME
    if min(len(one), len(other)) == 1:
        return INITIAL if _same_initial(one, other) else CLASH
    mine, theirs = one.split(), other.split()
    if loose(mine[0]) == loose(theirs[0]):
        return SAME
    if any(loose(a) == loose(b) for a in mine for b in theirs):
        return FORM
    return _first_words(mine, theirs)


def _same_initial(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return loose(short[0]) == loose(long[0])


def _first_words(mine: list[str], theirs: list[str]) -> int:
    a, b = mine[0], theirs[0]
    if any(roots(x) & roots(y) for x in mine for y in theirs):
        return FORM
    if (known(a) and known(b)) or (genders(a) and genders(b) and not genders(a) & genders(b)):
        return CLASH
    if _slip(a, b) and not _by_ending(a, b):
        return TYPO
    if min(len(a), len(b)) >= 3 and (a.startswith(b) or b.startswith(a)) and not _by_ending(a, b):
        return SHORT
    return UNLIKE


def _by_ending(one: str, other: str) -> bool:
    """Tell whether two names differ by a last vowel alone: Daniel and Daniela are two people."""
    return one.rstrip("aeio") == other.rstrip("aeio")


def _slip(one: str, other: str) -> bool:
    allowed = 2 if min(len(one), len(other)) >= 9 else 1 if min(len(one), len(other)) >= 4 else 0
    return OSA.distance(one, other, score_cutoff=allowed) <= allowed


_FEMALE = re.compile(r"(?:(?<=[oe]v)|(?<=in)|(?<=un))a$")


def _males(name: str) -> frozenset[str]:
    """Return what a family name may be of a man: Ivanova, Kowalska, Nováková."""
    if not name.endswith("a"):
        return frozenset((name,))
    forms = {name, _FEMALE.sub("", name)}
    if name.endswith(("ska", "cka", "dzka")):
        forms.add(name[:-1] + "i")
    if name.endswith("ova") and len(name) > 5:
        forms.add(name[:-3])
    return frozenset(forms)


def last(one: str, other: str) -> int:
    """Compare two family names, of one word or more."""
    if not one or not other:
        return MISSING
    if loose(one) == loose(other) or loose(one.replace(" ", "")) == loose(other.replace(" ", "")):
        return SAME
    if min(len(one), len(other)) == 1:
        return INITIAL if loose(one[0]) == loose(other[0]) else UNLIKE
    mine, theirs = {loose(word) for word in one.split()}, {loose(word) for word in other.split()}
    if any(_males(a) & _males(b) for a in mine for b in theirs if a != b):
        return GENDERED
    if any(len(word) > 2 for word in mine & theirs):
        return PART
    if _slip(one, other):
        return TYPO
    return NEAR if JaroWinkler.similarity(loose(one), loose(other), score_cutoff=0.87) else UNLIKE
