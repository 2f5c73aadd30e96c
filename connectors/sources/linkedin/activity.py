"""Public acts of the rep: posts, comments, reactions, votes, reposts and uploaded media, as `Activity` records.

One post is told by two numbers (a share id and an activity id, made within seconds of each other) and an edited post
may stand twice, so a post's id is made of its moment: the Date where it agrees with the moment inside the number, else
that moment itself.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import NamedTuple
from urllib.parse import unquote

from connectors.connector import Context, Line, Problem
from connectors.named import Named, by_name, cell
from connectors.sources.linkedin.reader import NETWORK, Reader
from connectors.sources.linkedin.stamps import day_in, iso, upload_sentence, utc_second
from connectors.tables import Shape
from data.records import Activity, stable_id

_NUMBER = re.compile(r"(?<!\d)\d{19}(?!\d)")
_SAME_MOMENT = 5
"""Seconds between the share id and the activity id of one post."""
_PARAGRAPH = re.compile(r'"(\r?\n)"')
_EMPTY_LINE = re.compile(r'^""\r?$', re.MULTILINE)
_UPLOAD = re.compile(r"You uploaded an? (.{1,60}?) on ")


class Moment(NamedTuple):
    """When something happened, how that is known (`Activity.at_by`), and what is wrong with the date."""

    at: str | None
    by: str
    problem: Problem | None


def native_id(link: str, last: bool = False) -> str:
    """Return the 19-digit number of a post's address, also a percent-encoded one; the last of several on request."""
    found = _NUMBER.findall(unquote(link))
    return found[-1 if last else 0] if found else ""


