"""The tables of one drop, each with what it is, and the ids by which they know one another."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from connectors.connector import Member, Part, Problem
from connectors.mapper.grid import Grid, is_total, rows_of
from connectors.mapper.mapping import Mapping
from connectors.mapper.values import clean
from data.crm_words import folded

Values = dict[str, str]
"""Cells by field, cleaned."""


@dataclass(frozen=True)
class Table:
    """A table of a CRM: `mapping.network` is the CRM, "file" where that is not told."""

    member: Member
    grid: Grid
    mapping: Mapping

    def values(self, member: Member | None = None) -> Iterator[tuple[int, Values | Problem]]:
        """Yield the cells of every row by field, with its line; what is wrong with the file as Problem."""
        places, left = {key: self.grid.header.index(name) for key, name in self.mapping.columns.items()}, 0
        for line, row in rows_of(member or self.member, self.grid):
            if isinstance(row, Problem):
                yield line, row
            elif is_total(row) or _is_remark(row):
                left += 1
            else:
                yield line, {key: clean(row[at]) for key, at in places.items()} | _wide(self.grid, row)
        if left:
            yield 0, Problem("total-rows", {"rows": left})


def _is_remark(row: list[str]) -> bool:
    """Tell whether a row of a table with many columns has only its first cell: the report's name under it."""
    return len(row) > 3 and bool(clean(row[0])) and not any(map(clean, row[1:]))


ENTERED = ("date entered ", "дата перехода на этап ", "дата входа в этап ")
"""Columns that tell when a deal came to a stage, one for each: 'Date entered "Signed (Sales)"'."""


def _wide(grid: Grid, row: list[str]) -> dict[str, str]:
    names = [(at, name) for at, name in enumerate(grid.header) if name.casefold().startswith(ENTERED)]
    return {name: row[at] for at, name in names if at < len(row) and row[at].strip()}


@dataclass(frozen=True)
class TablePart(Part):
    """A file of a drop together with its table and its neighbours."""

    table: Table | None = field(default=None, compare=False, repr=False)
    drop: "Drop | None" = field(default=None, compare=False, repr=False)


@dataclass
class Drop:
    """All tables of one upload."""

    tables: list[Table] = field(default_factory=list)

    def has(self, target: str) -> bool:
        """Tell whether there is a table of a target."""
        return any(table.mapping.target == target for table in self.tables)

    def found(self, target: str, name: str, more: str = "") -> str:
        """Return the id of the only row of a target that goes by a name (of a person in the company `more`)."""
        known = self._names.get((target, folded(name)), {}) if name else {}
        fitting = [key for key, company in known.items() if not more or company in ("", folded(more))]
        return fitting[0] if len(fitting) == 1 else ""

    @cached_property
    def _names(self) -> dict[tuple[str, str], dict[str, str]]:
        """Names of rows that have an id: (target, name) -> {id: company}."""
        known: dict[tuple[str, str], dict[str, str]] = {}
        if len(self.tables) < 2:
            return known
        for table in self.tables:
            target = table.mapping.target
            if target not in ("people", "companies", "deals", "users") or "id" not in table.mapping.columns:
                continue
            for _, row in table.values():
                if isinstance(row, dict) and row.get("id"):
                    for name in _called(row):
                        known.setdefault((target, folded(name)), {})[row["id"]] = folded(row.get("company", ""))
        return known


def _called(row: Values) -> Iterator[str]:
    whole = " ".join(filter(None, (row.get("first_name", ""), row.get("last_name", ""))))
    yield from filter(None, {row.get("name", ""), whole, *(row.get(key, "").casefold() for key in ("email",))})
