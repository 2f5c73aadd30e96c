"""Analytics workbooks that a LinkedIn member downloads: impressions, engagements, followers as LinkedIn counts them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain

from connectors.connector import Connector, Context, Line, Member, Owner, Part, Problem, Upload
from connectors.sources.linkedin.reader import NETWORK
from connectors.sources.linkedin_analytics.cells import days_in
from connectors.sources.linkedin_analytics.figures import (
    named_days,
    order_of,
    post_sheet,
    read_aggregate,
    read_post,
    window_sheet,
)
from connectors.workbooks import Sheet, looks_like_workbook, open_sheets
from data.records import AudienceFigure
from data.words import N_

_NAME = re.compile(
    r"AggregateAnalytics_([^_]+)_\d|PostAnalytics_([^_]+)_\d|Content_[\d-]+_[\d-]+_([^_.]+?)(?: \(\d+\))?\.xlsx"
)
_HUMP = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z])")
_AUTHOR = re.compile(r"linkedin\.com/posts/([^/_?\s]+)_")


def _kind(sheets: tuple[Sheet, ...]) -> str:
    if any(sheet.title.strip().casefold() == "all posts" for sheet in sheets):
        return "company-page"
    if window_sheet(sheets):
        return "aggregate"
    return "post" if post_sheet(sheets) else ""


@dataclass(frozen=True)
class Book(Member):
    """A workbook, and the later ones of the same upload, whose figures stand where both tell one."""

    later: tuple[Part, ...] = field(default=(), compare=False)


def recognise(upload: Upload) -> tuple[Part, ...]:
    """Find analytics workbooks by what their sheets hold; the names of sheets and captions depend on the language."""
    books = ((member, _kind(open_sheets(member))) for member in upload.members if looks_like_workbook(member))
    found = [Part(member, kind) for member, kind in books if kind]
    days = {part.member.path: _last_day(part) for part in found}
    return tuple(_with_later(part, found, days) for part in found)


def _with_later(part: Part, found: list[Part], days: dict[str, str]) -> Part:
    member, day = part.member, days[part.member.path]
    later = tuple(other for other in found if days[other.member.path] > day and other.kind == part.kind == "aggregate")
    return Part(Book(member.path, member.size, member.opener, later), part.kind) if later else part


def _texts(member: Member) -> Iterator[str]:
    rows = chain.from_iterable(sheet.rows for sheet in open_sheets(member))
    return (cell for row in rows for cell in row if isinstance(cell, str))


def find_owner(parts: tuple[Part, ...]) -> Owner:
    """Tell the member by the file's name and by the addresses of posts, which begin with the author's own."""
    own = [part.member for part in parts if part.kind != "company-page"]
    names = {
        _HUMP.sub(" ", next(filter(None, found.groups()))) for member in own if (found := _NAME.match(member.name))
    }
    slugs = {slug for member in own for text in _texts(member) for slug in _AUTHOR.findall(text)}
    name = names.pop() if len(names) == 1 else ""
    slug = slugs.pop().lower() if len(slugs) == 1 else ""
    evidence = (*((N_("name of the file"),) if name else ()), *((N_("addresses of the posts"),) if slug else ()))
    return Owner(
        name=name,
        profile_url=f"https://www.linkedin.com/in/{slug}" if slug else "",
        confidence="likely" if slug else "guess" if name else "unknown",
        evidence=evidence,
    )


def taken_on(_: Upload, parts: tuple[Part, ...]) -> str:
    """Return the last day that the workbooks cover."""
    return max(filter(None, (_last_day(part) for part in parts)), default="")


def _last_day(part: Part) -> str:
    named = named_days(part.member.name)
    if named or part.kind != "aggregate":
        return max(named, default="")
    sheets = open_sheets(part.member)
    told = window_sheet(sheets)
    days = days_in(told.at(0, 1), order_of(sheets, part.member.name)) if told else []
    return max(days).isoformat() if days else ""


def read(part: Part, ctx: Context) -> Iterator[Line]:
    """Yield the figures of one workbook; LinkedIn corrects recent days, so the latest workbook's figures stand."""
    newer = part.member.later if isinstance(part.member, Book) else ()
    told = {what.id for other in newer for _, what in _read(other, ctx) if isinstance(what, AudienceFigure)}
    return (found for found in _read(part, ctx) if isinstance(found[1], Problem) or found[1].id not in told)


def _read(part: Part, ctx: Context) -> Iterator[Line]:
    if part.kind == "company-page":
        yield 0, Problem("company-page")
        return
    sheets = open_sheets(part.member)
    if not sheets:
        yield 0, Problem("bad-workbook")
    elif part.kind == "post":
        yield from read_post(sheets, ctx)
    else:
        yield from read_aggregate(sheets, part.member.name, ctx)


CONNECTOR = Connector(
    id="linkedin-analytics",
    network=NETWORK,
    title=N_("LinkedIn post analytics"),
    how_to_export=N_(
        "On LinkedIn, open your profile and choose “Show all analytics”, then “Post impressions”.\n"
        "Choose the period, at most a year.\n"
        "Press “Export” at the top right: an XLSX file is saved.\n"
        "Drop the file here as it is. For a single post, open its analytics and press “Export” there."
    ),
    recognise=recognise,
    find_owner=find_owner,
    taken_on=taken_on,
    read=read,
)
