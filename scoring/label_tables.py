"""CSV files that labels are added to: read whole, checked, written whole or not at all."""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

_LARGEST_CELL = 10_000_000


class TableError(ValueError):
    """A table that can't be classified; the message says what is wrong, where, and what to do."""


def read(path: Path) -> tuple[list[str], list[tuple[int, dict[str, Any]]]]:
    """Return the header in lower case, and (line, row) of every row that isn't empty.

    Raises:
        TableError: no such file, not UTF-8, not CSV, column id or text missing, a row of another length.
    """
    csv.field_size_limit(_LARGEST_CELL)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            header = [name.strip().lower() for name in next(reader, [])]
            _check_header(path, header)
            return header, list(_rows(path, header, reader))
    except OSError as error:
        raise TableError(f"{path} can't be read: {error.strerror}.") from None
    except UnicodeDecodeError as error:
        raise TableError(f"{path} is not UTF-8 (byte {error.start}); save it as UTF-8 CSV.") from None
    except csv.Error as error:
        raise TableError(
            f"{path} is no proper CSV: {error}. Texts with quotes or line breaks must be quoted."
        ) from None


def _check_header(path: Path, header: list[str]) -> None:
    missing = [name for name in ("id", "text") if name not in header]
    if missing:
        found = ", ".join(header) or "none"
        raise TableError(f"{path}, line 1: column {' and '.join(missing)} is missing; columns found: {found}.")
    doubles = sorted({name for name in header if header.count(name) > 1})
    if doubles:
        raise TableError(f"{path}, line 1: column {', '.join(doubles)} stands there twice.")


def _rows(path: Path, header: list[str], reader: Any) -> Iterator[tuple[int, dict[str, Any]]]:
    for cells in reader:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(header):
            raise TableError(
                f"{path}, line {reader.line_num}: {len(cells)} cells, but {len(header)} columns. "
                "Quote texts that have commas."
            )
        yield reader.line_num, dict(zip(header, cells, strict=True))


def write(path: Path, header: Sequence[str], rows: Sequence[dict[str, Any]]) -> None:
    """Write a table; an existing file is replaced only by a whole one.

    Raises:
        TableError: the file can't be written.
    """
    with whole(path) as file:
        writer = csv.DictWriter(file, header, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


class whole:  # noqa: N801 (used as a function)
    """A text file that takes its place when it is finished, and never half."""

    def __init__(self, path: Path) -> None:
        self._path, self._partial = path, path.with_name(path.name + ".partial")

    def __enter__(self) -> Any:
        try:
            self._file = self._partial.open("w", encoding="utf-8", newline="")
        except OSError as error:
            raise TableError(f"{self._path} can't be written: {error.strerror}.") from None
        return self._file

    def __exit__(self, kind: Any, *_: object) -> None:
        self._file.close()
        if kind is not None:
            self._partial.unlink(missing_ok=True)
            return
        try:
            self._partial.replace(self._path)
        except OSError as error:
            raise TableError(f"{self._path} can't be written: {error.strerror}.") from None
