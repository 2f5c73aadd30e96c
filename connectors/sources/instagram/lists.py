"""Instagram's files beside messages: followers, whom the rep follows, comments, likes, posts and the profile.

Names of fields stand in the language of the account, so fields are told by a table of names, then by what they hold.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from connectors.connector import Context, Line, Member, Problem
from connectors.meta.documents import load
from connectors.meta.entries import dicts, entries_of, followers_figure, text_at, unix
from connectors.meta.export import Kind, Layout, Listed
from connectors.meta.survey import Profile
from connectors.moments import Moment
from connectors.sources.instagram.acts import act, read_comments, read_likes, read_posts
from connectors.sources.instagram.fields import FIELD, NETWORK, is_username
from data.records import Connection, Identity, person_key, stable_id


class _Person(NamedTuple):
    """One entry of a list of accounts."""

    username: str
    url: str
    since: Moment


# --- the rep --------------------------------------------------------------------------------------------------------
def profile(members: Iterable[Member]) -> Profile:
    """Return whom the profile file names: fields by name, else by the look of what they hold."""
    for member in members:
        told = next((one for _, one in dicts(load(member).value, "profile_user")), None)
        fields = _fields(told)
        if not fields:
            continue
        known = {FIELD.get(name.casefold().strip(), ""): value for name, value in fields if value}
        email = next((value for _, value in fields if "@" in value and "." in value), "")
        username = known.get("username") or next((v for _, v in fields if v != email and is_username(v)), "")
        others = [value for _, value in fields if value not in ("", email, username) and not value.isdecimal()]
        names = [known["name"], *others] if "name" in known else others
        url = f"https://www.instagram.com/{username}" if username else ""
        return Profile(tuple(dict.fromkeys(names)), username, url, email)
    return Profile()


def _fields(entry: Any) -> list[tuple[str, str]]:
    told = entry.get("string_map_data") if isinstance(entry, Mapping) else None
    if not isinstance(told, Mapping):
        return []
    return [(name, text_at(one, "value").strip()) for name, one in told.items()]


# --- accounts -------------------------------------------------------------------------------------------------------
def _person(entry: Mapping[str, Any], ctx: Context) -> _Person | None:
    one = next((one for one in entries_of(entry, "string_list_data") if isinstance(one, dict)), {})
    href = text_at(one, "href")
    name = text_at(one, "value").strip() or text_at(entry, "title").strip() or _username_of(href)
    if not is_username(name):
        name = _username_of(href)
    if not name:
        return None
    return _Person(name.lower(), f"https://www.instagram.com/{name.lower()}", unix(one.get("timestamp"), ctx))


def _username_of(href: str) -> str:
    try:
        parts = [part for part in unquote(urlsplit(href).path).split("/") if part not in ("", "_u")]
    except ValueError:
        return ""
    return parts[0] if len(parts) == 1 and is_username(parts[0]) else ""


def _identities(ctx: Context, person: _Person) -> Iterator[Identity]:
    key = person_key(NETWORK, "in", person.username)
    for kind, value in (("handle", person.username), ("url", person.url)):
        own = stable_id(ctx.rep_id, NETWORK, "identity", key, kind, value)
        yield Identity(own, ctx.rep_id, NETWORK, key, kind, value)


_FOLLOWERS = ("relationships_followers",)
_FOLLOWING = ("relationships_following",)


def read_followers(member: Listed, ctx: Context, value: object) -> Iterator[Line]:
    """Yield followers as ties, and with the first of their files how many there are in all of them."""
    for no, entry in dicts(value, *_FOLLOWERS):
        person = _person(entry, ctx)
        if person is None:
            yield no, Problem("no-person")
            continue
        key = person_key(NETWORK, "in", person.username)
        own = stable_id(ctx.rep_id, NETWORK, "follower", person.username)
        yield no, Connection(own, ctx.rep_id, NETWORK, key, person.username, "", "", "", person.since.day)
        yield from ((no, one) for one in _identities(ctx, person))
    if member.siblings[:1] and member.siblings[0].path == member.path:
        files = (load(one).value for one in member.siblings)
        names = {
            person.username for told in files for _, one in dicts(told, *_FOLLOWERS) if (person := _person(one, ctx))
        }
        yield from followers_figure(ctx, NETWORK, "followers", len(names))


def read_following(_: Listed, ctx: Context, value: object) -> Iterator[Line]:
    """Yield whom the rep follows, as acts with a day."""
    for no, entry in dicts(value, *_FOLLOWING):
        person = _person(entry, ctx)
        if person is None:
            yield no, Problem("no-person")
            continue
        key = ("follow", person.username)
        yield no, act(ctx, "follow", person.since, key, link=person.url, native_id=person.username)
        yield from ((no, one) for one in _identities(ctx, person))


def handles(listed: Mapping[str, list[Member]]) -> Mapping[str, str]:
    """Return usernames by what a thread's folder makes of them (no dots, no underscores), where it means one only."""
    ctx = Context("", owner=None)  # type: ignore[arg-type]
    found: dict[str, set[str]] = {}
    for kind, names in (("followers", _FOLLOWERS), ("following", _FOLLOWING)):
        for member in listed.get(kind, ()):
            for _, entry in dicts(load(member).value, *names):
                if person := _person(entry, ctx):
                    found.setdefault(re.sub(r"[._]", "", person.username), set()).add(person.username)
    return {folder: names.pop() for folder, names in found.items() if len(names) == 1}


def _named(reader: Callable, subtype: str) -> Callable:
    return partial(reader, subtype=subtype)


LAYOUT = Layout(
    NETWORK,
    {
        "profile": Kind(r"(account|personal)_information/personal_information\.json$", r'\{\s*"profile_user"\s*:'),
        "followers": Kind(r"(^|/)followers(_\d+)?\.json$", r'\{\s*"relationships_followers"\s*:', read_followers),
        "following": Kind(r"(^|/)following(_\d+)?\.json$", r'\{\s*"relationships_following"\s*:', read_following),
        "comments": Kind(
            r"(^|/)(post_comments|reels_comments)(_\d+)?\.json$",
            r'\{\s*"comments_(media|reels)_comments"\s*:',
            read_comments,
        ),
        "likes": Kind(r"(^|/)liked_posts(_\d+)?\.json$", r'\{\s*"likes_media_likes"\s*:', read_likes),
        "comment likes": Kind(
            r"(^|/)liked_comments(_\d+)?\.json$", r'\{\s*"likes_comment_likes"\s*:', _named(read_likes, "LIKE_COMMENT")
        ),
        "posts": Kind(r"(media|content)/(posts|igtv_videos)(_\d+)?\.json$", read=read_posts),
        "reels": Kind(r"(media|content)/reels(_\d+)?\.json$", r'\{\s*"ig_reels_media"\s*:', _named(read_posts, "reel")),
        "stories": Kind(
            r"(media|content)/stories(_\d+)?\.json$", r'\{\s*"ig_stories"\s*:', _named(read_posts, "story")
        ),
    },
    profile,
    handles,
)
