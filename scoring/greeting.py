"""The first words of a message: whom they greet, and how much of a text only says whom it is for."""

import functools
import re
from collections.abc import Iterable

from scoring.given_names import same_person
from scoring.text import WORD

_HELLO = (
    r"(?:hi|hello|hey|hiya|dear|good (?:morning|afternoon|evening|day)|здравствуйте|привет(?:ствую)?"
    r"|добр(?:ый|ое|ого) (?:день|вечер|утро|дня)|доброго времени суток|уважаем(?:ый|ая)|дорог(?:ой|ая))"
)
_NAMED = re.compile(
    rf"^\W*{_HELLO}\s*,?\s+(?:(?:mr|mrs|ms|dr|prof)\.?\s+)?(?P<name>[^\W\d_][\w'’-]+)(?:\s+[^\W\d_][\w'’-]+){{0,2}}"
    r"\s*(?:[,!.:;–—-]|$)|^\W*(?P<first>[^\W\d_][\w'’-]+)(?:\s+[^\W\d_][\w'’-]+)?\s*,\s*" + _HELLO + r"\b",
    re.I | re.M,
)
_EMPTY = re.compile(rf"^\W*{_HELLO}[ \t]*,?[ \t]+[,!.]|^\s*,\s*{_HELLO}\b", re.I)
_GREETING = """hi hello hey hiya dear good morning afternoon evening day mr mrs ms dr prof
здравствуйте привет приветствую добрый доброе доброго день вечер утро дня времени суток
уважаемый уважаемая дорогой дорогая"""
_ALL = """all colleagues everybody everyone folks friends guys ladies madam sir team there
коллега коллеги друг друзья господа дамы все всем"""
_GREETING_WORDS, _EVERYBODY = frozenset(_GREETING.split()), frozenset(_ALL.split())
_FIRST_WORDS = 6


def greeted(text: str) -> str | None:
    """Return the name that a text greets; "" where a name was to stand and none does, None without such a greeting."""
    if _EMPTY.match(text):
        return ""
    found = _NAMED.match(text)
    name = (found["name"] or found["first"]) if found else None
    return name if name and name[0].isupper() and name.casefold() not in _EVERYBODY else None


def greets(name: str, contact: str) -> bool:
    """Tell whether a greeted name can mean a contact of this full name."""
    return any(same_person(name, part) for part in re.findall(r"[^\W\d_]+", contact) if len(part) > 1)


def name_share(text: str, names: Iterable[str], greeting: str | None = None) -> float:
    """Return which part of a text's letters (0..1) is the greeting and the names: of the person and the company.

    `greeting` is the name that `greeted` found.
    """
    found = WORD.findall(text.casefold().replace("ё", "е"))
    known = _parts(tuple(names))
    if greeting:
        known = known | _parts((greeting,))
    said = sum(len(word) for word in found[:_FIRST_WORDS] if word in _GREETING_WORDS)
    said += sum(len(word) for word in found if word in known)
    total = sum(map(len, found))
    return round(min(1.0, said / total), 4) if total else 0.0


@functools.lru_cache(maxsize=4_096)
def _parts(names: tuple[str, ...]) -> frozenset[str]:
    """Return the words of names, but for single letters."""
    return frozenset(
        part for name in names for part in WORD.findall(name.casefold().replace("ё", "е")) if len(part) > 1
    )
