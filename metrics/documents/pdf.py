"""A document as PDF: A4, the product's own font, the same tables as everywhere."""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import lru_cache

from anyascii import anyascii
from fontTools.ttLib import TTFont
from fpdf import FPDF, FontFace
from fpdf.enums import TableBordersLayout, TableCellFillMode
from fpdf.table import Table as Grid

from metrics.documents.document import FONTS, Document, Table, plain

_FAMILY = "Inter"
_INK, _SOFT, _LINE = (26, 29, 35), (89, 97, 110), (226, 229, 234)
_WRITTEN = datetime(2000, 1, 1, tzinfo=UTC)  # equal documents, equal bytes
_MOST_CHARS = 400
"""A cell longer than this is cut: one row must fit on a page."""


class _Sheet(FPDF):
    """Pages with their numbers."""

    def footer(self) -> None:
        """Write the number of the page."""
        self.set_y(-12)
        self.set_font(_FAMILY, size=8)
        self.set_text_color(*_SOFT)
        self.cell(0, 5, f"{self.page_no()} / {{nb}}", align="R")


def pdf(document: Document) -> bytes:
    """Return the document as a PDF file; characters that the font lacks are written in Latin letters."""
    wide = max((len(table.heads) for table in document.tables), default=0) > 6
    sheet = _Sheet(orientation="landscape" if wide else "portrait", format="A4")
    sheet.set_creation_date(_WRITTEN)
    sheet.set_title(document.title)
    sheet.set_lang(document.lang)
    sheet.set_margins(14, 14)
    sheet.set_auto_page_break(True, margin=16)
    sheet.add_font(_FAMILY, "", FONTS / "Inter-Regular.ttf")
    sheet.add_font(_FAMILY, "B", FONTS / "Inter-SemiBold.ttf")
    sheet.add_page()
    _text(sheet, document.title, 18, bold=True, after=2)
    for line in document.lines:
        _text(sheet, line, 9.5, colour=_SOFT, after=0.5)
    for table in document.tables:
        _table(sheet, table)
    if document.notes:
        _heading(sheet, document.counted)
    for title, how in document.notes:
        _text(sheet, title, 9, bold=True)
        _text(sheet, how, 9, colour=_SOFT, after=1.5)
    body = bytes(sheet.output())
    for font in sheet.fonts.values():
        font.close()
    return body


def _text(
    sheet: FPDF, text: str, size: float, *, bold: bool = False, colour: Sequence[int] = _INK, after: float = 0
) -> None:
    sheet.set_font(_FAMILY, "B" if bold else "", size)
    sheet.set_text_color(*colour)
    sheet.multi_cell(0, size * 0.5, written(text), new_x="LMARGIN", new_y="NEXT")
    sheet.ln(after)


def _heading(sheet: FPDF, text: str) -> None:
    if sheet.will_page_break(40):
        sheet.add_page()
    sheet.ln(5)
    _text(sheet, text, 13, bold=True, after=1.5)


def _table(sheet: FPDF, table: Table) -> None:
    _heading(sheet, table.title)
    sheet.set_font(_FAMILY, size=8.5)
    sheet.set_text_color(*_INK)
    sheet.set_draw_color(*_LINE)
    with sheet.table(
        borders_layout=TableBordersLayout.HORIZONTAL_LINES,
        cell_fill_mode=TableCellFillMode.NONE,
        col_widths=_widths(table),
        headings_style=FontFace(emphasis="BOLD", color=_SOFT),
        line_height=4.6,
        padding=1,
        text_align="LEFT",
    ) as grid:
        _row(grid, table.heads)
        for row in table.rows:
            _row(grid, [plain(cell) for cell in row])


def _row(grid: Grid, cells: Sequence[str]) -> None:
    row = grid.row()
    for cell in cells:
        short = cell if len(cell) <= _MOST_CHARS else cell[: _MOST_CHARS - 1] + "…"
        row.cell(written(short))


def _widths(table: Table) -> tuple[float, ...]:
    """Return the columns' shares of the page: by their longest words and the mean length of their texts."""
    columns = zip(*[table.heads, *([plain(cell) for cell in row] for row in table.rows)], strict=False)
    return tuple(max(_wanted(column), 5) for column in columns)


def _wanted(texts: Sequence[str]) -> float:
    longest_word = max((len(word) for text in texts for word in text.split()), default=0)
    mean = sum(map(len, texts)) / max(1, len(texts))
    return min(max(longest_word + 1, mean), 45)


@lru_cache(maxsize=1)
def _known() -> frozenset[int]:
    with TTFont(FONTS / "Inter-Regular.ttf") as font:
        return frozenset(font.getBestCmap())


@lru_cache(maxsize=4_096)
def written(text: str) -> str:
    """Return text with characters that the font lacks written in Latin letters, and without control characters."""
    known = _known()
    shown = "".join(char if ord(char) in known else anyascii(char) or "?" for char in " ".join(text.split()))
    return "".join(char for char in shown if ord(char) in known)
