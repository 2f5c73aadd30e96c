"""Classify a table of profile texts: who says to be looking for a job."""

from pathlib import Path
from typing import Any

from scoring.label_tables import TableError, read, write
from scoring.profile.job_seeking import classify

__all__ = ["FIELDS", "TableError", "classify_csv"]
FIELDS = ("headline", "summary", "position", "post")


def classify_csv(in_path: Path, out_path: Path) -> dict[str, int]:
    """Copy a CSV file with a column job_seeking (0 or 1) added; return {"rows": n, "job_seeking": n}.

    Columns: id and text; lang and field may be there (field is headline, summary, position or post; without it texts
    are read as headlines). Others are kept. Nothing is written when the file has an error.

    Raises:
        TableError: no such file, not UTF-8, not CSV, a column missing, an unknown field.
    """
    header, numbered = read(Path(in_path))
    rows = [_checked(Path(in_path), line, row) for line, row in numbered]
    for row in rows:
        row["job_seeking"] = int(classify(row["text"], row.get("field") or "headline", row.get("lang") or None))
    write(Path(out_path), [*(name for name in header if name != "job_seeking"), "job_seeking"], rows)
    return {"rows": len(rows), "job_seeking": sum(row["job_seeking"] for row in rows)}


def _checked(path: Path, line: int, row: dict[str, Any]) -> dict[str, Any]:
    field = (row.get("field") or "headline").strip().lower()
    if field not in FIELDS:
        raise TableError(f"{path}, line {line}: field {field!r} is unknown; use {', '.join(FIELDS)}.")
    return row | ({"field": field} if "field" in row else {})
