"""Copies in a file of messages: a table goes in, each message's template comes out."""

from collections.abc import Sequence
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
AGAIN = N_("{path} has more than one column {name}. Keep the one that is meant.")
NO_ID = N_("{path}: {count} rows have no id.")
SAME_FILE = N_("{path} would be overwritten by its own result. Name another file to write to.")
NOT_UTF8 = N_("the letters are not those of UTF-8")
CANNOT_WRITE = N_("{path} cannot be written: {reason}.")
DELIMITERS = ",;\t"
"""What stands between columns of a CSV; the heading tells which."""
LONGEST_ROW = 1 << 24
"""Bytes of a row of a CSV at most."""
UTF16 = (b"\xff\xfe", b"\xfe\xff")


class TemplatesTableError(ValueError):
    """The file cannot be used; the message says what to do."""


def classify(source: Path, target: Path, progress: Progress | None = None, scheduler: str = "") -> dict[str, Any]:
    """Read id, sender, text (CSV, Parquet) and write id, template_id, personal_share, role; return counts and seconds.

    Rows without a text are nobody's copy and are counted as `empty`. Nothing is written when the table is wrong.

    Raises:
        TemplatesTableError: no such file, no table, a column missing or there twice, an id missing or there twice, or
            a target that cannot be written.
    """
    if target.exists() and source.exists() and target.samefile(source):
        raise TemplatesTableError(SAME_FILE.format(path=source))
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
        places = _places(table.column_names, source)
        columns = {
            name: table.column(place).cast(pa.large_string()).to_pandas().fillna("").astype(object)
            for name, place in places.items()
        }
        return pd.DataFrame(columns)
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        reason = NOT_UTF8 if "UTF8" in str(error) else str(error).splitlines()[0].rstrip(".")
        raise TemplatesTableError(NO_TABLE.format(path=source, form=form, reason=reason)) from error


def _places(names: Sequence[str], source: Path) -> dict[str, int]:
    """Return where each column that is needed stands; capitals and spaces around a name make no difference."""
    folded = [name.strip().casefold() for name in names]
    missing = [name for name in NEEDED if name not in folded]
    if missing:
        found = ", ".join(names[:20])
        raise TemplatesTableError(NO_COLUMN.format(path=source, missing=", ".join(missing), found=found))
    for name in NEEDED:
        if folded.count(name) > 1:
            raise TemplatesTableError(AGAIN.format(path=source, name=name))
    return {name: folded.index(name) for name in NEEDED}


def _csv(source: Path) -> pa.Table:
    with source.open("rb") as file:
        head = file.readline(100_000)
    if head.startswith(UTF16):
        raise pa.ArrowInvalid(NOT_UTF8)
    names = head.decode("utf-8-sig", "replace")
    delimiter = max(DELIMITERS, key=names.count)
    texts = {name.strip(' "\r\n'): pa.large_string() for name in names.split(delimiter)}
    options = csv.ConvertOptions(column_types=texts, strings_can_be_null=False)
    form = csv.ParseOptions(delimiter=delimiter, newlines_in_values=True)
    return csv.read_csv(source, csv.ReadOptions(block_size=LONGEST_ROW), form, options)


def _checked(frame: pd.DataFrame, source: Path) -> pd.DataFrame:
    nameless = int((frame["id"].str.strip() == "").sum())
    if nameless:
        raise TemplatesTableError(NO_ID.format(path=source, count=nameless))
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
        reason = error.strerror or str(error).rstrip(".")
        raise TemplatesTableError(CANNOT_WRITE.format(path=target, reason=reason)) from error
