"""Copies in a file of messages: a table goes in, each message's template comes out."""

from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
from pyarrow import csv, parquet

from data.words import N_
from scoring.templates.clusters import COPY, cluster
from scoring.templates.evidence import Progress

NEEDED = ("id", "sender", "text")
PARQUET = {".parquet", ".pq"}
NOT_FOUND = N_("There is no file {path}.")
NO_TABLE = N_("{path} cannot be read as {form}: {reason}. Give CSV in UTF-8 with a heading, or Parquet.")
NO_COLUMN = N_("{path} has no column {missing}; there are: {found}. Needed are id, sender and text.")
TWICE = N_("{path}: the id {id} comes more than once ({count} rows have an id that another one has). Ids must differ.")
CANNOT_WRITE = N_("{path} cannot be written: {reason}.")


class TemplatesTableError(ValueError):
    """The file cannot be used; the message says what to do."""


def classify(source: Path, target: Path, progress: Progress | None = None, scheduler: str = "") -> dict[str, Any]:
    """Read id, sender, text (CSV, Parquet) and write id, template_id, personal_share, role; return counts and seconds.

    Rows without a text are nobody's copy and are counted as `empty`. Nothing is written when the table is wrong.

    Raises:
        TemplatesTableError: no such file, no table, a column missing, or an id that comes twice.
    """
    frame = _checked(_read(source), source)
    seconds: dict[str, float] = {}
    found = cluster(frame, progress, lambda stage, took: seconds.__setitem__(stage, round(took, 3)), scheduler)
    _write(found, target)
    return {
        "messages": len(found),
        "copies": int((found["role"] == COPY).sum()),
        "templates": int(found.loc[found["role"] == COPY, "template_id"].nunique()),
        "empty": int((frame["text"].str.strip() == "").sum()),
        "seconds": seconds,
    }


def _read(source: Path) -> pd.DataFrame:
    form = "Parquet" if source.suffix.lower() in PARQUET else "CSV"
    if not source.is_file():
        raise TemplatesTableError(NOT_FOUND.format(path=source))
    try:
        table = parquet.read_table(source) if form == "Parquet" else _csv(source)
        missing = [name for name in NEEDED if name not in table.column_names]
        if missing:
            found = ", ".join(table.column_names[:20])
            raise TemplatesTableError(NO_COLUMN.format(path=source, missing=", ".join(missing), found=found))
        columns = {name: table[name].cast(pa.large_string()).to_pandas().fillna("").astype(object) for name in NEEDED}
        return pd.DataFrame(columns)
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        reason = str(error).splitlines()[0].rstrip(".")
        raise TemplatesTableError(NO_TABLE.format(path=source, form=form, reason=reason)) from error


def _csv(source: Path) -> pa.Table:
    texts = dict.fromkeys(NEEDED, pa.large_string())
    options = csv.ConvertOptions(column_types=texts, strings_can_be_null=False)
    return csv.read_csv(source, parse_options=csv.ParseOptions(newlines_in_values=True), convert_options=options)


def _checked(frame: pd.DataFrame, source: Path) -> pd.DataFrame:
    twice = frame["id"].duplicated()
    if twice.any():
        raise TemplatesTableError(TWICE.format(path=source, id=frame["id"][twice].iloc[0], count=int(twice.sum())))
    return frame


def _write(found: pd.DataFrame, target: Path) -> None:
    draft = target.with_name(target.name + ".part")
    try:
        if target.suffix.lower() in PARQUET:
            found.to_parquet(draft, index=False)
        else:
            found.to_csv(draft, index=False)
        draft.replace(target)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise TemplatesTableError(CANNOT_WRITE.format(path=target, reason=error.strerror)) from error
