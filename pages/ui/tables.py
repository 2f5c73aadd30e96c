"""Tables that people read (up to 50 rows): real text, cards on a phone. Tables to work through are `st.dataframe`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pages.ui.markup import esc, put


@dataclass(frozen=True)
class Cell:
    """A cell of HTML made by this package; plain strings given to `table` are escaped instead."""

    html: str


@dataclass(frozen=True)
class Column:
    """A column's head. `number` sets its cells to the right."""

    title: str
    number: bool = False


@dataclass(frozen=True)
class Row:
    """A row of cells; a short row's last cell reaches to the right edge. `on` marks the chosen one."""

    cells: Sequence[Cell | str | int]
    on: bool = False


def table(
    columns: Sequence[Column], rows: Iterable[Row], *, caption: str = "", cards: bool = True, fixed: bool = False
) -> None:
    """Draw a table; `cards` turns rows into cards on a phone, `caption` is for screen readers."""
    put(table_html(columns, rows, caption=caption, cards=cards, fixed=fixed))


def table_html(
    columns: Sequence[Column], rows: Iterable[Row], *, caption: str = "", cards: bool = True, fixed: bool = False
) -> str:
    """Return what `table` draws."""
    head = "".join(f'<th scope="col" class="{"num" if c.number else ""}">{esc(c.title)}</th>' for c in columns)
    body = "".join(_row(columns, row) for row in rows)
    kind = f"rp-scroll{' rp-cards' if cards else ''}"
    name = f' aria-label="{esc(caption)}"' if caption else ""
    table_kind = f"rp-table{' rp-fixed' if fixed else ''}"
    inner = f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody>"
    return f'<div class="{kind}" tabindex="0"><table class="{table_kind}"{name}>{inner}</table></div>'


def _row(columns: Sequence[Column], row: Row) -> str:
    cells = []
    for i, (column, cell) in enumerate(zip(columns, row.cells, strict=False)):
        wide = f' colspan="{len(columns) - i}"' if i == len(row.cells) - 1 and len(row.cells) < len(columns) else ""
        text = cell.html if isinstance(cell, Cell) else esc(cell)
        kind, label = ' class="num"' if column.number else "", f' data-label="{esc(column.title)}"' if i else ""
        cells.append(f"<td{kind}{label}{wide}>{text}</td>")
    on = ' class="on"' if row.on else ""
    return f"<tr{on}>{''.join(cells)}</tr>"
