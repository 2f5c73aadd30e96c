"""Any table as rows of text: CSV of any kind, XLSX under any name; header found, sums at the end told apart."""

import csv
import io
import warnings
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import islice
from typing import Any

from openpyxl import load_workbook

from connectors.connector import Line, Member, Problem
from connectors.decoding import Lines, encoding_of, looks_like, open_text
from connectors.mapper.fields import targets
from connectors.mapper.values import clean, normal, number, wall
from connectors.quoting import Records, tolerant

SAMPLE = 400
"""Rows looked at before anything is proposed."""
HEADER_WITHIN = 30
LONGEST_NAME = 60
EVEN = 0.8
"""Text without any known name of a column is a table only if its rows are this even; prose has commas as well."""
MAX_BYTES, MAX_UNPACKED, MAX_ROWS, MAX_COLUMNS = 50_000_000, 150_000_000, 200_000, 200
_DELIMITERS = (",", ";", "\t", "|")
Row = tuple[int, list[str]]


@dataclass(frozen=True)
class Grid:
    """A table. `header` are its column names, made different where two are the same; `above`: lines before it ends.

    `sample` are the first rows with their lines; `sheet` names a sheet of a workbook, "" in a text file.
    """

    header: tuple[str, ...]
    sample: tuple[Row, ...]
    above: int
    sheet: str = ""
    delimiter: str = ""
    encoding: str = ""
    left: tuple[str, ...] = field(default=())  # other sheets that were not taken

    def column(self, at: int) -> list[str]:
        """Return the cells of a column in the sample."""
        return [row[at] if at < len(row) else "" for _, row in self.sample]


def open_grid(member: Member) -> Grid | None:
    """Find the table in a file; None when it holds none."""
    head = member.head(4096)
    if head.startswith(b"PK\x03\x04"):
        sheets = [(title, list(islice(rows, SAMPLE))) for title, rows in _sheets(member)]
        found = [(title, grid) for title, rows in sheets if (grid := _grid(rows, sheet=title))]
        if not found:
            return None
        title, best = max(found, key=lambda one: len(one[1].sample) * (len(one[1].header) + 1))
        return Grid(**{**vars(best), "left": tuple(other for other, _ in found if other != title)})
    if looks_like(head) or not head.strip():
        return None
    return _text_grid(member)


def bare_header(member: Member) -> tuple[str, ...]:
    """Return the names of columns in a file that holds nothing below them; () for any other file."""
    head = member.head(4096)
    packed = head.startswith(b"PK\x03\x04")
    if not head.strip() or (looks_like(head) and not packed):
        return ()
    found = (list(islice(rows, 2)) for _, rows in _sheets(member)) if packed else (rows for _, rows in _parted(member))
    filled = ([row for _, row in rows if _filled(row)] for rows in found)
    return next((tuple(one[0]) for one in filled if len(one) == 1 and _filled(one[0]) > 1 and _known(one[0]) > 1), ())


def _parted(member: Member) -> Iterator[tuple[str, list[Row]]]:
    """Yield the first rows of a text as each delimiter parts them."""
    head = member.head(262_144)
    with open_text(Member(member.path, len(head), lambda: io.BytesIO(head)), encoding_of(head)) as text:
        lines = list(islice(Lines(text), SAMPLE * 3))
    if len(head) == 262_144 and len(lines) > 1:
        lines = lines[:-1]  # the last one is cut
    for delimiter in _DELIMITERS:
        reader = csv.reader(lines, delimiter=delimiter)
        yield delimiter, [(reader.line_num, record) for record in islice(tolerant(reader), SAMPLE)]


def _text_grid(member: Member) -> Grid | None:
    encoding, grids = encoding_of(member.head(262_144)), []
    for delimiter, rows in _parted(member):
        grid = _grid(rows, delimiter=delimiter, encoding=encoding)
        if grid and (_known(grid.header) or _even(grid) >= EVEN):
            grids.append(grid)
    return max(grids, key=_worth, default=None)


def _worth(grid: Grid) -> tuple[int, float]:
    return _known(grid.header), _even(grid) * len(grid.header)


def _even(grid: Grid) -> float:
    """Return the share of rows that are as wide as the header."""
    return sum(len(row) == len(grid.header) for _, row in grid.sample) / len(grid.sample)


def _known(cells: Sequence[str]) -> int:
    """Return how many cells are names of columns that somebody has used before."""
    names = _names()
    return sum(normal(cell) in names for cell in cells)


def _names() -> frozenset[str]:
    return frozenset(normal(name) for target in targets().values() for one in target.fields for name in one.names)


def _grid(rows: list[Row], **told: str) -> Grid | None:
    found = _header_of(rows)
    if found is None:
        return None
    place, header = found
    width = len(header)
    body = [(line, row) for line, row in rows[place + 1 :] if any(map(clean, row))]
    return Grid(header, tuple(body), rows[place][0], **told) if width > 1 and body else None


