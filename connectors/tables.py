"""Tables in text files as they come: header found by content, columns by name, bad quoting survived, in one stream."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from operator import itemgetter

from connectors.connector import Line, Member, Problem
from connectors.decoding import Lines, encoding_of, looks_like, needs_mending, open_text
from connectors.quoting import Records, tolerant

Row = tuple[int, list[str]]
"""Line number and cells; one "" more than there are columns, which stands for every column the file lacks."""
_HEADER_WITHIN = 15


class NotATable(Exception):  # noqa: N818 (it says what the file is)
    """The file can't be read as the table it should be; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


@dataclass(frozen=True)
class Shape:
    """How a kind of table is told: `needs` are alternative sets of column names of which the header has one whole.

    aliases: other names of columns (of translated exports) to ours; escape: the escape character inside quotes.
    Names are compared normalised, see `column_name`.
    """

    needs: tuple[frozenset[str], ...]
    aliases: Mapping[str, str] = field(default_factory=dict)
    escape: str | None = None

    @classmethod
    def of(cls, *needs: str, escape: str | None = None, aliases: Mapping[str, str] | None = None) -> "Shape":
        """Make a shape of comma-separated lists of column names: Shape.of("from, to, date, content")."""
        sets = tuple(frozenset(column_name(name) for name in group.split(",")) for group in needs)
        return cls(sets, aliases or {}, escape)

    def names(self, header: Sequence[str]) -> list[str]:
        """Return the normalised column names of a header row."""
        plain = [column_name(cell) for cell in header]
        return [self.aliases.get(name, name) for name in plain]

    def fits(self, names: Iterable[str]) -> bool:
        """Tell whether these column names are this table's."""
        present = set(names)
        return any(need <= present for need in self.needs)


def column_name(cell: str) -> str:
    """Return the normalised name of a column: no byte-order mark, underscores or case, single spaces."""
    return " ".join(cell.replace("\ufeff", "").replace("_", " ").split()).casefold()


@dataclass
class Table:
    """A table whose header is known. `rows` may be called again; it starts anew each time and refills `problems`."""

    columns: dict[str, int]
    source: Callable[["Table"], Iterator[Row]] = field(repr=False)
    problems: list[Line] = field(default_factory=list)

    @classmethod
    def of(cls, names: Sequence[str], rows: Iterable[Sequence[str]]) -> "Table":
        """Make a table of rows in memory, for data that came as objects and not as text; its lines are row numbers."""
        kept = [list(row) for row in rows]
        columns = _columns([column_name(name) for name in names])
        return cls(columns, lambda _: ((no, [*row, ""]) for no, row in enumerate(kept, 1)))

    def rows(self) -> Iterator[Row]:
        """Yield the rows below the header; empty lines are passed over."""
        self.problems.clear()
        return self.source(self)

    def dicts(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Yield rows as cells by column name, for files of few rows."""
        for line, row in self.rows():
            yield line, {name: row[no] for name, no in self.columns.items()}

    def has(self, name: str) -> bool:
        """Tell whether there is such a column."""
        return name in self.columns

    def pick(self, *names: str) -> Callable[[list[str]], tuple[str, ...]]:
        """Return what takes two or more columns out of a row; an absent column gives ""."""
        return itemgetter(*(self.columns.get(name, -1) for name in names))


def _columns(names: Sequence[str]) -> dict[str, int]:
    return {name: no for no, name in reversed(list(enumerate(names))) if name}


def header_of(member: Member, shape: Shape) -> tuple[str, int, list[str], str] | None:
    """Find the header among the first records: (delimiter, records above it, names, encoding), None when absent."""
    for encoding, delimiter, above, record in _first_records(member):
        names = shape.names(record)
        if shape.fits(names):
            return delimiter, above, names, encoding
    return None


def kind_of(member: Member, shapes: Mapping[str, Shape]) -> str:
    """Return the first kind whose shape the file has, "" when it has none; the file is looked at once for all."""
    records = [record for *_, record in _first_records(member) if len(record) > 1 or record[:1] != [""]]
    fits = (kind for kind, shape in shapes.items() if any(shape.fits(shape.names(record)) for record in records))
    return next(fits, "")


def _first_records(member: Member) -> Iterator[tuple[str, str, int, list[str]]]:
    """Yield (encoding, delimiter, records above, record) of the first records, read with each delimiter in turn."""
    head = member.head()
    encoding = encoding_of(head)
    with open_text(Member(member.path, len(head), lambda: io.BytesIO(head)), encoding) as text:
        lines = list(islice(Lines(text), 200))
    for delimiter in ",;\t|":
        records = csv.reader(lines, delimiter=delimiter)
        for above, record in enumerate(islice(tolerant(records), _HEADER_WITHIN)):
            yield encoding, delimiter, above, record


def open_table(member: Member, shape: Shape) -> Table:
    """Find the header of a table.

    Raises:
        NotATable: the file is empty, is something else (a PDF named .csv), or has no such header.
    """
    head = member.head(4096)
    if not head.strip():
        raise NotATable(Problem("empty-file"))
    if other := looks_like(head):
        raise NotATable(Problem("not-a-table", {"looks_like": other}))
    found = header_of(member, shape)
    if not found:
        wanted = ", ".join(sorted(min(shape.needs, key=len)))
        raise NotATable(Problem("no-header", {"wanted": wanted}))
    delimiter, above, names, encoding = found
    dialect = {"delimiter": delimiter, "escapechar": shape.escape}
    clean = encoding.startswith("utf-8") and not needs_mending(member)

    def rows(table: Table) -> Iterator[Row]:
        return _read(table, Records(member, encoding, dialect, len(names), clean), above, len(names))

    return Table(_columns(names), rows)


def _read(table: Table, records: Records, above: int, width: int) -> Iterator[Row]:
    rows = iter(records)
    for _ in range(above + 1):
        next(rows, None)
    short: Row | None = None
    uneven = False  # rows lack cells here as a habit
    for line, row in rows:
        if short:
            yield short[0], [*_squared(table, *short, width), ""]
            short = None
        if len(row) != width:
            if not row:
                continue
            if len(row) < width and not uneven:
                short, uneven = (line, row), True
                continue
            row = _squared(table, line, row, width)
        row.append("")
        yield line, row
    if short:
        yield from _last(table, records, short, width)
    table.problems.extend(records.problems)


def _last(table: Table, records: Records, row: Row, width: int) -> Iterator[Row]:
    """Yield a last row that lacks cells, unless the file breaks off in it: what it holds then is half of something."""
    if records.ends_open():
        table.problems.append((row[0], Problem("cut-off")))
    else:
        yield row[0], [*_squared(table, *row, width), ""]


def _squared(table: Table, line: int, row: list[str], width: int) -> list[str]:
    if len(row) > width and any(cell.strip() for cell in row[width:]):
        table.problems.append((line, Problem("extra-cells", {"cells": len(row), "columns": width})))
    return row[:width] + [""] * (width - len(row))
