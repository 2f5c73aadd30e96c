"""Given names and their short forms, in both alphabets: whether two names can mean one person."""

import functools
from pathlib import Path

FILE = Path(__file__).parent / "languages" / "names.txt"
_LATIN = dict(
    zip("абвгдезийклмнопрстуфцыэ", "abvgdezijklmnoprstufcye", strict=True),
    ж="zh", х="kh", ч="ch", ш="sh", щ="shch", ю="yu", я="ya", ё="e", ь="", ъ="", і="i",
)  # fmt: skip
_FOLDS = (("shch", "s"), ("sch", "s"), ("sh", "s"), ("zh", "z"), ("kh", "h"), ("ch", "c"), ("ts", "c"), ("ph", "f"))
_MORE = (
    ("ck", "k"),
    ("q", "k"),
    ("w", "v"),
    ("x", "ks"),
    ("y", "i"),
    ("j", "i"),
    ("ii", "i"),
    ("iu", "u"),
    ("ia", "a"),
)


def sound(name: str) -> str:
    """Return a rough Latin skeleton of a name: Юлия, Yulia and Julija are one."""
    text = "".join(_LATIN.get(sign, sign) for sign in name.casefold().replace("ё", "е"))
    for old, new in (*_FOLDS, *_MORE):
        text = text.replace(old, new)
    kept = [sign for no, sign in enumerate(text) if no == 0 or sign != text[no - 1]]
    return "".join(kept)


@functools.cache
def _spelled() -> frozenset[str]:
    lines = FILE.read_text(encoding="utf-8").splitlines()
    return frozenset(name.casefold().replace("ё", "е") for line in lines for name in line.partition("#")[0].split())


def spelled(name: str) -> bool:
    """Tell whether a word is a given name we know, letter by letter: "Yes" sounds like Jess and is none."""
    return name.casefold().replace("ё", "е") in _spelled()


@functools.cache
def _groups() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for no, line in enumerate(FILE.read_text(encoding="utf-8").splitlines()):
        for name in line.partition("#")[0].split():
            found.setdefault(sound(name), set()).add(no)
    return {name: frozenset(numbers) for name, numbers in found.items()}


def known(name: str) -> bool:
    """Tell whether it is a given name we know."""
    return sound(name) in _groups()


def same_person(one: str, other: str) -> bool:
    """Tell whether two names can be of one person: alike in sound, one the beginning of the other, or short forms."""
    a, b = sound(one), sound(other)
    if a == b or (min(len(a), len(b)) >= 3 and (a.startswith(b) or b.startswith(a))):
        return True
    return bool(_groups().get(a, frozenset()) & _groups().get(b, frozenset())) or _one_slip(a, b)


def _one_slip(a: str, b: str) -> bool:
    """Tell whether two longer names differ by one letter: a misspelt name is no other person's."""
    if min(len(a), len(b)) < 4 or abs(len(a) - len(b)) > 1:
        return False
    start = next((no for no, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return a[start + 1 :] == b[start + 1 :] or a[start:] == b[start + 1 :] or a[start + 1 :] == b[start:]
