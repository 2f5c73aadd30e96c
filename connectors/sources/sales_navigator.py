"""Sales Navigator's activity reports (Analytics Services): what a seat did, counted by LinkedIn."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from connectors.connector import Connector, Context, Line, Owner, Part, Problem, Upload
from connectors.named import Named, cell, named_rows, read_named
from connectors.sources.linkedin.files import part_by_name
from connectors.sources.linkedin.reader import NETWORK
from connectors.sources.linkedin.stamps import day_in, iso
from connectors.tables import NotATable, Shape, header_of, open_table
from data.records import Activity, stable_id
from data.words import N_

_KINDS = {
    "activity": Shape.of("activityid, activitytype, seatid"),
    "outcome": Shape.of("activityid, activitytype"),
    "seats": Shape.of("seatid, seat status", "seatid, seatstatus", "seatid, ssi"),
}
"""Kind of report -> its columns, told in this order; the names of a seat report's columns are not documented."""


def recognise(upload: Upload) -> tuple[Part, ...]:
    """Find reports by their columns."""
    told = ((member, _kind(member)) for member in upload.members if _may_be(member))
    return tuple(Part(member, kind, "not-needed" if kind == "seats" else "") for member, kind in told if kind)


def _may_be(member) -> bool:
    return member.name.lower().endswith((".csv", ".txt")) and part_by_name(member).ignored == "unknown"


def _kind(member) -> str:
    return next((kind for kind, shape in _KINDS.items() if header_of(member, shape)), "")


def find_owner(_: tuple[Part, ...]) -> Owner:
    """Say that nobody is named: a report knows seats by number only."""
    return Owner()


def taken_on(_: Upload, parts: tuple[Part, ...]) -> str:
    """Return the newest day in the reports."""
    return max((day for part in parts if not part.ignored for day in _days(part)), default="")


def _days(part: Part) -> Iterator[str]:
    try:
        rows = named_rows(open_table(part.member, _KINDS[part.kind]))
    except NotATable:
        return
    yield from (at[:10] for _, row in rows if (at := _at(cell(row, "createdat"))))


def _at(text: str) -> str | None:
    try:
        return iso(datetime.strptime(text, "%m-%d-%Y %H:%M:%S").replace(tzinfo=UTC))
    except ValueError:
        return None


def read(part: Part, ctx: Context) -> Iterator[Line]:
    """Yield activities; a report over several seats is refused as a whole, since one import is one rep's."""
    shape = _KINDS[part.kind]
    seats = _seats(part)
    if len(seats) > 1:
        yield 0, Problem("several-seats", {"seats": len(seats)})
        return
    yield from read_named(part.member, (shape,), _read, ctx)


def _seats(part: Part) -> set[str]:
    try:
        rows = named_rows(open_table(part.member, _KINDS[part.kind]))
    except NotATable:
        return set()
    return {seat for _, row in rows if (seat := cell(row, "seatid"))}


def _read(rows: Iterable[Named], ctx: Context) -> Iterator[Line]:
    for line, row in rows:
        number, kind, told = cell(row, "activityid"), cell(row, "activitytype"), cell(row, "createdat")
        if not (number and kind):
            yield line, Problem("empty-row")
            continue
        at = _at(told)
        if told and not at:
            yield line, Problem("bad-date", {"value": told[:40]})
        yield line, _activity(ctx, number, kind, at, cell(row, "memberidentitykey"))


def _activity(ctx: Context, number: str, kind: str, at: str | None, member: str) -> Activity:
    return Activity(
        id=stable_id(ctx.rep_id, NETWORK, "sales-navigator", number, kind),
        rep_id=ctx.rep_id,
        network=NETWORK,
        kind=kind.strip().lower(),
        subtype="sales_navigator",
        at=at,
        at_by="exact" if at else "none",
        day=day_in(at, ctx.time_zone),
        link="",
        native_id=member,
        text="",
    )


CONNECTOR = Connector(
    id="sales-navigator",
    network=NETWORK,
    title=N_("Sales Navigator activity report"),
    how_to_export=N_(
        "This report exists for Sales Navigator Advanced and Advanced Plus, for people with the reporting role.\n"
        "Ask your administrator or your analytics partner for the activity export (activity.csv) of one seat.\n"
        "Drop the CSV file here and say whose seat it is."
    ),
    recognise=recognise,
    find_owner=find_owner,
    taken_on=taken_on,
    read=read,
)
