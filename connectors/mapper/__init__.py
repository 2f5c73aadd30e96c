"""Any table of messages, activities, contacts, leads or deals, read by a mapping that a person confirmed."""

from collections import Counter
from collections.abc import Iterator, Sequence

from connectors.connector import Choice, Connector, Context, Member, Owner, Part, Question, Upload
from connectors.mapper.convert import read
from connectors.mapper.grid import Grid, bare_header, open_grid
from connectors.mapper.mapping import Mapping, MappingError, signature_of
from connectors.mapper.propose import Proposal, propose
from connectors.mapper.values import clean, offset, wall
from data.words import N_

ID = "mapped"
TITLE = N_("Any table (CSV, XLSX)")
HOW = N_(
    "Save the table as CSV or XLSX, one row a message, activity or person, with the names of the columns on top.\n"
    "Drop it here: the columns are proposed, and you look at the first rows before anything is stored.\n"
    "What you confirm is kept; the next file with these columns needs no confirmation."
)


def proposal_of(upload: Upload) -> tuple[Member, Proposal] | None:
    """Return the table of an upload with what it may be; None when it is none, or there are several files."""
    found = [(member, grid) for member in upload.members if member.size and (grid := open_grid(member))]
    if len(found) != 1:
        return None
    member, grid = found[0]
    return member, propose(grid)


def tables_of(upload: Upload) -> dict[str, Grid]:
    """Return the tables of an upload by the path of their file."""
    grids = ((member.path, open_grid(member)) for member in upload.members if member.size)
    return {path: grid for path, grid in grids if grid}


def bare_tables(upload: Upload) -> tuple[str, ...]:
    """Return the names of the columns of an upload whose only file is a table without rows; () of any other."""
    return bare_header(upload.members[0]) if len(upload.members) == 1 else ()


def connector(mapping: Mapping, *, strict: bool = False) -> Connector:
    """Return the connector of tables that a mapping fits: those with its very columns.

    strict: the mapping was given for this upload, so that a table it does not fit is an error (MappingError).
    """
    opened: dict[str, Grid] = {}

    def recognise(upload: Upload) -> tuple[Part, ...]:
        opened.update({path: grid for path, grid in tables_of(upload).items() if _fits(mapping, grid, strict)})
        told = ((member, member.path in opened) for member in upload.members)
        parts = tuple(
            Part(one, mapping.target if known else "other", "" if known else "unknown") for one, known in told
        )
        return parts if opened else ()

    def questions(parts: tuple[Part, ...]) -> tuple[Question, ...]:
        grids = [opened[part.member.path] for part in parts if not part.ignored]
        return tuple(_questions(grids, mapping))

    return Connector(
        id=ID,
        network=mapping.network,
        title=TITLE,
        how_to_export=HOW,
        recognise=recognise,
        find_owner=lambda _: Owner(),
        taken_on=lambda _upload, _parts: "",
        read=lambda part, ctx: read(part.member, opened[part.member.path], mapping, ctx),
        questions=questions,
        wall=wall,
    )


def _fits(mapping: Mapping, grid: Grid, strict: bool) -> bool:
    if strict:
        mapping.for_header(grid.header)
        return True
    return mapping.signature == signature_of(grid.header)


def _questions(grids: Sequence[Grid], mapping: Mapping) -> Iterator[Question]:
    """Ask who the rep is where no column tells a direction, and the zone of times without one."""
    columns = mapping.columns
    if mapping.target == "messages" and "sender" in columns and not (columns.get("direction") or mapping.direction):
        counts = Counter(
            " ".join(cell.split()) for grid in grids for cell in _cells(grid, columns["sender"]) if clean(cell)
        )
        choices = sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:20]
        yield Question("self", tuple(Choice(name, name, times) for name, times in choices))
    moments = [columns[key] for key in ("sent_at", "at") if key in columns]
    cells = [cell for grid in grids for name in moments for cell in _cells(grid, name) if clean(cell)]
    if mapping.date_order and moments:
        yield Question("date-order", (Choice(mapping.date_order, mapping.date_order),), mapping.date_order, sure=True)
    if any(offset(cell) is None for cell in cells):
        yield Question("zone", example=next(cell for cell in cells if offset(cell) is None))


def _cells(grid: Grid, name: str) -> list[str]:
    return grid.column(grid.header.index(name)) if name in grid.header else []


__all__ = ["ID", "TITLE", "Context", "Mapping", "MappingError", "bare_tables", "connector", "proposal_of", "tables_of"]
