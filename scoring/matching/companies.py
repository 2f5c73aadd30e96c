"""Names of companies and cities made comparable, and the company that a headline tells."""

import functools
import re
import tomllib
from pathlib import Path
from typing import Any

from rapidfuzz.distance import OSA

from scoring.matching.letters import latin, loose, skeleton

_FILE = Path(__file__).with_name("companies.toml")
_ASIDE = re.compile(
    r"\((?:ex|formerly|бывш|ранее|früher|dawniej|eski)\b[^)]*\)|\s[-–—|]\s.*$|\bf/?k/?a\b.*$", re.IGNORECASE
)
_EAST = re.compile("株式会社|有限会社|股份有限公司|有限责任公司|有限公司|주식회사|㈱|\\(주\\)")


@functools.cache
def _raw() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


@functools.cache
def _forms() -> frozenset[str]:
    words = set()
    for word in _raw()["legal"].split():
        words |= {latin(word), latin(word).replace(" ", "")}
    return frozenset(words | {one for word in words for one in word.split() if len(one) > 1})


@functools.cache
def _general() -> frozenset[str]:
    return frozenset(latin(word) for word in _raw()["general"].split())


_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}|\b(?:[^\W\d_]\.)+[^\W\d_]\b")


@functools.lru_cache(maxsize=200_000)
def company(name: str) -> str:
    """Return the words of a company's name that tell it from others, as skeletons; "" when nothing is left."""
    text = _EAST.sub(" ", _ASIDE.sub(" ", name))
    text = _DOTTED.sub(lambda match: match[0].replace(".", ""), text).replace("/", "")
    text = re.sub(r"['’`ʼ]", "", text)
    words = latin(text).split()
    kept = [word for word in words if word not in _forms()] or words
    own = [word for word in kept if word not in _general()]
    return " ".join(filter(None, (_sound(word) for word in own or kept)))


def _sound(word: str) -> str:
    return word if word.isdigit() else skeleton(word) or word


@functools.cache
def _cities() -> dict[str, str]:
    found: dict[str, str] = {}
    for line in _raw()["cities"].strip().splitlines():
        names = line.split("|") if "|" in line else line.split()
        for name in names:
            found[latin(name)] = latin(names[0])
    return found


@functools.lru_cache(maxsize=20_000)
def city(name: str) -> str:
    """Return a city by one name in whatever language it is written; of "Berlin, Germany" the part before the comma."""
    text = latin(re.split(r"[,/(;|]", name)[0])
    text = re.sub(r"^(?:g|gor|city of|greater|grad)\s+|\s+(?:area|metropolitan area|city)$", "", text)
    return skeleton(_cities().get(text, text))


@functools.cache
def _at() -> re.Pattern[str]:
    words = sorted((word for word in _raw()["at"] if word != "@"), key=len, reverse=True)
    return re.compile(rf"\s(?:{'|'.join(map(re.escape, words))})\s+|\s*@\s*", re.IGNORECASE)


@functools.cache
def _past() -> re.Pattern[str]:
    return re.compile(rf"^\W*(?:{'|'.join(map(re.escape, _raw()['past']))})\b", re.IGNORECASE)


_PARTS = re.compile(r"\s*[|•·/→►▶;]\s*|\s+[-–—:]\s+|,\s+|\s{2,}")


@functools.lru_cache(maxsize=200_000)
def told_in(headline: str) -> tuple[str, ...]:
    """Return what in a headline may name a company, most likely first: after "at" or "@", then whole segments."""
    after, whole = [], []
    for part in filter(None, _PARTS.split(headline)):
        if _past().match(part):
            continue
        pieces = _at().split(f" {part}")
        after += [company(" ".join(pieces[no:])) for no in range(1, len(pieces))]
        after += [company(pieces[no]) for no in range(1, len(pieces))]
        whole.append(company(part))
    return tuple(dict.fromkeys(filter(None, (*after, *whole))))


SAME, NEAR, PART, OTHER = "same", "near", "part", "other"


def compared(one: str, other: str, common: frozenset[str] = frozenset()) -> str:
    """Return how two companies agree; `common` are words that many companies' names have.

    "near" is a slip of the pen, a shortened word or a word left out that is no other company's; "part" means that
    some of one name is all of the other.
    """
    if _squeezed(one) == _squeezed(other) or loose(_squeezed(one)) == loose(_squeezed(other)):
        return SAME
    mine, theirs = one.split(), other.split()
    if len(mine) == len(theirs) and all(_alike(a, b, common) for a, b in zip(mine, theirs, strict=True)):
        return NEAR
    if _slip(_squeezed(one), _squeezed(other)) and len(mine) != len(theirs):
        return NEAR
    short, long = sorted((mine, theirs), key=len)
    if set(short) <= set(long):
        return NEAR if any(word not in common and len(word) > 3 for word in short) else PART
    if sorted(mine) == sorted(theirs):
        return SAME
    return OTHER


def _alike(one: str, other: str, common: frozenset[str]) -> bool:
    if one == other or loose(one) == loose(other):
        return True
    if one[:3] == other[:3] and min(len(one), len(other)) >= 3 and (one.startswith(other) or other.startswith(one)):
        return True
    return _slip(one, other) and not (one in common and other in common)


def _slip(one: str, other: str) -> bool:
    """Tell whether two words differ by a slip: one letter of five or more, two of eleven or more."""
    longest = max(len(one), len(other))
    allowed = 2 if longest > 10 else 1 if longest > 4 else 0
    return OSA.distance(one, other, score_cutoff=allowed) <= allowed


def _squeezed(name: str) -> str:
    return name.replace(" ", "")
