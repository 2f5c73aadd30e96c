"""Matching of two CSV files: contacts and people of a CRM go in, one link a contact comes out."""

import csv
import io
import json
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from scoring.label_tables import TableError, whole
from scoring.matching.engine import Link, match
from scoring.matching.sides import CONTACT_COLUMNS, CRM_COLUMNS

OUT_COLUMNS = ("contact_id", "crm_id", "band", "score", "evidence")
_LARGEST_CELL = 10_000_000
_ENCODINGS = ("utf-8-sig", "cp1251")


def match_files(contacts: Path, crm: Path, target: Path, name_to_review: bool = False) -> dict[str, Any]:
    """Match two files and write contact_id, crm_id, band (auto, review), score, evidence (JSON); return counts.

    Contacts: contact_id, network, profile_url, display_name, headline, company, email, phone, city. CRM: crm_id,
    first_name, last_name, company, title, email, phone, linkedin_url, telegram, vk, city. Only the ids are needed;
    other columns are left alone, order does not matter. Comma, semicolon or tab; UTF-8, UTF-16 or Windows-1251.

    Raises:
        TableError: a file can't be read or written, has no id column, or an id twice; nothing is written then.
    """
    started = time.perf_counter()
    mine, theirs = read(contacts, CONTACT_COLUMNS), read(crm, CRM_COLUMNS)
    found = match(mine, theirs, name_to_review)
    with whole(target) as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(OUT_COLUMNS)
        writer.writerows(_row(link) for link in found.links)
    tiers = Counter(link.tier for link in found.links if link.band == "auto")
    return {
        "contacts": len(mine),
        "crm": len(theirs),
        "auto": sum(tiers.values()),
        "by_key": tiers["key"],
        "by_name_and_company": tiers["name_company"],
        "review": sum(link.band == "review" for link in found.links),
        "doubles": len(found.doubles),
        "seconds": round(time.perf_counter() - started, 2),
    }


def _row(link: Link) -> tuple:
    told = {"tier": link.tier or "name", **link.evidence}
    told |= {"rival": link.rival, "gap": link.gap} if link.rival else {}
    return link.contact_id, link.crm_id, link.band, link.score, json.dumps(told, ensure_ascii=False)


def read(path: Path, columns: Sequence[str]) -> pd.DataFrame:
    """Return the known columns of a CSV file as text, missing ones empty; the first of them is the id."""
    csv.field_size_limit(_LARGEST_CELL)
    text = _text(path)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    try:
        rows = [(lines.line_num, cells) for cells in lines if any(cell.strip() for cell in cells)]
    except csv.Error as error:
        raise TableError(f"{path}, line {lines.line_num}: this is no proper CSV ({error}).") from None
    if rows and rows[0][1][0].lower().startswith("sep="):
        rows = rows[1:]
    header = [name.strip().strip("\ufeff").lower().replace(" ", "_") for name in rows[0][1]] if rows else []
    _check_header(path, header, columns)
    places = {name: header.index(name) for name in columns if name in header}
    told = [{name: _cell(cells, place) for name, place in places.items()} for _, cells in rows[1:]]
    _check_ids(path, columns[0], [(line, row[columns[0]]) for (line, _), row in zip(rows[1:], told, strict=True)])
    return pd.DataFrame(told, columns=list(columns), dtype=object).fillna("")


def _cell(cells: Sequence[str], place: int) -> str:
    """Return a cell; short rows, non-breaking blanks and Excel's ="text" and 'text against formulas are put right."""
    text = cells[place].replace("\xa0", " ").replace("\x00", "").strip() if place < len(cells) else ""
    if text.startswith('="') and text.endswith('"'):
        return text[2:-1]
    return text[1:] if text[:1] == "'" and text[1:2] in ("+", "=", "-", "@") else text


def _text(path: Path) -> str:
    try:
        raw = Path(path).read_bytes()
    except OSError as error:
        raise TableError(f"{path} can't be read: {error.strerror}.") from None
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return raw.decode("utf-16", "replace")
    if b"\x00" in raw[:4096]:
        raise TableError(f"{path} is no text: save it as CSV (from Excel: CSV UTF-8).")
    for encoding in _ENCODINGS:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("latin-1")


def _delimiter(text: str) -> str:
    first = text.lstrip("\ufeff").partition("\n")[0]
    if first.lower().startswith("sep="):
        return first[4:5] or ","
    return max((",", ";", "\t"), key=first.count)


def _check_header(path: Path, header: list[str], columns: Sequence[str]) -> None:
    if not header:
        raise TableError(f"{path} is empty; its first line must name the columns.")
    if columns[0] not in header:
        raise TableError(f"{path}, line 1: column {columns[0]} is missing; columns found: {', '.join(header[:30])}.")
    twice = sorted({name for name in columns if header.count(name) > 1})
    if twice:
        raise TableError(f"{path}, line 1: column {', '.join(twice)} stands there twice.")
    if not set(columns[1:]) & set(header):
        raise TableError(f"{path}, line 1: nothing to match by; known columns are {', '.join(columns[1:])}.")


def _check_ids(path: Path, column: str, ids: Sequence[tuple[int, str]]) -> None:
    seen: dict[str, int] = {}
    for line, one in ids:
        if not one:
            raise TableError(f"{path}, line {line}: {column} is empty; every row needs one.")
        if one in seen:
            raise TableError(f"{path}, line {line}: {column} {one!r} stands in line {seen[one]} already.")
        seen[one] = line
