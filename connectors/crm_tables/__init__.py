"""Tables that a CRM exports, told by their columns; and tables of a CRM that a person mapped."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain, islice

from connectors.connector import Choice, Connector, Context, Line, Member, Owner, Part, Problem, Question, Upload
from connectors.crm_tables.drop import Drop, Table, TablePart
from connectors.crm_tables.presets import preset_of
from connectors.crm_tables.records import MAKERS, newest_day
from connectors.crm_tables.row import Book, Row
from connectors.mapper.fields import targets
from connectors.mapper.grid import Grid, open_grid
from connectors.mapper.mapping import Mapping, signature_of
from connectors.mapper.propose import with_details
from connectors.mapper.values import clean, wall
from data.crm_records import CRMS
from data.words import N_

ID = "crm_tables"
TITLE = N_("Tables of a CRM (HubSpot, Pipedrive, amoCRM, Bitrix24, Salesforce)")
MAPPED = N_("Any table of a CRM (CSV, XLSX)")
HOW = N_(
    "HubSpot: open the list of deals and export it with all properties and all associations.\n"
    "Pipedrive: open the list of deals and export the results with all columns.\n"
    "amoCRM: open the deals as a list and choose Export in the menu.\n"
    "Bitrix24: open the list of deals, show all columns, and export it as CSV.\n"
    "Salesforce: run Data Export, or export a report of opportunities with details only.\n"
    "Do the same with contacts, companies and leads; with activities, tickets and stage history where there are any.\n"
    "Drop the files here together, so that a deal finds its contact and its company."
)
MOST_TABLES = 200
_ENDINGS = (".csv", ".tsv", ".txt", ".xlsx", ".xls")
_DATED = re.compile(r"(20\d\d)[-_.]?(\d\d)[-_.]?(\d\d)")


def recognise(upload: Upload) -> tuple[Part, ...]:
    """Say which files of an upload are tables of a CRM, by their columns."""
    return _recognise(upload, {})


def _recognise(upload: Upload, mapped: dict[str, Mapping]) -> tuple[Part, ...]:
    """Say which files are tables of a CRM: those that a person mapped (by signature), and those whose columns tell it.

    Tables that name no CRM belong to the only one beside them.
    """
    found = {member.path: table for member in _tables(upload) if (table := _table(member, mapped))}
    named = {table.mapping.network for table in found.values()} - {"file"}
    crm = named.pop() if len(named) == 1 else "file"
    return parts_of(upload, {path: _of(table, crm) for path, table in found.items()}) if found else ()


def _tables(upload: Upload) -> Iterator[Member]:
    named = (member for member in upload.members if member.size and member.name.casefold().endswith(_ENDINGS))
    return islice(named, MOST_TABLES)


def _table(member: Member, mapped: dict[str, Mapping]) -> Table | None:
    grid = open_grid(member)
    if not grid:
        return None
    if known := mapped.get(signature_of(grid.header)):
        return _mapped(member, grid, known)
    preset = preset_of(grid.header)
    if not preset:
        return None
    proposal = with_details(grid, targets()[preset.target], preset.mapped(grid.header))
    told = proposal.mapping
    order = told.date_order if proposal.order_sure else ""
    return Table(member, grid, Mapping(**{**told.as_json(), "network": preset.crm, "date_order": order}))


def _of(table: Table, crm: str) -> Table:
    if table.mapping.network != "file":
        return table
    return Table(table.member, table.grid, Mapping(**{**table.mapping.as_json(), "network": crm}))


def _mapped(member: Member, grid: Grid, mapping: Mapping) -> Table:
    """Return a table as a person mapped it; the CRM is the mapping's network, where that is one."""
    told = mapping.for_header(grid.header).as_json()
    return Table(member, grid, Mapping(**{**told, "network": mapping.network if mapping.network in CRMS else "file"}))


