"""What a reader of one kind of LinkedIn file is."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from connectors.connector import Context, Line, Part
from connectors.tables import NotATable, Shape, Table, open_table

NETWORK = "linkedin"
Named = tuple[int, dict[str, str]]


@dataclass(frozen=True)
class Reader:
    """How one kind of file is read: its shape, and what makes records of its table.

    rows: yields records and problems of a table; the same for CSV and for rows of an interface.
    distinct: the header alone proves that a renamed file is this one.
    whole: for files that are no tables (articles), reads the part itself instead; `shape` is None then.
    """

    shape: Shape | None = None
    rows: Callable[[Table, Context], Iterator[Line]] | None = None
    distinct: bool = True
    whole: Callable[[Part, Context], Iterator[Line]] | None = None

    @classmethod
    def of_dicts(
        cls, shape: Shape, read: Callable[[Iterable[Named], Context], Iterator[Line]], **more: bool
    ) -> "Reader":
        """Make a reader of a function over (line, cells by column name)."""
        return cls(shape, lambda table, ctx: read(table.dicts(), ctx), **more)

    def read(self, part: Part, ctx: Context) -> Iterator[Line]:
        """Yield records and problems of a part; a file that is no such table is one problem."""
        if self.whole:
            yield from self.whole(part, ctx)
            return
        try:
            table = open_table(part.member, self.shape)
        except NotATable as error:
            yield 0, error.problem
            return
        yield from self.rows(table, ctx)
        yield from table.problems
