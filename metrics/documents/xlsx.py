"""A document as a workbook: a sheet a table, numbers as numbers, and no cell that a spreadsheet computes."""

import io
import re
import zipfile

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from metrics.documents.document import Cell, Document, Number, Table, plain

_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_LONGEST_CELL = 32_767
_FORMATS = {"rate": "0.0%", "count": "#,##0", "money": "#,##0.00"}
_WIDEST = 60


def xlsx(document: Document) -> bytes:
    """Return the document as an XLSX file."""
    book = Workbook(write_only=True)
    book.properties.title = document.title
    book.properties.creator = "Rapport"
    notes = Table(document.counted, ["", ""], [[title, how] for title, how in document.notes])
    about = Table(document.title, [document.title], [[line] for line in document.lines])
    names: list[str] = []
    for table in (about, *document.tables, notes):
        names.append(_name(table.title, names))
        _sheet(book.create_sheet(names[-1]), table)
    target = io.BytesIO()
    book.save(target)
    return _untimed(target)


def _untimed(archive: io.BytesIO) -> bytes:
    """Return the archive without the moment it was written at."""
    target = io.BytesIO()
    with zipfile.ZipFile(archive) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for one in old.infolist():
            body = old.read(one)
            if one.filename == "docProps/core.xml":
                body = re.sub(rb"(<dcterms:\w+ [^>]*>)[^<]*", rb"\g<1>2000-01-01T00:00:00Z", body)
            new.writestr(zipfile.ZipInfo(one.filename, (2000, 1, 1, 0, 0, 0)), body)
    return target.getvalue()


def _name(title: str, taken: list[str]) -> str:
    """Return a sheet's name: at most 31 characters, none of those that are forbidden, no two alike."""
    base = _FORBIDDEN.sub(" ", title).strip(" '")[:28] or "1"
    same = sum(name.casefold().startswith(base.casefold()) for name in taken)
    return f"{base} {same + 1}" if same else base


def _sheet(sheet: WriteOnlyWorksheet, table: Table) -> None:
    sheet.freeze_panes = "A2"
    for no, width in enumerate(_widths(table), start=1):
        sheet.column_dimensions[get_column_letter(no)].width = width
    sheet.append([_cell(sheet, head, bold=True) for head in table.heads])
    for row in table.rows:
        sheet.append([_cell(sheet, cell) for cell in row])


def _widths(table: Table) -> list[int]:
    columns = zip(*[table.heads, *([plain(cell) for cell in row] for row in table.rows)], strict=False)
    return [min(_WIDEST, 2 + max(len(text) for text in column)) for column in columns]


def _cell(sheet: WriteOnlyWorksheet, value: Cell, *, bold: bool = False) -> WriteOnlyCell:
    """Return a cell; text is stored as text whatever it begins with, so nothing of it is ever computed."""
    if isinstance(value, Number):
        cell = WriteOnlyCell(sheet, value.value)
        cell.number_format = _FORMATS.get(value.unit, "General")
        return cell
    cell = WriteOnlyCell(sheet, _CONTROL.sub("", value)[:_LONGEST_CELL])
    cell.data_type = "s"
    cell.quotePrefix = value.startswith(("=", "+", "-", "@"))
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if bold:
        cell.font = Font(bold=True)
    return cell