def parts_of(upload: Upload, tables: dict[str, Table]) -> tuple[Part, ...]:
    """Return the parts of an upload whose tables are known."""
    drop = Drop(list(tables.values()))
    return tuple(
        TablePart(one, tables[one.path].mapping.target, "", tables[one.path], drop)
        if one.path in tables
        else Part(one, "other", "unknown" if one.size else "empty")
        for one in upload.members
    )


def connector(mappings: Sequence[Mapping], *, strict: bool = False) -> Connector:
    """Return the connector of tables that a person mapped, together with those whose columns tell what they are.

    strict: the only mapping was given for this upload, so that a table it does not fit is an error (MappingError).
    """

    def given(upload: Upload) -> tuple[Part, ...]:
        grids = {member: grid for member in upload.members if member.size and (grid := open_grid(member))}
        tables = {member.path: _mapped(member, grid, mappings[0]) for member, grid in grids.items()}
        return parts_of(upload, tables) if tables else ()

    if strict:
        return replace(CONNECTOR, id="mapped_crm", title=MAPPED, recognise=given)
    by_columns = {one.signature: one for one in mappings}
    return replace(CONNECTOR, recognise=lambda upload: _recognise(upload, by_columns))


def read(part: Part, ctx: Context) -> Iterator[Line]:
    """Yield the records and problems of one table."""
    table = part.table
    book, make = Book(table, part.drop, ctx), MAKERS[table.mapping.target]
    for line, values in table.values(part.member):
        if isinstance(values, Problem):
            yield line, values
            continue
        row = Row(values, book)
        if problem := _unread(row):
            yield line, problem
        for one in make(row):
            yield line, one


def _unread(row: Row) -> Problem | None:
    """Tell which date of a row can't be read, if any."""
    for field in targets()[row.book.table.mapping.target].fields:
        cell = row.cells.get(field.id, "")
        if field.kind == "moment" and field.id != "month" and cell and wall(cell, row.order or "dmy") is None:
            return Problem("bad-date")
    return None


def taken_on(upload: Upload, parts: tuple[Part, ...]) -> str:
    """Return the day of the export: of the files' names, else the newest day on which a row was made or changed."""
    tables = [part for part in parts if isinstance(part, TablePart)]
    named = max(filter(None, (_day(part.member.name) for part in tables)), default="") or _day(upload.name)
    return named or newest_day(chain.from_iterable(map(_rows, tables)))


def _rows(part: TablePart) -> Iterator[Row]:
    book = Book(part.table, part.drop, Context("", Owner()))
    return (Row(values, book) for _, values in part.table.values() if isinstance(values, dict))


def _day(name: str) -> str:
    for found in _DATED.finditer(name):
        try:
            return date(*map(int, found.groups())).isoformat()
        except ValueError:
            continue
    return ""


def questions(parts: tuple[Part, ...]) -> tuple[Question, ...]:
    """Ask for the order of day and month where the tables leave it open."""
    return tuple(_open_orders(part.table for part in parts if isinstance(part, TablePart)))


def _open_orders(tables: Iterable[Table]) -> Iterator[Question]:
    votes: Counter[str] = Counter()
    example = ""
    for table in tables:
        columns = {key: name for key, name in table.mapping.columns.items() if name in table.grid.header}
        told = with_details(table.grid, targets()[table.mapping.target], columns)
        if told.mapping.date_order and not table.mapping.date_order:
            votes[told.mapping.date_order] += 1
            example = example or told.order_example
    if votes:
        choices = tuple(Choice(order, order) for order in ("dmy", "mdy"))
        yield Question("date-order", choices, votes.most_common(1)[0][0], example=clean(example))


CONNECTOR = Connector(
    id=ID,
    network="crm",
    title=TITLE,
    how_to_export=HOW,
    recognise=recognise,
    find_owner=lambda _: Owner(),
    taken_on=taken_on,
    read=read,
    questions=questions,
    team=True,
)
