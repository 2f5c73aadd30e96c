"""Rows as dictionaries by column name: for files of moderate size, where clear code is worth more than speed."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from connectors.connector import Context, Line, Member
from connectors.tables import NotATable, Shape, Table, open_table

Named = tuple[int, Mapping[str, str]]
"""A line number and the cells by normalised column name."""

NamedReader = Callable[[Iterable[Named], Context], Iterator[Line]]
"""What makes records and problems of named rows."""


def cell(row: Mapping[str, str], *names: str) -> str:
    """Return the first non-empty cell among columns that eras name differently, trimmed."""
    return next((value.strip() for name in names if (value := row.get(name)) and value.strip()), "")


def named_rows(table: Table) -> Iterator[Named]:
    """Yield the rows of a table as dictionaries."""
    columns = list(table.columns.items())
    for line, row in table.rows():
        yield line, {name: row[at] for name, at in columns}


def by_name(reader: NamedReader) -> Callable[[Table, Context], Iterator[Line]]:
    """Return the reader of a table that feeds `reader` its rows by name."""
    return lambda table, ctx: reader(named_rows(table), ctx)


def read_named(member: Member, shapes: Iterable[Shape], reader: NamedReader, ctx: Context) -> Iterator[Line]:
    """Read a member with the first of `shapes` that it has; what is wrong with the file comes as problems."""
    refused: NotATable | None = None
    for shape in shapes:
        try:
            table = open_table(member, shape)
        except NotATable as error:
            refused = refused or error
            continue
        yield from reader(named_rows(table), ctx)
        yield from table.problems
        return
    if refused:
        yield 0, refused.problem
