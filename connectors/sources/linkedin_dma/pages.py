"""Pages of JSON to tables: what a saved answer holds, and all pages of one domain as one table."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from connectors.connector import Member
from connectors.tables import Row, Table, column_name

MAX_PAGE = 32_000_000


@dataclass(frozen=True)
class Pages(Member):
    """The first page of a domain, and all of them in order."""

    pages: tuple[Member, ...] = field(default=(), compare=False)


def load(member: Member) -> Any:
    """Return the JSON of a page, None when it is too long or no JSON."""
    if member.size > MAX_PAGE:
        return None
    with member.open() as file:
        body = file.read(MAX_PAGE + 1)
    try:
        return json.loads(body.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None


def elements(page: Any) -> Iterator[Mapping]:
    """Yield the domains' rows of a page, or of a list of pages in one file."""
    for told in page if isinstance(page, list) else [page]:
        found = told.get("elements") if isinstance(told, dict) else None
        yield from (part for part in (found if isinstance(found, list) else []) if isinstance(part, dict))


def rows_of(page: Any) -> Iterator[Mapping[str, str]]:
    """Yield the rows of a page by normalised column name, all values as text."""
    for part in elements(page):
        told = part.get("snapshotData")
        for row in told if isinstance(told, list) else []:
            if isinstance(row, dict):
                yield {column_name(name): "" if value is None else str(value) for name, value in row.items()}


def table_of(member: Member) -> Table:
    """Return all rows of a domain as one table; its lines are row numbers."""
    pages = member.pages if isinstance(member, Pages) else (member,)
    names = dict.fromkeys(name for page in pages for row in rows_of(load(page)) for name in row)
    columns = {name: at for at, name in enumerate(names)}

    def source(_: Table) -> Iterator[Row]:
        every = (row for page in pages for row in rows_of(load(page)))
        for line, row in enumerate(every, 1):
            yield line, [*(row.get(name, "") for name in names), ""]

    return Table(columns, source)
