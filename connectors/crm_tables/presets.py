"""Which CRM's table a header is, by names of columns that only its exports have; read from presets.toml."""

import functools
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from connectors.mapper.fields import targets
from connectors.mapper.values import normal


@dataclass(frozen=True)
class Preset:
    """A table of a CRM: what its rows are, what tells it, and names of columns by field, the best first."""

    crm: str
    target: str
    marks: tuple[frozenset[str], ...]
    columns: dict[str, tuple[str, ...]]
    prefix: tuple[str, ...] = ()

    def fits(self, names: set[str]) -> bool:
        """Tell whether a header with these names is this table's."""
        return any(mark <= names for mark in self.marks)

    def mapped(self, header: Sequence[str]) -> dict[str, str]:
        """Return the column of each field, a column for one field only."""
        places: dict[str, str] = {}
        for name in header:
            for known in _names(name):
                for one in (known, *self._bare(known)):
                    places.setdefault(one, name)
        taken: dict[str, str] = {}
        for field, names in self.columns.items():
            column = next((places[name] for name in names if name in places and places[name] not in taken.values()), "")
            if column:
                taken[field] = column
        return taken

    def _bare(self, name: str) -> Iterator[str]:
        yield from (name[len(one) + 1 :] for one in self.prefix if name.startswith(one + " "))


@functools.cache
def presets() -> tuple[Preset, ...]:
    """Return all presets in the order in which a header is offered to them."""
    told = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))["preset"]
    return tuple(map(_preset, told))


def _preset(told: dict) -> Preset:
    own = told.get("columns", {})
    usual = {field.id: field.names for field in targets()[told["target"]].fields}
    columns = {key: tuple(map(normal, (*own.get(key, ()), *usual.get(key, ())))) for key in {**own, **usual}}
    marks = tuple(frozenset(map(normal, mark)) for mark in told["marks"])
    return Preset(told["crm"], told["target"], marks, columns, tuple(map(normal, told.get("prefix", ()))))


def _names(name: str) -> tuple[str, str]:
    """Return a column's name as one word where it is one ("LinkedIn"), and in its parts ("StageName")."""
    return normal(name), normal(name.casefold())


def preset_of(header: Sequence[str]) -> Preset | None:
    """Return the preset that a header fits, None when it is no known table's."""
    names = {known for name in header for known in _names(name)}
    return next((one for one in presets() if one.fits(names)), None)
