"""Finding the words of the interface in the source code."""

import string
from collections import defaultdict
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGES = ("pages", "scoring", "metrics", "connectors", "data")
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2), "NN_": (1, 2)}

Word = str | tuple[str, ...]


def source_words() -> dict[Word, set[str]]:
    """Return every string marked with `_`, `N_`, `ngettext` or `NN_`, and the files that have it."""
    found: dict[Word, set[str]] = defaultdict(set)
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            for _, word, _, _ in extract_from_file("python", path, keywords=KEYWORDS):
                found[tuple(word) if isinstance(word, list | tuple) else word].add(str(path.relative_to(ROOT)))
    return dict(found)


def missing(words: dict[Word, set[str]], known: Catalog) -> list[Word]:
    """Return the words that a catalogue has no complete translation of."""
    return [word for word in words if word and not complete(known.get(word))]


def complete(message) -> bool:
    """Tell whether a message is translated in all its forms."""
    if message is None:
        return False
    return all(message.string) if isinstance(message.string, tuple | list) else bool(message.string)


def slots(text: str) -> set[str]:
    """Return the names of the places a text leaves for values: "{n} of {m}" has n and m."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
