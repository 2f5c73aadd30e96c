"""Facebook's files beside messages: posts, comments, reactions, friends and the profile."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from connectors.connector import Context, Line, Member, Problem
from connectors.meta.documents import load
from connectors.meta.entries import dicts, entries_of, followers_figure, stamp_of, text_at, unix
from connectors.meta.export import Kind, Layout, Listed
from connectors.meta.survey import Profile
from data.names import fold
from data.records import Activity, Connection, person_key, stable_id

NETWORK = "facebook"


def profile(members: Iterable[Member]) -> Profile:
    """Return whom the profile file names."""
    for member in members:
        told = load(member).value
        about = next((told[key] for key in ("profile_v2", "profile") if isinstance(told, dict) and key in told), None)
        if not isinstance(about, dict):
            continue
        name = about.get("name")
        full = text_at(about, "name", "full_name") or (name if isinstance(name, str) else "")
        mails = [mail for mail in entries_of(about.get("emails"), "emails") if isinstance(mail, str)]
        return Profile((full,) if full else (), text_at(about, "username"), text_at(about, "profile_uri"), *mails[:1])
    return Profile()


def _act(ctx: Context, kind: str, moment, key: tuple, **told: str) -> Activity:
    return Activity(
        id=stable_id(ctx.rep_id, NETWORK, kind, *key),
        rep_id=ctx.rep_id,
        network=NETWORK,
        kind=kind,
        subtype=told.get("subtype", ""),
        at=moment.at,
        at_by=moment.by,
        day=moment.day,
        link=told.get("link", ""),
        native_id="",
        text=told.get("text", ""),
    )


def read_posts(_: Listed, ctx: Context, value: object) -> Iterator[Line]:
    """Yield posts: own words, a shared link, or both; entries that say neither are left out."""
    taken: Counter[tuple] = Counter()
    for no, entry in dicts(value, "posts_v2", "wall_posts_sent_to_you"):
        words = "\n\n".join(text for one in entries_of(entry, "data") if (text := text_at(one, "post")))
        things = [one for held in entries_of(entry, "attachments") for one in entries_of(held, "data")]
        link = next((url for one in things if (url := text_at(one, "external_context", "url"))), "")
        media = any(isinstance(one, dict) and "media" in one for one in things)
        moment = unix(entry.get("timestamp"), ctx)
        if not (words or link or media):
            yield no, Problem("empty-row")
            continue
        key = (stamp_of(entry.get("timestamp")), " ".join(words.split()), link)
        taken[key] += 1
        yield no, _act(ctx, "post", moment, (*key, taken[key]), link=link, text=words)


def read_comments(_: Listed, ctx: Context, value: object) -> Iterator[Line]:
    """Yield the rep's comments."""
    taken: Counter[tuple] = Counter()
    for no, entry in dicts(value, "comments_v2", "comments"):
        comment = next((one["comment"] for one in _held(entry, "comment")), {})
        words = text_at(comment, "comment")
        stamp = stamp_of(entry.get("timestamp")) or stamp_of(comment.get("timestamp"))
        if not (words or entries_of(entry, "attachments")):
            yield no, Problem("empty-row")
            continue
        key = (stamp, " ".join(words.split()))
        taken[key] += 1
        group = text_at(comment, "group")
        yield no, _act(ctx, "comment", unix(stamp, ctx), (*key, taken[key]), text=words, subtype="group" * bool(group))


def _held(entry: Mapping[str, Any], name: str) -> Iterator[Mapping[str, Any]]:
    for one in entries_of(entry, "data"):
        if isinstance(one, dict) and isinstance(one.get(name), dict):
            yield one


def read_reactions(_: Listed, ctx: Context, value: object) -> Iterator[Line]:
    """Yield the rep's reactions; on what stands only in a sentence of the profile's language, and is left there."""
    taken: Counter[tuple] = Counter()
    for no, entry in dicts(value, "reactions_v2", "reactions"):
        kind = next((text_at(one, "reaction", "reaction") for one in _held(entry, "reaction")), "")
        kind = kind or text_at(entry, "label_values", "reaction")
        if not kind and "timestamp" not in entry:
            yield no, Problem("empty-row")
            continue
        key = (stamp_of(entry.get("timestamp")), kind)
        taken[key] += 1
        yield no, _act(ctx, "reaction", unix(entry.get("timestamp"), ctx), (*key, taken[key]), subtype=kind or "LIKE")


def read_friends(member: Listed, ctx: Context, value: object) -> Iterator[Line]:
    """Yield friends: a name and the day; two friends of one name are two."""
    taken: Counter[tuple] = Counter()
    found = 0
    for no, entry in dicts(value, "friends_v2", "friends"):
        name = text_at(entry, "name").strip()
        if not name:
            yield no, Problem("no-person")
            continue
        found += 1
        since = unix(entry.get("timestamp"), ctx)
        key = (fold(name), stamp_of(entry.get("timestamp")))
        taken[key] += 1
        own = stable_id(ctx.rep_id, NETWORK, "connection", *key, taken[key])
        person = person_key(NETWORK, "name", f"{ctx.rep_id}/{fold(name)}")
        yield no, Connection(own, ctx.rep_id, NETWORK, person, name, "", "", "", since.day)
    if member.siblings[:1] and member.siblings[0].path == member.path:
        yield from followers_figure(ctx, NETWORK, "friends", found)


LAYOUT = Layout(
    NETWORK,
    {
        "profile": Kind(r"profile_information/profile_information\.json$", r'\{\s*"profile(_v2)?"\s*:'),
        "friends": Kind(
            r"(friends_and_followers/friends|friends/friends|(^|/)your_friends)\.json$",
            r'\{\s*"friends(_v2)?"\s*:',
            read_friends,
        ),
        "posts": Kind(r"(^|/)your_posts[a-z_]*?(_\d+)?\.json$", read=read_posts),
        "comments": Kind(r"comments(_and_reactions)?/comments\.json$", r'\{\s*"comments(_v2)?"\s*:', read_comments),
        "reactions": Kind(
            r"(likes_and_reactions(_\d+)?|likes_and_reactions/posts_and_comments)\.json$",
            r'\{\s*"reactions(_v2)?"\s*:',
            read_reactions,
        ),
    },
    profile,
)
