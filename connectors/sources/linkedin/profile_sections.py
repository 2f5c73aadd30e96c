"""Lists of the profile: positions, education, skills, certifications, languages; and how many of the rarer ones.

The shapes stand in `connectors.sources.linkedin.profile`.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from connectors.connector import Context, Line, Problem
from connectors.named import Named, NamedReader, by_name, cell
from connectors.sources.linkedin.profile import part
from connectors.sources.linkedin.reader import Reader
from connectors.sources.linkedin.stamps import month
from connectors.tables import Shape

_MOST_JOBS = 1_000


def read_positions(rows: Iterable[Named], ctx: Context) -> Iterator[Line]:
    """Read Positions.csv. A job that profiles in two languages list twice is one, its other wording under `also`."""
    jobs: list[dict[str, Any]] = []
    for no, (line, row) in enumerate(rows):
        if no == _MOST_JOBS:
            yield line, Problem("too-many-rows", {"limit": _MOST_JOBS})
            break
        job = _position(row)
        if not (job["company"] or job["title"]):
            continue
        same = next((known for known in jobs if _same_job(known, job)), None)
        if same is None:
            jobs.append(job)
        elif _words(job) not in [_words(same), *same["also"]]:
            same["also"].append(_words(job))
    yield part(ctx, "positions", jobs)


def _position(row: Mapping[str, str]) -> dict[str, Any]:
    finished = month(cell(row, "finished on"))
    return {
        "company": cell(row, "company name"),
        "title": cell(row, "title"),
        "description": cell(row, "description"),
        "location": cell(row, "location"),
        "started": month(cell(row, "started on")),
        "finished": finished,
        "current": not finished,
        "also": [],
    }


def _words(job: dict[str, Any]) -> dict[str, str]:
    return {name: job[name] for name in ("company", "title", "description")}


def _same_job(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two rows tell one job: the same months, and the same company or its name in another alphabet."""
    if (one["started"], one["finished"]) != (other["started"], other["finished"]):
        return False
    if one["company"].casefold() == other["company"].casefold():
        return bool(one["started"]) or one["title"].casefold() == other["title"].casefold()
    return bool(one["started"]) and {_alphabet(one["company"]), _alphabet(other["company"])} == {"CYRILLIC", "LATIN"}


def _alphabet(text: str) -> str:
    letters = [unicodedata.name(char, "").partition(" ")[0] for char in text if char.isalpha()]
    return max(set(letters), key=letters.count) if letters else ""


def read_skills(rows: Iterable[Named], ctx: Context) -> Iterator[Line]:
    """Read Skills.csv, each skill once."""
    yield part(ctx, "skills", list(dict.fromkeys(name for _, row in rows if (name := cell(row, "name")))))


def _table(name: str, columns: Mapping[str, tuple[str, ...]], key: str) -> NamedReader:
    """Return a reader of a plain list: `columns` by field, the row counts when `key` is filled."""

    def read(rows: Iterable[Named], ctx: Context) -> Iterator[Line]:
        entries = ({field: cell(row, *names) for field, names in columns.items()} for _, row in rows)
        told = [_with_months(entry) for entry in entries if entry[key]]
        yield part(ctx, name, told)

    return read


def _with_months(entry: dict[str, str]) -> dict[str, str]:
    return {field: month(value) if field in ("started", "finished") else value for field, value in entry.items()}


def _count(name: str) -> NamedReader:
    """Return a reader that only counts the rows which say something."""

    def read(rows: Iterable[Named], ctx: Context) -> Iterator[Line]:
        yield part(ctx, name, {"count": sum(any(value and value.strip() for value in row.values()) for _, row in rows)})

    return read


read_education = _table(
    "education",
    {
        "school": ("school name",),
        "degree": ("degree name",),
        "started": ("start date",),
        "finished": ("end date",),
        "notes": ("notes",),
        "activities": ("activities",),
    },
    "school",
)
read_certifications = _table(
    "certifications",
    {
        "name": ("name",),
        "authority": ("authority",),
        "url": ("url",),
        "started": ("started on",),
        "finished": ("finished on",),
    },
    "name",
)
read_languages = _table("languages", {"name": ("name",), "proficiency": ("proficiency",)}, "name")
read_honors, read_projects, read_publications, read_courses = map(
    _count, ("honors", "projects", "publications", "courses")
)

READERS = {
    "positions": Reader(Shape.of("company name, title, started on"), by_name(read_positions)),
    "education": Reader(Shape.of("school name, degree name"), by_name(read_education)),
    "skills": Reader(Shape.of("name"), by_name(read_skills), distinct=False),
    "certifications": Reader(Shape.of("name, authority, license number"), by_name(read_certifications)),
    "languages": Reader(Shape.of("name, proficiency"), by_name(read_languages)),
    "honors": Reader(Shape.of("title, issued on"), by_name(read_honors), distinct=False),
    "projects": Reader(Shape.of("title, started on"), by_name(read_projects), distinct=False),
    "publications": Reader(Shape.of("name, published on"), by_name(read_publications), distinct=False),
    "courses": Reader(Shape.of("name, number"), by_name(read_courses), distinct=False),
}
