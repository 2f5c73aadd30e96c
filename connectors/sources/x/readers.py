"""Lists of an archive as records: tweets, likes, followers and whom the rep follows; messages stand in `talks`."""

from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any

from connectors.connector import Context, Line, Part, Problem
from connectors.moments import NEVER, Moment
from connectors.sources.x.archive import Survey, XMember
from connectors.sources.x.files import NETWORK, id_of, rows, unwrapped
from connectors.sources.x.talks import expanded, identities, key_of, name_of, read_talks
from connectors.stamps import of_tweet
from data.records import Activity, AudienceFigure, Connection, stable_id

_COUNTED = {"favorite_count": "reactions", "retweet_count": "reposts"}


def read(part: Part, ctx: Context) -> Iterator[Line]:
    """Yield the records of one file; an entry that is none is a problem of its own."""
    member = part.member
    assert isinstance(member, XMember)
    if part.kind in ("messages", "group messages"):
        yield from read_talks(member, ctx, part.kind == "group messages")
        return
    problems: list[Problem] = []
    reader = _READERS[part.kind]
    count = 0
    for no, row in enumerate(rows(member, problems), 1):
        if not isinstance(row, Mapping):
            yield no, Problem("bad-entries", {"entries": 1})
            continue
        count += 1
        yield from ((no, one) for one in reader(row, ctx, member.survey))
    yield from ((0, problem) for problem in problems)
    if part.kind == "followers" and member.first and ctx.taken_on:
        followers = {id_of(unwrapped(row, "follower").get("accountId")) for one in _files(member) for row in rows(one)}
        own = stable_id(ctx.rep_id, NETWORK, "day", ctx.taken_on, "followers")
        total = len(followers - {""})
        yield 0, AudienceFigure(own, ctx.rep_id, NETWORK, "day", ctx.taken_on, "followers", total)


def _files(member: XMember) -> list:
    return member.survey.listed.get("followers", [])


def _act(ctx: Context, kind: str, moment: Moment, number: str, **told: str) -> Activity:
    return Activity(
        id=stable_id(ctx.rep_id, NETWORK, told.pop("list"), number),
        rep_id=ctx.rep_id,
        network=NETWORK,
        kind=kind,
        subtype=told.get("subtype", ""),
        at=moment.at,
        at_by=moment.by,
        day=moment.day,
        link=told.get("link", ""),
        native_id=told.get("native_id", number),
        text=told.get("text", ""),
    )


def _tweet(row: Mapping[str, Any], ctx: Context, survey: Survey) -> Iterator[Activity | AudienceFigure | Problem]:
    """Yield a post, an answer to somebody ("comment") or a repost, and what X counted of the rep's own words."""
    tweet = unwrapped(row, "tweet")
    number = id_of(tweet.get("id_str")) or id_of(tweet.get("id"))
    said = tweet.get("full_text", tweet.get("text"))
    if not number or not isinstance(said, str):
        yield Problem("empty-row")
        return
    when = of_tweet(tweet.get("created_at"), ctx.time_zone)
    if when is NEVER:
        yield Problem("bad-date", {"value": str(tweet.get("created_at"))[:40]})
    to, account = id_of(tweet.get("in_reply_to_user_id_str")), survey.account
    kind = "repost" if said.startswith("RT @") else "comment" if to and to != account.id else "post"
    entities = tweet.get("entities")
    text = _whole(unescape(said), survey)
    text = expanded(text, entities.get("urls") if isinstance(entities, Mapping) else None, "expanded_url")
    upon = id_of(tweet.get("in_reply_to_status_id_str")) if kind == "comment" else number
    link = f"https://x.com/{account.username or 'i'}/status/{number}"
    yield _act(ctx, kind, when, number, list="tweet", link=link, native_id=upon, text="" if kind == "repost" else text)
    if kind != "repost":
        yield from _counted(tweet, ctx, number, when)


def _whole(text: str, survey: Survey) -> str:
    return survey.notes.get(text[:100], text) if len(text) > 100 else text


def _counted(tweet: Mapping[str, Any], ctx: Context, number: str, when: Moment) -> Iterator[AudienceFigure]:
    for field, metric in _COUNTED.items():
        told = str(tweet.get(field, ""))
        if told.isdecimal() and len(told) < 12:
            own = stable_id(ctx.rep_id, NETWORK, number, "", metric)
            yield AudienceFigure(own, ctx.rep_id, NETWORK, number, when.day, metric, int(told))


def _like(row: Mapping[str, Any], ctx: Context, _: Survey) -> Iterator[Activity | Problem]:
    """Yield a like. X does not say when: it stands on no timeline."""
    like = unwrapped(row, "like")
    number, link = id_of(like.get("tweetId")), like.get("expandedUrl")
    if not number:
        yield Problem("empty-row")
        return
    yield _act(ctx, "reaction", NEVER, number, list="like", subtype="LIKE", link=link if isinstance(link, str) else "")


def _follower(row: Mapping[str, Any], ctx: Context, survey: Survey) -> Iterator[Any]:
    number = id_of(unwrapped(row, "follower").get("accountId"))
    if not number:
        yield Problem("no-person")
        return
    own = stable_id(ctx.rep_id, NETWORK, "follower", number)
    name = name_of(number, survey)
    yield Connection(own, ctx.rep_id, NETWORK, key_of(number), name, "", "", "", None)
    yield from identities(number, survey, ctx)


def _following(row: Mapping[str, Any], ctx: Context, survey: Survey) -> Iterator[Any]:
    number = id_of(unwrapped(row, "following").get("accountId"))
    if not number:
        yield Problem("no-person")
        return
    yield _act(ctx, "follow", NEVER, number, list="following", link=f"https://x.com/i/user/{number}")
    yield from identities(number, survey, ctx)


_READERS = {"tweets": _tweet, "likes": _like, "followers": _follower, "following": _following}
