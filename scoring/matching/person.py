"""A person's name as people and programs write it, taken apart: given names, family names, what else was told."""

import functools
import re
from typing import NamedTuple

from scoring.matching.given import known
from scoring.matching.letters import latin, skeleton
from scoring.matching.words import words

_CUT = re.compile(
    r"\((?:she|he|they|ona|on|él|ella|elle|il|sie|er)\b[^)]*\)|\s[|–—•·→➤►▶/].*$|[|→➤►▶•].*$"
    r"|,\s*(?:[a-zа-я]{1,4}\.\s?){2,}.*$"
    r"|,?\s\b(?:mba|phd|ph\.\s?d|pmp|cfa|cpa|msc|bsc|acca|cissp|shrm|mgr|inż|dipl)\b.*$"
    r"|\((?:ищу|open|hiring|в поиске|looking)[^)]*\)",
    re.IGNORECASE,
)
_MAIDEN = re.compile(
    r"\(([^)]+)\)|\b(?:née|nee|geb\.|geborene|z d\.|z domu|ур\.|урожд\.|урождённая)\s+(\S+)", re.IGNORECASE
)
_MAIDEN_WORDS = re.compile(
    r"\b(?:née|nee|geb|geborene|born|ур|урожд|урождённая|урожденная|z domu|дівоче)\b\.?", re.IGNORECASE
)
_TITLES = words("titles")
_PARTICLES = words("particles")
_PATRONYMIC = re.compile(r"(?:ович|евич|ьич|овна|евна|ична|инична|йович|івна|ївна|оглы|кызы)$", re.IGNORECASE)
_PATRONYMIC_LATIN = re.compile(r"(?:[aeiouy]?[oe]vich|[oe]vych|[oe]vna|ivna|ichna|inichna|owicz)$", re.IGNORECASE)
_HANDLE = re.compile(r"[_@]|\d")
_WORD = re.compile(r"[^\W_]+(?:['’ʼ`ʹ][^\W_]+)*\.?|[-‐-–]")


class PersonName(NamedTuple):
    """Skeletons: `first` and `last` words with a blank between, `other` a further family name, "" where not told.

    `sure` tells whether the order of given and family name is known; `handle` that the words are those of a handle.
    """

    first: str
    last: str
    other: str = ""
    sure: bool = True
    handle: bool = False


NOBODY = PersonName("", "")


@functools.lru_cache(maxsize=200_000)
def read(given: str, family: str = "") -> PersonName:
    """Take a name apart; `family` is "" where all of it stands in one text."""
    whole = f"{given} {family}".strip()
    text, other = _without_extras(whole)
    if _HANDLE.search(text):
        return of_handle(text)
    comma = re.fullmatch(r"\s*([^,]+),\s*([^,]+)", text)
    if comma and not family:
        text = f"{comma[2]} {comma[1]}"
    words = _words(text)
    if len(words) == 1 and not words[0].isascii() and _east_asian(words[0]):
        return _east(words[0])
    own = len(_words(_without_extras(given)[0])) if family and given else 0
    return _placed(words, own if len(words) > own else 0, other, bool(comma))


def _without_extras(text: str) -> tuple[str, str]:
    """Return a name without degrees, pronouns and slogans, and the earlier family name it tells of."""
    text = _CUT.sub(" ", text)
    other = ""
    for match in _MAIDEN.finditer(text):
        told = _MAIDEN_WORDS.sub(" ", match[1] or match[2]).strip(" .,")
        other = told if re.fullmatch(r"[^\W\d_][\w\-'’]+", told) else other
    text = _MAIDEN.sub(" ", text)
    return "".join(c if c.isalnum() or c in " .,-'’ʼ`ʹ_@‐" or ord(c) in _MARKS else " " for c in text), skeleton(other)


_MARKS = range(0x300, 0x370)


def _words(text: str) -> list[str]:
    """Return the words of a name: hyphenated ones as one, without titles, patronymics and single middle letters."""
    found = [word.strip(".,-'") for word in re.split(r"[\s,]+|(?<=[^\W\d_]\.)(?=[^\W\d_])", text)]
    found = [word for word in found if word and latin(word) and latin(word) not in _TITLES]
    found = [word for word in found if latin(word) not in _PARTICLES or len(word) == 1] or found
    if len(found) >= 3:
        kept = [word for word in found if not (_PATRONYMIC.search(word) or _PATRONYMIC_LATIN.search(word))]
        found = kept if len(kept) >= 2 else found
    if len(found) >= 3:
        found = [word for no, word in enumerate(found) if no == 0 or len(word) > 1]
    return found


def _placed(words: list[str], own: int, other: str, sure: bool) -> PersonName:
    """Tell given names from family names; `own` words at the beginning are said to be given ones, 0 = not told."""
    sounds = [skeleton(word) for word in words]
    sounds_kept = [(word, sound) for word, sound in zip(words, sounds, strict=True) if sound]
    if not sounds_kept:
        return NOBODY
    words, sounds = [one for one, _ in sounds_kept], [one for _, one in sounds_kept]
    if len(words) == 1:
        return PersonName(sounds[0], "", other, False)
    split = own or _given_words(words, sounds)
    first, last = sounds[:split], sounds[split:]
    here, there = known(_squeezed(first[0])), known(_squeezed(last[0])) or known(_squeezed(last[-1]))
    if not sure and _in_capitals(words[:split], words[split:]) is not None:
        flip, sure = bool(_in_capitals(words[:split], words[split:])), True
    else:
        flip = there and not here and not sure
        sure = sure or here != there
    if flip:
        first, last = (last, first) if own or len(last) == 1 else ([last[-1]], [*first, *last[:-1]])
        first, last = (first, last) if known(_squeezed(first[0])) or len(first) == 1 else (first[::-1], last)
    return PersonName(" ".join(first), " ".join(last), other, sure)


def _given_words(words: list[str], sounds: list[str]) -> int:
    """Return how many words at the beginning are given names, at least one, leaving at least one family name."""
    if len(words) == 2:
        return 1
    count = 1
    while count < len(words) - 1 and known(_squeezed(sounds[count])) and known(_squeezed(sounds[0])):
        count += 1
    return count


def _in_capitals(first: list[str], last: list[str]) -> bool | None:
    """Return True when only the words at the beginning are in capitals (a family name), False when only the others."""
    upper = [all(len(word) > 1 and word.isupper() for word in part) for part in (first, last)]
    return upper[0] if upper[0] != upper[1] else None


def _squeezed(sound: str) -> str:
    return sound.replace(" ", "")


def of_handle(text: str) -> PersonName:
    """Return what the words of a handle or a profile's address tell: "anna_kowalska82" names Anna Kowalska."""
    words = [word for word in re.split(r"[^a-z]+", latin(re.sub(r"[_@]", " ", text))) if len(word) > 2]
    sounds = [sound for word in words if (sound := skeleton(word))]
    if len(sounds) != 2:
        return PersonName("", "", "", False, True)
    return _placed(words, 0, "", False)._replace(handle=True)


def _east_asian(word: str) -> bool:
    return len(word) <= 4 and all(0x3040 <= ord(c) <= 0x9FFF or 0xAC00 <= ord(c) <= 0xD7AF for c in word)


def _east(word: str) -> PersonName:
    """Return a Chinese, Japanese or Korean name written without a blank: the family name comes first."""
    cut = 2 if len(word) == 4 else 1
    return PersonName(skeleton(latin(word[cut:])), skeleton(latin(word[:cut])), "", len(word) > 1)
