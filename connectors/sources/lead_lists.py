"""Lists of people that PhantomBuster and Evaboot took out of a search: prospects, nobody has talked to them yet."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from connectors.connector import Connector, Context, Line, Member, Owner, Part, Problem, Upload
from connectors.named import Named, cell, named_rows, read_named
from connectors.sources.linkedin.files import part_by_name
from connectors.sources.linkedin.people import key_of_link
from connectors.sources.linkedin.reader import NETWORK
from connectors.tables import NotATable, Shape, kind_of, open_table
from data.records import Prospect, person_key, stable_id
from data.words import N_

_SHAPES = {
    "phantombuster": Shape.of("profileurl, vmid, query", "profileurl, companyid, query"),
    "evaboot": Shape.of("linkedin url public, linkedin url unique id", "linkedin url public, matches filters"),
    "evaboot-companies": Shape.of("company name, company linkedin url unique id, company domain"),
}
_HASHED = re.compile(r"(?<![\w-])AC[ow]AA[\w-]{5,}")
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class _Columns(NamedTuple):
    """Which columns tell what; of several the first that is filled."""

    links: tuple[str, ...]  # a public address first: ids in hashed addresses name the same person another way
    name: str
    company: tuple[str, ...]
    position: tuple[str, ...]


_COLUMNS = {
    "phantombuster": _Columns(
        ("defaultprofileurl", "linkedinprofileurl", "vmid", "profileurl"), "fullname", ("companyname",), ("title",)
    ),
    "evaboot": _Columns(
        ("linkedin url public", "linkedin url unique id"), "full name", ("company name",), ("current job",)
    ),
}


def recognise(upload: Upload) -> tuple[Part, ...]:
    """Find lists by their columns; lists of companies hold no people."""
    told = ((member, _kind(member)) for member in upload.members if _may_be(member))
    return tuple(Part(member, kind, "" if kind in _COLUMNS else "not-needed") for member, kind in told if kind)


def _may_be(member: Member) -> bool:
    return member.name.lower().endswith((".csv", ".tsv", ".txt")) and part_by_name(member).ignored == "unknown"


def _kind(member: Member) -> str:
    return kind_of(member, _SHAPES)


def _rows(part: Part) -> Iterator[Named]:
    try:
        yield from named_rows(open_table(part.member, _SHAPES[part.kind]))
    except NotATable:
        return


def find_owner(parts: tuple[Part, ...]) -> Owner:
    """Tell who ran the search, which newer PhantomBuster lists say, if it was one person."""
    rows = (row for part in parts if part.kind == "phantombuster" for _, row in _rows(part))
    told = {name for row in rows if (name := cell(row, "searchaccountprofilename"))}
    if len(told) != 1:
        return Owner()
    return Owner(name=told.pop(), confidence="likely", evidence=(N_("the account that ran the search"),))


def taken_on(_: Upload, parts: tuple[Part, ...]) -> str:
    """Return the newest day in the lists; Evaboot tells none."""
    days = (cell(row, "timestamp")[:10] for part in parts if part.kind == "phantombuster" for _, row in _rows(part))
    return max((day for day in days if _ISO_DAY.fullmatch(day)), default="")


def read(part: Part, ctx: Context) -> Iterator[Line]:
    """Yield prospects; rows that the tool itself marks as an error or as not matching the search are left out."""
    columns = _COLUMNS[part.kind]

    def prospects(rows: Iterable[Named], ctx: Context) -> Iterator[Line]:
        for line, row in rows:
            yield line, _unwanted(row) or _prospect(row, columns, part.kind, ctx)

    yield from read_named(part.member, (_SHAPES[part.kind],), prospects, ctx)


def _unwanted(row) -> Problem | None:
    if cell(row, "error"):
        return Problem("search-error", {"said": cell(row, "error")[:60]})
    if cell(row, "matches filters").casefold() in ("no", "false"):
        return Problem("no-match")
    return None


def _prospect(row, columns: _Columns, source: str, ctx: Context) -> Prospect | Problem:
    name = cell(row, columns.name, "name") or " ".join(filter(None, (cell(row, "first name", "firstname"), _last(row))))
    key = next(filter(None, (_key(cell(row, column)) for column in columns.links)), None)
    if not (key or name):
        return Problem("no-person")
    company, position = cell(row, *columns.company), cell(row, *columns.position)
    number = stable_id(ctx.rep_id, NETWORK, source, key or f"{name.casefold()}\x1f{company.casefold()}")
    return Prospect(number, ctx.rep_id, NETWORK, key, name, company, position, cell(row, "email"), source)


def _last(row) -> str:
    return cell(row, "last name", "lastname")


def _key(link: str) -> str | None:
    """Return the person's key of an address or of a bare id such as PhantomBuster's `vmid`."""
    found = _HASHED.search(link)
    return person_key(NETWORK, "id", found[0]) if found else key_of_link(link)


CONNECTOR = Connector(
    id="lead-lists",
    network=NETWORK,
    title=N_("Lead list (PhantomBuster, Evaboot)"),
    how_to_export=N_(
        "PhantomBuster: open the finished Sales Navigator Search Export and download its result as CSV.\n"
        "Evaboot: open the extraction and download the list of leads as CSV.\n"
        "Drop the file here as it is and say whose list it is."
    ),
    recognise=recognise,
    find_owner=find_owner,
    taken_on=taken_on,
    read=read,
)
