"""What the rep did on Instagram in public: comments, likes, posts."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from connectors.connector import Context, Line, Problem
from connectors.meta.entries import dicts, entries_of, stamp_of, text_at, unix
from connectors.meta.export import Listed
from connectors.moments import Moment
from connectors.sources.instagram.fields import FIELD, NETWORK, is_username
from data.records import Activity, stable_id


def act(ctx: Context, kind: str, moment: Moment, key: tuple, **told: str) -> Activity:
    """Return a record whose id is made of `key`; `told` may give subtype, link, native_id and text."""
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
        native_id=told.get("native_id", ""),
        text=told.get("text", ""),
    )


def read_comments(_: Listed, ctx: Context, value: object) -> Iterator[Line]:
    """Yield the rep's comments; `native_id` is the account commented on."""
    taken: Counter[tuple] = Counter()
    for no, entry in dicts(value, "comments_media_comments", "comments_reels_comments"):
        words, owner, stamp = _comment(entry)
        if not words:
            yield no, Problem("empty-row")
            continue
        key = (stamp, " ".join(words.split()))
        taken[key] += 1
        link = f"https://www.instagram.com/{owner}" if owner else ""
        moment = unix(stamp, ctx)
        yield no, act(ctx, "comment", moment, (*key, taken[key]), link=link, native_id=owner, text=words)


def _comment(entry: Mapping[str, Any]) -> tuple[str, str, Any]:
    """Return words, account and stamp; fields of unknown names are told by what they hold and where they stand."""
    told = entry.get("string_map_data")
    fields = [(name, one) for name, one in told.items() if isinstance(one, dict)] if isinstance(told, dict) else []
    named = {FIELD.get(name.casefold().strip(), ""): one for name, one in fields}
    stamps = [named.get("time", {}).get("timestamp"), *(one.get("timestamp") for _, one in fields)]
    stamp = next((found for told in stamps if (found := stamp_of(told))), None)
    texts = [text_at(one, "value") for _, one in fields if text_at(one, "value")]
    words = text_at(named.get("comment"), "value") or (texts[0] if texts and "comment" not in named else "")
    owner = text_at(named.get("owner"), "value") or next((t for t in texts if t != words and is_username(t)), "")
    return words, owner if is_username(owner) else "", stamp


def read_likes(_: Listed, ctx: Context, value: object, subtype: str = "LIKE") -> Iterator[Line]:
    """Yield likes, of the old lists and of those with labels."""
    taken: Counter[tuple] = Counter()
    for no, entry in dicts(value, "likes_media_likes", "likes_comment_likes"):
        one = next((one for one in entries_of(entry, "string_list_data") if isinstance(one, dict)), {})
        labels = entries_of(entry, "label_values")
        link = text_at(one, "href") or next((url for item in labels if (url := text_at(item, "href"))), "")
        owner = text_at(entry, "title") or _labelled_owner(labels)
        stamp = stamp_of(one.get("timestamp")) or stamp_of(entry.get("timestamp"))
        if not (link or owner or stamp):
            yield no, Problem("empty-row")
            continue
        key = (stamp, link or owner)
        taken[key] += 1
        moment = unix(stamp, ctx)
        yield no, act(ctx, "reaction", moment, (*key, taken[key]), subtype=subtype, link=link, native_id=owner)


def _labelled_owner(labels: list[Any], depth: int = 0) -> str:
    """Return the last username in nested labels: a name stands before it."""
    found = ""
    for item in labels:
        if not isinstance(item, dict):
            continue
        value = text_at(item, "value")
        found = value if is_username(value) else found
        found = (depth < 4 and _labelled_owner(entries_of(item, "dict"), depth + 1)) or found
    return found


def read_posts(_: Listed, ctx: Context, value: object, subtype: str = "") -> Iterator[Line]:
    """Yield posts, reels or stories: the words and the day; pictures stay where they are."""
    taken: Counter[tuple] = Counter()
    for no, entry in dicts(
        value, "ig_posts", "ig_stories", "ig_reels_media", "ig_igtv_media", "ig_archived_post_media"
    ):
        media = [one for one in entries_of(entry, "media") if isinstance(one, dict)] or [entry]
        stamps = (entry.get("creation_timestamp"), media[0].get("creation_timestamp"), entry.get("timestamp"))
        stamp = next((found for told in stamps if (found := stamp_of(told))), None)
        words = text_at(entry, "title") or text_at(media[0], "title")
        if not stamp and not words:
            yield no, Problem("empty-row")
            continue
        key = (stamp, " ".join(words.split()))
        taken[key] += 1
        yield no, act(ctx, "post", unix(stamp, ctx), (*key, taken[key]), subtype=subtype, text=words)
