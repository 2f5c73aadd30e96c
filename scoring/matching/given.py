"""Given names: whose they are, and whether two of them can be one person's."""

import functools
import tomllib
from pathlib import Path
from typing import NamedTuple

from scoring.matching.letters import loose, skeleton

_FILE = Path(__file__).with_name("given_names.toml")


class _Table(NamedTuple):
    groups: dict[str, frozenset[str]]
    genders: dict[str, frozenset[str]]


@functools.cache
def _table() -> _Table:
    raw = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    groups: dict[str, set[str]] = {}
    genders: dict[str, set[str]] = {}
    lines = [(sex, no, line) for sex in "mf" for no, line in enumerate(raw[sex])]
    lines += [(sex, -1, raw[f"known_{sex}"]) for sex in "mf"]
    for sex, no, line in lines:
        for word in line.split():
            name = skeleton(word).replace(" ", "")
            genders.setdefault(name, set()).add(sex)
            if no >= 0:
                groups.setdefault(name, set()).add(f"{sex}{no}")
    return _Table({k: frozenset(v) for k, v in groups.items()}, {k: frozenset(v) for k, v in genders.items()})


def roots(sound: str) -> frozenset[str]:
    """Return the names that a skeleton is a form of; a name in no table is its own root."""
    return _table().groups.get(sound) or frozenset((loose(sound),) if sound else ())


def known(sound: str) -> bool:
    """Tell whether a skeleton is a given name of the tables."""
    return sound in _table().genders


def genders(sound: str) -> frozenset[str]:
    """Return "m", "f", both or nothing known."""
    return _table().genders.get(sound, frozenset())
