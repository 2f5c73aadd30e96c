"""Saved pages of LinkedIn's Member Data Portability interface (EEA and Switzerland): the archive's rows as JSON.

A page holds rows of one domain; a domain may take several pages. Rows have the archive's column names, so the archive's
readers read them. Pages of a domain are read together, as one table, with the first of them.
"""

from collections.abc import Iterator
from typing import Any

from connectors.connector import Connector, Context, Line, Member, Owner, Part, Problem, Upload
from connectors.private import is_private
from connectors.sources.linkedin.reader import NETWORK
from connectors.sources.linkedin.readers import READERS
from connectors.sources.linkedin_dma.domains import KINDS, SENSITIVE
from connectors.sources.linkedin_dma.owner import newest_day, owner_of
from connectors.sources.linkedin_dma.pages import Pages, elements, load, table_of
from connectors.tables import Row, Table
from data.words import N_

_END = "No data found for this memberId"
_SIGNS = (b'"snapshotData"', b'"snapshotDomain"', b'"processedActivity"', b'"NONEXISTENT_VERSION"', _END.encode())


def _domains(page: Any) -> tuple[str, ...]:
    named = (str(part.get("snapshotDomain", "")).casefold() for part in elements(page) if part.get("snapshotData"))
    return tuple(dict.fromkeys(named))


def recognise(upload: Upload) -> tuple[Part, ...]:
    """Find pages, and put those of one domain together."""
    told = [(member, *_look(member)) for member in upload.members if member.name.lower().endswith(".json")]
    found = [(member, kind, ignored, start) for member, kind, ignored, start in told if kind]
    groups: dict[str, list[tuple[int, Member]]] = {}
    for member, kind, ignored, start in found:
        if not ignored and kind != "error":
            groups.setdefault(kind, []).append((start, member))
    return tuple(_part(member, kind, ignored, groups.get(kind, [])) for member, kind, ignored, _ in found)


def _part(member: Member, kind: str, ignored: str, group: list[tuple[int, Member]]) -> Part:
    ordered = [page for _, page in sorted(group, key=lambda entry: entry[0])]
    if len(ordered) < 2 or ignored:
        return Part(member, kind, ignored)
    pages = tuple(ordered) if member is ordered[0] else ()
    return Part(Pages(member.path, member.size, member.opener, pages), kind)


def _look(member: Member) -> tuple[str, str, int]:
    """Return kind, reason to ignore, and place among the pages; kind "" for a file that is something else."""
    if member.name.rpartition(".")[0].casefold() in SENSITIVE:
        return "private", "sensitive", 0
    if is_private(member.path) or not any(sign in member.head() for sign in _SIGNS):
        return "", "", 0
    page = load(member)
    if page is None:
        return "error", "", 0
    domains = _domains(page)
    if not domains:
        return *_without_rows(page), 0
    if set(domains) <= SENSITIVE:
        return "private", "sensitive", 0
    if len(domains) > 1:
        return "several", "", 0
    kind = KINDS.get(domains[0], domains[0])
    readable = kind in READERS or kind == "recommendations"
    return kind, "" if readable else "not-needed", _start(page)


def _start(page: Any) -> int:
    paging = page.get("paging") if isinstance(page, dict) else None
    start = paging.get("start") if isinstance(paging, dict) else 0
    return start if isinstance(start, int) else 0


def _without_rows(page: Any) -> tuple[str, str]:
    if any("processedActivity" in part for part in elements(page)):
        return "changelog", "not-needed"
    ended = isinstance(page, dict) and (page.get("message") == _END or "elements" in page)
    return ("end-of-data", "empty") if ended else ("error", "")


def _received(table: Table) -> Table:
    """Leave out endorsements that the rep gave: this domain mixes both, and only received ones name an endorser."""
    given_name = table.columns.get("endorser first name", -1)

    def source(_: Table) -> Iterator[Row]:
        return ((line, row) for line, row in table.rows() if row[given_name].strip())

    return Table(table.columns, source)


def read(part: Part, ctx: Context) -> Iterator[Line]:
    """Yield the records of one domain, or why there are none."""
    if part.kind == "error":
        yield 0, _error(load(part.member))
        return
    if part.kind == "several":
        yield 0, Problem("several-domains")
        return
    table = table_of(part.member)
    if part.kind == "recommendations":
        count = sum(1 for _ in table.rows())
        if count:
            yield 0, Problem("recommendation-side", {"rows": count})
        return
    if not table.columns:
        return  # a further page: read together with the first
    table = _received(table) if part.kind == "endorsements_received" else table
    yield from READERS[part.kind].rows(table, ctx)
    yield from table.problems


def _error(page: Any) -> Problem:
    told = page if isinstance(page, dict) else {}
    if told.get("code") == "NONEXISTENT_VERSION" or told.get("status") == 426:
        return Problem("api-version")
    return Problem("api-error", {"status": str(told.get("status", "?"))[:10]})


def find_owner(parts: tuple[Part, ...]) -> Owner:
    """Tell whose pages these are."""
    return owner_of({part.kind: table_of(part.member) for part in parts if not part.ignored and part.kind in READERS})


def taken_on(_: Upload, parts: tuple[Part, ...]) -> str:
    """Return the newest day that the rows tell: pages do not say when they were asked for."""
    return newest_day(table_of(part.member) for part in parts if not part.ignored and part.kind in READERS)


CONNECTOR = Connector(
    id="linkedin-dma",
    network=NETWORK,
    title=N_("LinkedIn data portability (JSON pages)"),
    how_to_export=N_(
        "For members in the European Economic Area and Switzerland.\n"
        "With your own access, request memberSnapshotData with the header LinkedIn-Version: 202312.\n"
        "Save every page as a JSON file until LinkedIn answers that there is no more data.\n"
        "Put the files into one ZIP and drop it here. The LinkedIn archive holds the same and is easier to get."
    ),
    recognise=recognise,
    find_owner=find_owner,
    taken_on=taken_on,
    read=read,
)
