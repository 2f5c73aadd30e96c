"""What a table may be: target and columns proposed from the names of its columns and from what stands in them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from connectors.mapper.fields import CRM_TARGETS, Field, Target, targets
from connectors.mapper.grid import Grid
from connectors.mapper.mapping import Mapping, signature_of
from connectors.mapper.values import clean, decimal_proven, direction, normal, number, order_of, wall

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_URL = re.compile(r"(?i)(https?://|www\.)\S+|[\w-]+\.(com|ru|org|net|io|de|example)(/\S*)?")
_PROFILE = re.compile(
    r"(?i)(https?://)?([a-z]{2,3}\.)?"
    r"(linkedin\.com/(in|sales)/|(t\.me|vk\.com|wa\.me|facebook\.com|instagram\.com|x\.com|twitter\.com)/)\S+"
)
_PHONE = re.compile(r"\+?[\d\s()\u00a0.-]{7,20}")
LONG_TEXT = 40
_LOOKED_AT = 250
"""Characters of a cell that tell what kind it is: a search through a cell of a megabyte would take minutes."""
SHOWN = 20
FLAGS = frozenset(["true", "false", "yes", "no", "да", "нет"])
"""Cells that say yes or no and nothing else."""
BY_CONTENT = {"email": 0.6, "moment": 0.5, "direction": 0.7, "profile": 0.6}
"""What a column whose name says nothing is worth for what stands in it."""


@dataclass(frozen=True)
class Proposal:
    """A mapping to confirm, with what speaks for it. `order_sure`: the file proves the order of dates, or has none."""

    mapping: Mapping
    order_sure: bool
    order_example: str
    decimal_sure: bool
    decimal_example: str
    grid: Grid

    def as_json(self) -> dict[str, Any]:
        """Return the proposal for a page or the command line: mapping, header and first rows."""
        rows = [[cell[:200] for cell in row] for _, row in self.grid.sample[:SHOWN]]
        return {
            "mapping": self.mapping.as_json(),
            "header": list(self.grid.header),
            "rows": rows,
            "lines": [line for line, _ in self.grid.sample[:SHOWN]],
            "sheet": self.grid.sheet,
            "sheets_left": list(self.grid.left),
            "date_order": {"sure": self.order_sure, "example": self.order_example},
            "decimal": {"sure": self.decimal_sure, "example": self.decimal_example},
            "lacks": list(targets()[self.mapping.target].lacks(frozenset(self.mapping.columns))),
        }


def propose(grid: Grid, target: str = "") -> Proposal:
    """Propose what a table is; of a `target` a person chose, only its columns."""
    asked = [targets()[target]] if target else list(targets().values())
    found = {one.id: _columns(grid, one) for one in asked}
    best = max(asked, key=lambda one: _worth(one, found[one.id]))
    return with_details(grid, best, {key: name for key, (name, _) in found[best.id].items()})


def with_details(grid: Grid, target: Target, columns: dict[str, str]) -> Proposal:
    """Return a proposal with the order of dates and the decimal mark that the columns prove."""
    moments = [_cells(grid, name) for key, name in columns.items() if target.field(key).kind == "moment"]
    numbers = [_cells(grid, name) for key, name in columns.items() if target.field(key).kind in ("money", "number")]
    orders = [order_of(cells) for cells in moments]
    proven = {order for order, sure, _ in orders if sure and order}
    opened = [(order, example) for order, sure, example in orders if not sure]
    order = proven.pop() if len(proven) == 1 else opened[0][0] if opened else ""
    marks = [decimal_proven(cells) for cells in numbers]
    mark, example = next((one for one in marks if one[0]), marks[0] if marks else ("", ""))
    where = _network(grid, target, columns)
    mapping = Mapping(target.id, columns, where, order, mark, signature=signature_of(grid.header))
    sure = not opened or (len({order for order, sure, _ in orders if sure and order}) == 1)
    first = next((example for _, example in opened), "")
    return Proposal(mapping, sure, "" if sure else first, bool(mark) or not example, "" if mark else example, grid)


def _network(grid: Grid, target: Target, columns: dict[str, str]) -> str:
    """Return the network that links in the table lead to, or that a column names; "other" when that is open."""
    if target.id in CRM_TARGETS:
        return "file"
    cells = " ".join(cell for name in columns.values() for cell in _cells(grid, name)[:50]).casefold()
    hosts = {"linkedin.com/": "linkedin", "t.me/": "telegram", "vk.com/": "vk", "wa.me/": "whatsapp"}
    counts = {name: cells.count(host) for host, name in hosts.items()}
    best = max(counts, key=counts.__getitem__)
    named = any("linkedin" in name.casefold() for name in grid.header)
    return best if counts[best] else "linkedin" if named else "other"


def _cells(grid: Grid, name: str) -> list[str]:
    return grid.column(grid.header.index(name))


def _worth(target: Target, columns: dict[str, tuple[str, float]]) -> tuple[float, bool]:
    telling = {normal(target.id.removesuffix("s")), normal(target.id)}
    named = sum(bool(telling & set(normal(name).split())) for name, _ in columns.values())
    lacks = len(target.lacks(frozenset(columns)))
    return sum(score for _, score in columns.values()) + named - 6 * lacks, target.stored


def _columns(grid: Grid, target: Target) -> dict[str, tuple[str, float]]:
    """Return the best column of each field, a column for one field only: field -> (column, score)."""
    scored = [
        (score, -place, no, field.id, name)
        for no, field in enumerate(target.fields)
        for place, name in enumerate(grid.header)
        if (score := _score(field, name, grid.column(place))) > 0
    ]
    taken: dict[str, tuple[str, float]] = {}
    for score, _, _, field_id, name in sorted(scored, key=lambda one: (-one[0], one[2], -one[1])):
        if field_id not in taken and name not in [column for column, _ in taken.values()]:
            taken[field_id] = name, score
    return taken


def _score(field: Field, name: str, cells: Sequence[str]) -> float:
    """Return how well a column goes with a field, by its name and what stands in it; 0 for not at all."""
    named, told = _named(field, normal(name)), _told(field.kind, cells)
    if told < 0:
        return 0
    if not named and told > 0.8:
        return BY_CONTENT.get("profile" if field.kind == "url" and _told("profile", cells) > 0.8 else field.kind, 0)
    return named + told if named else 0


def _named(field: Field, name: str) -> float:
    """Return how well the name of a column is a name of the field: 2 for the very same, less for a part of it."""
    words = name.split()
    best = 0.0
    for place, known in enumerate(map(normal, field.names)):
        if name == known:
            return 2.2 - place * 0.02
        parts = known.split()
        begins = len(parts) > 1 and words[: len(parts)] == parts
        if len(parts) <= len(words) and (begins or words[-len(parts) :] == parts):
            best = max(best, 1.0 + 0.3 * len(parts) / len(words) - place * 0.02)
    return best


def _told(kind: str, cells: Sequence[str]) -> float:
    """Return the share of cells that are of a kind, -1 when the column holds clearly something else."""
    filled = [text[:_LOOKED_AT] for cell in cells if (text := clean(cell))][:100]
    if not filled:
        return 0
    share = sum(map(_TESTS.get(kind, _any), filled)) / len(filled)
    if kind == "text" and all(cell.casefold() in FLAGS for cell in filled):
        return -1
    return -1 if kind in ("email", "moment", "money", "number", "direction", "url", "name") and share < 0.3 else share


def _any(_: str) -> bool:
    return False


def _is_moment(cell: str) -> bool:
    return wall(cell, "dmy") is not None or wall(cell, "mdy") is not None


def _is_name(cell: str) -> bool:
    return number(cell) is None and not _EMAIL.fullmatch(cell) and len(cell) < 80


_TESTS = {
    "email": lambda cell: bool(_EMAIL.search(cell)),
    "url": lambda cell: bool(_URL.match(cell)),
    "profile": lambda cell: bool(_PROFILE.match(cell)),
    "phone": lambda cell: bool(_PHONE.fullmatch(cell)),
    "moment": _is_moment,
    "money": lambda cell: number(cell) is not None,
    "number": lambda cell: number(cell) is not None,
    "direction": lambda cell: bool(direction(cell)),
    "name": _is_name,
    "text": lambda cell: len(cell) > LONG_TEXT,
}
