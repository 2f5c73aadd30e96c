"""A report laid out: what every format of it writes."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from data.words import N_

COUNTED = N_("How it is counted")
FONTS = Path(__file__).parent / "fonts"
"""Inter, with Cyrillic: what a PDF or a picture is written in on every machine."""


class Number(NamedTuple):
    """A cell that holds a number: how people read it, and the value that a spreadsheet reckons with."""

    text: str
    value: float
    unit: str = ""  # "rate" is shown as a percentage


Cell = str | Number


class Table(NamedTuple):
    """A table of the document: cells are plain, escaped where they are written."""

    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Cell]]


class Document(NamedTuple):
    """A report ready to be written: heading, lines under it, tables, and notes at the end."""

    title: str
    lines: Sequence[str]
    tables: Sequence[Table]
    notes: Sequence[tuple[str, str]]
    lang: str = "en"
    counted: str = COUNTED  # the heading of the notes, in the document's language


def plain(cell: Cell) -> str:
    """Return a cell as people read it."""
    return cell.text if isinstance(cell, Number) else cell
