"""Comments.csv, which alone among LinkedIn's files puts a backslash before a quotation mark inside a cell."""

from collections.abc import Iterable, Iterator

from connectors.connector import Context, Line, Part, Problem
from connectors.named import Named, by_name, cell, named_rows
from connectors.sources.linkedin.activity import make_activity, moment_of, native_id
from connectors.sources.linkedin.reader import Reader
from connectors.sources.linkedin.stamps import utc_second
from connectors.tables import NotATable, Shape, Table, open_table

_COMMENTS = Shape.of("date, link, message", escape="\\")
_PLAIN = Shape.of("date, link, message")


def _read_comments_file(part: Part, ctx: Context) -> Iterator[Line]:
    """Read Comments.csv in the way of quoting that breaks fewer rows: with backslashes (LinkedIn's own), or plain."""
    try:
        tables = [open_table(part.member, shape) for shape in (_COMMENTS, _PLAIN)]
    except NotATable as error:
        yield 0, error.problem
        return
    table = min(tables, key=_broken_rows)
    yield from read_comments(named_rows(table), ctx)
    yield from table.problems


def _broken_rows(table: Table) -> int:
    """Count rows whose cells slipped: the date is no date, or the row has too many cells."""
    slipped = sum(bool(row["date"].strip()) and not utc_second(row["date"]) for _, row in named_rows(table))
    return slipped + len(table.problems)


def read_comments(rows: Iterable[Named], ctx: Context) -> Iterator[Line]:
    """Read Comments.csv; a blank Date is normal."""
    for line, row in rows:
        link, text, moment = cell(row, "link"), _text(row.get("message", "")), moment_of(cell(row, "date"))
        if not (text.strip() or link):
            yield line, Problem("empty-row")
            continue
        if moment.problem:
            yield line, moment.problem
        native = native_id(link)
        key = (moment.at, text) if moment.at else ("", native or link, text)
        yield line, make_activity(ctx, "comment", key, moment, link, native, text=text)


def _text(message: str) -> str:
    """Return a comment's words; in cells without quotes around them LinkedIn doubles quotation marks all the same."""
    text = message.strip("\r\n")
    return text.replace('""', '"') if text.count('""') % 2 == 0 else text


READER = Reader(_COMMENTS, by_name(read_comments), whole=_read_comments_file)
