"""Opening a small XLSX of an unknown origin: sheets as rows of plain values, within limits."""

import io
import warnings
import zipfile
from itertools import islice
from typing import Any, NamedTuple

from openpyxl import load_workbook

from connectors.connector import Member

MAX_BYTES = 20_000_000
MAX_UNPACKED = 25_000_000
MAX_ROWS, MAX_COLUMNS = 10_000, 60
SIGNATURE = b"PK\x03\x04"


class Sheet(NamedTuple):
    """One sheet: its title and its rows, as the file orders them; empty cells are None."""

    title: str
    rows: tuple[tuple[Any, ...], ...]

    def at(self, row: int, column: int) -> Any:
        """Return a cell by zero-based place, None outside the sheet."""
        cells = self.rows[row] if row < len(self.rows) else ()
        return cells[column] if column < len(cells) else None


def looks_like_workbook(member: Member) -> bool:
    """Whether a member is named and begins like an XLSX of a size worth opening."""
    return member.name.lower().endswith(".xlsx") and member.size <= MAX_BYTES and member.head(4) == SIGNATURE


def open_sheets(member: Member) -> tuple[Sheet, ...]:
    """Return the sheets of an XLSX; () when it can't be opened, unpacks to too much or has no sheets."""
    with member.open() as file:
        body = file.read(MAX_BYTES + 1)
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            if sum(entry.file_size for entry in packed.infolist()) > MAX_UNPACKED:
                return ()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl remarks on styles and extensions that do not matter here
            return _sheets(body)
    except Exception:  # noqa: BLE001 (a damaged file fails in any of a dozen ways inside zip, XML and openpyxl)
        return ()


def _sheets(body: bytes) -> tuple[Sheet, ...]:
    book = load_workbook(io.BytesIO(body), read_only=True, data_only=True)
    try:
        return tuple(
            Sheet(sheet.title, tuple(islice(sheet.iter_rows(max_col=MAX_COLUMNS, values_only=True), MAX_ROWS)))
            for sheet in book.worksheets
        )
    finally:
        book.close()
