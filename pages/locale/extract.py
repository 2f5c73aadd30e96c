"""Finding the words of the interface in the source code, also inside f-strings (which gettext's own tools miss)."""

import ast
import string
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGES = ("pages", "scoring", "metrics", "connectors", "data")
FORMS = {"_": 1, "N_": 1, "ngettext": 2, "NN_": 2}
"""Marks, and how many of their first arguments are words."""

Word = str | tuple[str, ...]


def source_words() -> dict[Word, set[str]]:
    """Return every marked string and the files that have it; (singular, plural) for words that change with a number."""
    found: dict[Word, set[str]] = defaultdict(set)
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            for word in words_in(path.read_text(encoding="utf-8")):
                found[word].add(str(path.relative_to(ROOT)))
    return dict(found)


def words_in(source: str) -> Iterator[Word]:
    """Yield the marked strings of one module."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name | ast.Attribute):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
        texts = [arg.value for arg in node.args[: FORMS.get(name, 0)] if isinstance(arg, ast.Constant)]
        texts = [text for text in texts if isinstance(text, str) and text]
        if texts and len(texts) == FORMS[name]:
            yield texts[0] if len(texts) == 1 else tuple(texts)


def missing(words: dict[Word, set[str]], known: Catalog) -> list[Word]:
    """Return the words that a catalogue has no complete translation of."""
    return [word for word in words if not complete(known.get(word))]


def complete(message) -> bool:
    """Tell whether a message is translated in all its forms."""
    if message is None:
        return False
    return all(message.string) if isinstance(message.string, tuple | list) else bool(message.string)


def slots(text: str) -> set[str]:
    """Return the names of the places a text leaves for values: "{n} of {m}" has n and m."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
