"""Sentences put together from lists.

In a pattern, [name] takes one of that list, [name@] one of the list's part for the talk's theme, [name_low] one of the
list "name" beginning with a small letter, and {slot} a fact.
"""

import re
import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

_PART = re.compile(r"\[([a-z_]+@?)\]|(?<!\{)\{([a-z]+)\}(?!\})")
_Pattern = list[Any]


class Grammar:
    """The texts of one language, compiled once; filling costs a few microseconds."""

    def __init__(self, tables: Mapping[str, Mapping[str, list[str]]]) -> None:
        """Compile tables of lists; a part named in a pattern is looked up in its own table first, then in all."""
        self._raw = tables
        self._tables = {group: {name: [] for name in lists} for group, lists in tables.items()}
        for group, lists in tables.items():
            for name, patterns in lists.items():
                self._tables[group][name].extend(self._compile(group, pattern) for pattern in patterns)

    def text(self, name: str, slots: Mapping[str, str], rnd: Callable[[], float]) -> str:
        """Return one text of the list "group.name" with the slots filled; `rnd` returns numbers in [0, 1)."""
        group, _, short = name.partition(".")
        out: list[str] = []
        _fill(_pick(self._tables[group][short], rnd), slots, rnd, out)
        return "".join(out).replace("\n ", "\n").replace("  ", " ").replace(" ,", ",").strip()

    def has(self, name: str) -> bool:
        """Return whether there is a list of that name."""
        group, _, short = name.partition(".")
        return bool(self._tables.get(group, {}).get(short))

    def themes(self) -> list[str]:
        """Return the names of the themes a talk can have."""
        return list(self._tables["thing"])

    def _compile(self, group: str, pattern: str) -> _Pattern:
        parts: _Pattern = []
        at = 0
        for match in _PART.finditer(pattern):
            if match.start() > at:
                parts.append(pattern[at : match.start()])
            name, slot = match.groups()
            parts.append((slot, None) if slot else (None, self._lists(group, name)))
            at = match.end()
        if at < len(pattern):
            parts.append(pattern[at:])
        return parts

    def _raw_list(self, group: str, name: str) -> list[str]:
        return next(table[name] for table in (self._raw[group], *self._raw.values()) if name in table)

    def _lists(self, group: str, name: str) -> Any:
        if name.endswith("@"):
            return self._tables[name[:-1]]
        for table in (self._tables[group], *self._tables.values()):
            if name in table:
                return table[name]
        if name.endswith("_low"):
            return [self._compile(group, _lowered(pattern)) for pattern in self._raw_list(group, name[:-4])]
        raise KeyError(f"no list named {name!r}, wanted in [{group}]")


def _lowered(pattern: str) -> str:
    return pattern if pattern.startswith("I ") else pattern[0].lower() + pattern[1:]


def _pick(patterns: list[_Pattern], rnd: Callable[[], float]) -> _Pattern:
    return patterns[int(rnd() * len(patterns))]


def _fill(parts: _Pattern, slots: Mapping[str, str], rnd: Callable[[], float], out: list[str]) -> None:
    for part in parts:
        if type(part) is str:
            out.append(part)
        elif part[0]:
            out.append(slots[part[0]])
        else:
            lists = part[1]
            if type(lists) is dict:
                lists = lists[slots["theme"]]
            _fill(lists[int(rnd() * len(lists))], slots, rnd, out)


@cache
def toml(name: str) -> dict[str, Any]:
    """Return the parsed file `texts/<name>.toml`."""
    return tomllib.loads((Path(__file__).parent / "texts" / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def grammar(lang: str) -> Grammar:
    """Return the texts of the language "en" or "ru"."""
    return Grammar(toml(lang))
