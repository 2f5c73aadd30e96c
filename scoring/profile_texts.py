"""Classify a table of profile texts: who says to be looking for a job."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from scoring.profile.job_seeking import classify

FIELDS = ("headline", "summary", "position", "post")
_LARGEST_CELL = 10_000_000


class TableError(ValueError):
    """A table that can't be classified; the message says what is wrong, where, and what to do."""


def classify_csv(in_path: Path, out_path: Path) -> dict[str, int]:
    """Copy a CSV file with a column job_seeking (0 or 1) added; return {"rows": n, "job_seeking": n}.

    Columns: id and text; lang and field may be there (field is headline, summary, position or post; without it texts
    are read as headlines). Others are kept. Nothing is written when the file has an error.

    Raises:
        TableError: no such file, not UTF-8, not CSV, a column missing, an unknown field.
    """
    header, rows = _read(Path(in_path))
    for row in rows:
        row["job_seeking"] = int(classify(row["text"], row.get("field") or "headline", row.get("lang") or None))
    _write(Path(out_path), [*(name for name in header if name != "job_seeking"), "job_seeking"], rows)
    return {"rows": len(rows), "job_seeking": sum(row["job_seeking"] for row in rows)}


def _read(path: Path) -> tuple[list[str], list[dict[str, Any]]]:
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


def _rows(path: Path, header: list[str], reader: Any) -> Iterator[dict[str, Any]]:
    for cells in reader:
        if not any(cell.strip() for cell in cells):
            continue
        where = f"{path}, line {reader.line_num}"
        if len(cells) != len(header):
            raise TableError(f"{where}: {len(cells)} cells, but {len(header)} columns. Quote texts that have commas.")
        row = dict(zip(header, cells, strict=True))
        field = (row.get("field") or "headline").strip().lower()
        if field not in FIELDS:
            raise TableError(f"{where}: field {field!r} is unknown; use {', '.join(FIELDS)}.")
        yield row | ({"field": field} if "field" in row else {})


def _write(path: Path, header: list[str], rows: list[dict[str, Any]]) -> None:
    partial = path.with_name(path.name + ".partial")
    try:
        with partial.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, header, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        partial.replace(path)
    except OSError as error:
        raise TableError(f"{path} can't be written: {error.strerror}.") from None