def minted_at(number: str) -> str:
    """Return the second at which LinkedIn made a 19-digit number: its upper bits are Unix milliseconds."""
    return iso(datetime.fromtimestamp((int(number) >> 22) // 1000, UTC))


def moment_of(text: str) -> Moment:
    """Read the Date of an activity file: UTC, though the file does not say so; blank is normal."""
    at = utc_second(text)
    problem = Problem("bad-date", {"value": text[:40]}) if text and not at else None
    return Moment(at, "assumed" if at else "none", problem)


def make_activity(ctx: Context, kind: str, key: tuple, moment: Moment, link: str, native: str, **told: str) -> Activity:
    """Return a record whose id is made of `key`; `told` may give `subtype` and `text`."""
    return Activity(
        id=stable_id(ctx.rep_id, NETWORK, kind, *key),
        rep_id=ctx.rep_id,
        network=NETWORK,
        kind=kind,
        subtype=told.get("subtype", ""),
        at=moment.at,
        at_by=moment.by,
        day=day_in(moment.at, ctx.time_zone),
        link=link,
        native_id=native,
        text=told.get("text", ""),
    )


def mended(text: str) -> str:
    """Undo the line ends of Shares.csv that were turned into `"\\n"` before quoting, where that surely happened.

    The sure sign is a line of nothing but `""`; a post that merely begins or ends with a quotation mark keeps it.
    """
    return _PARAGRAPH.sub(r"\1", text) if _EMPTY_LINE.search(text) else text


def read_shares(rows: Iterable[Named], ctx: Context) -> Iterator[Line]:
    """Read Shares.csv. Rows of one post (edits) are one record: first moment, newest words. All rows are held."""
    posts: dict[str, tuple[int, Activity, str]] = {}
    seconds: dict[str, dict[str, int]] = {}
    for line, row in rows:
        link, moment = cell(row, "sharelink"), moment_of(cell(row, "date"))
        if not (link or moment.at):
            yield line, Problem("empty-row")
            continue
        if moment.problem:
            yield line, moment.problem
        post = _post(row, ctx, link, moment, seconds)
        posts[post.id] = _newest(posts.get(post.id), (line, post, moment.at or ""))
    yield from ((line, post) for line, post, _ in posts.values())


def _post(row, ctx: Context, link: str, moment: Moment, seconds: dict[str, dict[str, int]]) -> Activity:
    native = native_id(link)
    text = mended(row.get("sharecommentary", "").strip("\r\n"))
    bare = not text.strip() and not cell(row, "mediaurl") and cell(row, "sharedurl")
    second, sure = _second(native, moment.at)
    same = seconds.setdefault(second, {})
    key = ("post", second, same.setdefault(native, len(same))) if second else ("post", link)
    moment = moment._replace(by="exact") if sure else moment
    kind, visibility = "repost" if bare else "post", cell(row, "visibility")
    made = make_activity(ctx, kind, key, moment, link, native, subtype=visibility, text=text)
    return made._replace(id=stable_id(ctx.rep_id, NETWORK, *key))


def _second(native: str, at: str | None) -> tuple[str, bool]:
    """Return the second that names a post, and whether Date and number agree."""
    if not native:
        return at or "", False
    minted = minted_at(native)
    if at is None:
        return minted, False
    apart = datetime.fromisoformat(minted) - datetime.fromisoformat(at)
    agree = abs(apart.total_seconds()) <= _SAME_MOMENT
    return (at if agree else minted), agree


def _newest(known: tuple[int, Activity, str] | None, row: tuple[int, Activity, str]) -> tuple[int, Activity, str]:
    """Return what stands of two rows of one post: the words of the later Date, the moment of the earlier one."""
    if known is None:
        return row
    later, earlier = (row, known) if row[2] > known[2] else (known, row)
    first = earlier[1] if earlier[1].at else later[1]
    post = later[1]._replace(at=first.at, at_by=first.at_by, day=first.day)
    return later[0], post, later[2]


def _of_link(rows: Iterable[Named], ctx: Context, kind: str, column: str = "", last: bool = False) -> Iterator[Line]:
    for line, row in rows:
        link, moment = cell(row, "link"), moment_of(cell(row, "date"))
        if not link:
            yield line, Problem("empty-row")
            continue
        if moment.problem:
            yield line, moment.problem
        native, subtype = native_id(link, last), cell(row, column) if column else ""
        key = (moment.at, native or link, subtype)
        yield line, make_activity(ctx, kind, key, moment, link, native, subtype=subtype)


def read_reactions(rows: Iterable[Named], ctx: Context) -> Iterator[Line]:
    """Read Reactions.csv (before: Likes.csv): any type, as LinkedIn names it; on a post or on a comment."""
    for line, found in _of_link(rows, ctx, "reaction", "type", last=True):
        yield line, found if isinstance(found, Problem) or found.subtype else found._replace(subtype="LIKE")


def read_votes(rows: Iterable[Named], ctx: Context) -> Iterator[Line]:
    """Read Votes.csv: votes in polls."""
    yield from _of_link(rows, ctx, "vote", "optiontext")


def read_reposts(rows: Iterable[Named], ctx: Context) -> Iterator[Line]:
    """Read InstantReposts.csv: posts of others passed on without a word."""
    yield from _of_link(rows, ctx, "repost")


def read_media(rows: Iterable[Named], ctx: Context) -> Iterator[Line]:
    """Read Rich_Media.csv: what was uploaded; its moment is told in a sentence, or (older files) not at all."""
    for line, row in rows:
        link, told, text = (
            cell(row, "media link", "link"),
            cell(row, "date/time", "date"),
            cell(row, "media description"),
        )
        if not (link or told):
            yield line, Problem("empty-row")
            continue
        at = utc_second(told) or upload_sentence(told)
        if told and not at:
            yield line, Problem("bad-date", {"value": told[:60]})
        named = _UPLOAD.match(told)
        subtype = cell(row, "type") or (named[1] if named else "")
        moment = Moment(at, "exact" if at and named else "assumed" if at else "none", None)
        yield line, make_activity(ctx, "media", (at, link), moment, link, "", subtype=subtype, text=text)


READERS = {
    "shares": Reader(Shape.of("date, sharelink"), by_name(read_shares)),
    "reactions": Reader(Shape.of("date, type, link"), by_name(read_reactions)),
    "votes": Reader(Shape.of("date, link, optiontext"), by_name(read_votes)),
    "reposts": Reader(Shape.of("date, link"), by_name(read_reposts), distinct=False),
    "media": Reader(Shape.of("date/time, media link", "type, link"), by_name(read_media), distinct=False),
}
