"""Reports that leave the dashboard: the same numbers in every format, and nothing that computes, runs or links."""

import io
import re
from html.parser import HTMLParser

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from metrics.documents import FORMATS, Document, Number, Table, plain, write

HOSTILE = '=HYPERLINK("http://evil.test") <img src=x> \x00\ud83d | [a](b) ' + "w" * 900
DOCUMENT = Document(
    "Отчёт: Северный ветер",
    ["Данные по 2026-11-21", "Ranges are 95 %"],
    [
        Table("Показатели", ["Figure", "Value"], [["Ответили", Number("28 %", 0.2768, "rate")], ["Few", "2 of 7"]]),
        Table("Показатели", ["Text", "Reps", "a", "b", "c", "d", "e"], [[HOSTILE, "王小明, Łukasz, Ольга", *"12345"]]),
        Table("[Odd] /name: *with* a very long title?", ["x"], [["+1"], ["-1"], ["@a"]]),
    ],
    [("Reply rate", "people who answered / people written to")],
    "ru",
    "Как это считается",
)


class _Text(HTMLParser):
    def __init__(self):
        super().__init__()
        self.words: list[str] = []

    def handle_data(self, data):
        self.words.append(data)


def text_of(form: str) -> str:
    body = write(DOCUMENT, form)
    if form == "pdf":
        return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(body)).pages)
    if form == "xlsx":
        book = load_workbook(io.BytesIO(body))
        cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
        return " ".join(
            f"{cell.value:.0%}".replace("%", " %") if cell.number_format == "0.0%" else str(cell.value)
            for cell in cells
        )
    if form == "html":
        parser = _Text()
        parser.feed(body.decode())
        return " ".join(parser.words)
    return re.sub(r"\\(.)", r"\1", body.decode())


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_tells_the_same(form):
    text = " ".join(text_of(form).replace("\xa0", " ").split())
    for words in ("Отчёт: Северный ветер", "Ответили", "28 %", "2 of 7", "Ольга", "Łukasz", "Reply rate"):
        assert words in text, words


@pytest.mark.parametrize("form", FORMATS)
def test_equal_documents_are_equal_bytes(form):
    assert write(DOCUMENT, form) == write(DOCUMENT, form)


def test_no_cell_of_a_workbook_is_computed_and_numbers_are_numbers():
    book = load_workbook(io.BytesIO(write(DOCUMENT, "xlsx")))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert [cell.value for cell in cells if cell.number_format == "0.0%"] == [0.2768]
    assert all(cell.quotePrefix for cell in cells if str(cell.value).startswith(("=", "+", "-", "@")))


def test_names_of_sheets_are_allowed_and_differ():
    names = load_workbook(io.BytesIO(write(DOCUMENT, "xlsx"))).sheetnames
    assert len({name.casefold() for name in names}) == len(names) == 5
    assert all(len(name) <= 31 and not re.search(r"[\[\]:*?/\\]", name) for name in names)


def test_a_pdf_writes_letters_it_lacks_in_latin_and_fits_long_cells():
    text = text_of("pdf")
    assert "WangXiaoMing" in text
    assert "www…" in text
    assert "/URI" not in write(DOCUMENT, "pdf").decode("latin-1")


def test_a_cell_reads_as_people_see_it():
    assert plain(Number("1 %", 0.01, "rate")) == "1 %"
    with pytest.raises(KeyError):
        write(DOCUMENT, "docx")
