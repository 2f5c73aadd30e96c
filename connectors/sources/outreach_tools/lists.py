"""Tables of outreach tools: contacts that Apollo found, profiles that Dux-Soup visited."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from connectors.connector import Context, Line, Member, Problem
from connectors.moments import NEVER, of_wall
from connectors.named import Named, cell, named_rows
from connectors.sources.linkedin.people import key_of_link
from connectors.sources.linkedin.reader import NETWORK
from connectors.tables import NotATable, Shape, open_table
from data.records import Activity, Identity, Prospect, stable_id

_LINKS = ("person linkedin url", "profile url", "profile")


def _prospect(row: Mapping[str, str], source: str, ctx: Context) -> Prospect | Problem:
    name = " ".join(filter(None, (cell(row, "first name"), cell(row, "last name")))) or cell(row, "name")
    link = cell(row, *_LINKS)
    key = key_of_link(link)
    if not (key or name):
        return Problem("no-person")
    company, email = cell(row, "company name", "company"), cell(row, "email").lower()
    number = stable_id(ctx.rep_id, NETWORK, source, key or f"{name.casefold()}\x1f{company.casefold()}")
    return Prospect(number, ctx.rep_id, NETWORK, key, name, company, cell(row, "title"), email, source)


def _identities(who: Prospect, ctx: Context) -> Iterator[Identity]:
    slug = (who.person_key or "").partition(":in/")[2]
    told = [("email", who.email if "@" in who.email else "")]
    told.append(("url", f"https://www.linkedin.com/in/{slug}" if slug else ""))
    for kind, value in told:
        if value and who.person_key:
            own = stable_id(ctx.rep_id, NETWORK, "identity", who.person_key, kind, value)
            yield Identity(own, ctx.rep_id, NETWORK, who.person_key, kind, value)


def read_apollo(rows: Iterable[Named], ctx: Context) -> Iterator[Line]:
    """Yield contacts, and how they are reached."""
    for line, row in rows:
        found = _prospect(row, "apollo", ctx)
        yield line, found
        if isinstance(found, Prospect):
            yield from ((line, one) for one in _identities(found, ctx))


def read_duxsoup(rows: Iterable[Named], ctx: Context) -> Iterator[Line]:
    """Yield the people whose profiles were visited, and the visits; their clock is that of the account."""
    for line, row in rows:
        found = _prospect(row, "duxsoup", ctx)
        yield line, found
        if isinstance(found, Problem):
            continue
        told, link = cell(row, "visittime"), cell(row, *_LINKS)
        wall = _wall(told)
        when = of_wall(wall, ctx.zone, ctx.time_zone) if wall else NEVER
        if told and not wall:
            yield line, Problem("bad-date", {"value": told[:40]})
        yield (
            line,
            Activity(
                stable_id(ctx.rep_id, NETWORK, "duxsoup", "visit", found.id, told),
                ctx.rep_id,
                NETWORK,
                "profile_viewed",
                "duxsoup",
                when.at,
                when.by,
                when.day,
                link,
                (found.person_key or "").rpartition("/")[2],
                "",
                told if wall else "",
            ),
        )


def _wall(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return None


def days(member: Member, shape: Shape) -> Iterator[str]:
    """Yield the days of visits."""
    try:
        rows = list(named_rows(open_table(member, shape)))
    except NotATable:
        return
    yield from (wall.date().isoformat() for _, row in rows if (wall := _wall(cell(row, "visittime"))))