def _header_of(rows: list[Row]) -> tuple[int, tuple[str, ...]] | None:
    """Return the place and the names of the header: the first row that is as wide as the table and looks like names."""
    widths = Counter(_filled(row) for _, row in rows if _filled(row) > 1)
    if not widths:
        return None
    usual = max(widths.items(), key=lambda one: (one[1], one[0]))[0]
    best: tuple[float, int] | None = None
    for place, (_, row) in enumerate(rows[:HEADER_WITHIN]):
        cells = [clean(cell) for cell in row]
        filled = [cell for cell in cells if cell]
        if len(filled) < 2 or len(filled) < usual * 0.5:
            continue
        data_like = sum(number(cell) is not None or wall(cell, "dmy") is not None for cell in filled)
        prose = any(cell.startswith(" ") for cell in row[1:]) or max(map(len, filled)) > LONGEST_NAME
        if (data_like or prose) and not _known(cells):
            continue
        score = 3 * _known(cells) + len(filled) / max(usual, 1) - 4 * data_like - place * 0.05
        if best is None or score > best[0]:
            best = score, place
    if best is None:
        return None
    place = best[1]
    parents = rows[place - 1][1] if place else []
    return place, _different(_with_parents(rows[place][1], parents))


def _filled(row: Sequence[str]) -> int:
    return sum(bool(clean(cell)) for cell in row)


def _with_parents(row: Sequence[str], above: Sequence[str]) -> list[str]:
    """Put the name of a merged cell above before names that stand twice ("Contact", "Company" over "Name", "Name")."""
    names = [" ".join(cell.replace("\ufeff", "").split()) for cell in row]
    while names and not names[-1]:
        names.pop()
    twice = {name for name, times in Counter(map(normal, names)).items() if times > 1 and name}
    if not twice or _filled(above) < 2:
        return names
    parent, told = "", []
    for at, name in enumerate(names):
        parent = clean(above[at]) if at < len(above) and clean(above[at]) else parent
        told.append(f"{parent} {name}".strip() if normal(name) in twice else name)
    return told


def _different(names: Sequence[str]) -> tuple[str, ...]:
    seen: Counter[str] = Counter()
    told = []
    for at, name in enumerate(names, 1):
        name = name or f"column {at}"
        seen[name] += 1
        told.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(told)


# --- all rows -------------------------------------------------------------------------------------------------------
def rows_of(member: Member, grid: Grid) -> Iterator[Row | Line]:
    """Yield every row below the header as (line, cells), and what is wrong with the file as (line, Problem)."""
    width = len(grid.header)
    if grid.sheet:
        yield from _sheet_rows(member, grid)
        return
    records = Records(member, grid.encoding, {"delimiter": grid.delimiter}, width, clean=False)
    for line, row in records:
        if line > grid.above and any(map(clean, row)):
            yield line, row[:width] + [""] * (width - len(row))
    yield from records.problems


def _sheet_rows(member: Member, grid: Grid) -> Iterator[Row | Line]:
    width = len(grid.header)
    for title, rows in _sheets(member):
        if title != grid.sheet:
            continue
        for line, row in rows:
            if line > MAX_ROWS:
                yield line, Problem("too-many-table-rows", {"limit": MAX_ROWS})
                return
            if line > grid.above and any(map(clean, row)):
                yield line, row[:width] + [""] * (width - len(row))
    for title in grid.left:
        yield 0, Problem("sheet-left", {"sheet": title[:60]})


def _sheets(member: Member) -> Iterator[tuple[str, Iterator[Row]]]:
    """Yield the sheets of a workbook, one after another; nothing when it can't be opened."""
    with member.open() as file:
        body = file.read(MAX_BYTES + 1)
    if len(body) > MAX_BYTES:
        return
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            if sum(entry.file_size for entry in packed.infolist()) > MAX_UNPACKED:
                return
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(body), read_only=True, data_only=True)
    except Exception:  # noqa: BLE001 (a damaged file fails in any of a dozen ways inside zip, XML and openpyxl)
        return
    try:
        for sheet in book.worksheets:
            yield sheet.title, _cells(sheet)
    finally:
        book.close()


def _cells(sheet: Any) -> Iterator[Row]:
    try:
        for line, cells in enumerate(sheet.iter_rows(max_col=MAX_COLUMNS, values_only=True), 1):
            yield line, [_text(cell) for cell in cells]
    except Exception:  # noqa: BLE001 (as above: rows are parsed while they are read)
        return


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "seconds")
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    return str(cell)


def is_total(row: Sequence[str]) -> bool:
    """Tell whether a row is a sum or a remark under the table, not one of its rows."""
    filled = [clean(cell) for cell in row if clean(cell)]
    first = normal(filled[0]) if filled else ""
    return first.split(" ")[0] in _TOTALS or first.startswith(_REMARKS)


_TOTALS = frozenset(["total", "totals", "итого", "всего", "sum", "сумма", "subtotal", "итог"])
_REMARKS = ("grand total", "copyright c ", "confidential information", "generated by", "report generated", "общий итог")
