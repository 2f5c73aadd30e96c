"""Instagram's files beside messages: followers, whom the rep follows, comments, likes, posts and the profile.

Names of fields stand in the language of the account, so fields are told by a table of names, then by what they hold.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from connectors.connector import Context, Line, Member, Problem
from connectors.meta.documents import load
from connectors.meta.entries import dicts, entries_of, followers_figure, stamp_of, text_at, unix
from connectors.meta.export import Kind, Layout, Listed
from connectors.meta.survey import Profile
from connectors.moments import Moment
from data.records import Activity, Connection, Identity, person_key, stable_id

NETWORK = "instagram"
_USERNAME = re.compile(r"[a-z0-9](?:[a-z0-9._]{0,28}[a-z0-9_])?|_[a-z0-9._]{1,29}", re.IGNORECASE)
_NAMES = {
    "username": "username, имя пользователя, gebruikersnaam, benutzername, nom d'utilisateur, nombre de usuario, "
    "nome de usuário, nome utente, nazwa użytkownika, ім'я користувача, kullanıcı adı",
    "name": "name, имя, naam, nom, nombre, nome, imię i nazwisko, ім'я, ad, display name, отображаемое имя",
    "comment": "comment, комментарий, opmerking, reactie, kommentar, commentaire, comentario, comentário, commento, "
    "komentarz, коментар, yorum",
    "owner": "media owner, владелец медиафайла, владелец, eigenaar van media, media-eigenaar, medieninhaber, "
    "propriétaire du média, propietario del contenido multimedia, proprietário da mídia, proprietario del media",
    "time": "time, время, tijd, zeit, heure, hora, ora, godzina, час, saat",
}
_FIELD = {name.strip(): field for field, names in _NAMES.items() for name in names.split(",")}


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
        known = {_FIELD.get(name.casefold().strip(), ""): value for name, value in fields if value}
        email = next((value for _, value in fields if "@" in value and "." in value), "")
        username = known.get("username") or next((v for _, v in fields if v != email and _is_username(v)), "")
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


def _is_username(text: str) -> bool:
    return bool(_USERNAME.fullmatch(text)) and not text.isdecimal()


# --- accounts -------------------------------------------------------------------------------------------------------
def _person(entry: Mapping[str, Any], ctx: Context) -> _Person | None:
    one = next((one for one in entries_of(entry, "string_list_data") if isinstance(one, dict)), {})
    href = text_at(one, "href")
    name = text_at(one, "value").strip() or text_at(entry, "title").strip() or _username_of(href)
    if not _is_username(name):
        name = _username_of(href)
    if not name:
        return None
    return _Person(name.lower(), f"https://www.instagram.com/{name.lower()}", unix(one.get("timestamp"), ctx))


def _username_of(href: str) -> str:
    try:
        parts = [part for part in unquote(urlsplit(href).path).split("/") if part not in ("", "_u")]
    except ValueError:
        return ""
    return parts[0] if len(parts) == 1 and _is_username(parts[0]) else ""


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
        yield no, _act(ctx, "follow", person.since, key, link=person.url, native_id=person.username)
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


# --- acts -----------------------------------------------------------------------------------------------------------
def _act(ctx: Context, kind: str, moment: Moment, key: tuple, **told: str) -> Activity:
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
        yield no, _act(ctx, "comment", moment, (*key, taken[key]), link=link, native_id=owner, text=words)


def _comment(entry: Mapping[str, Any]) -> tuple[str, str, Any]:
    """Return words, account and stamp; fields of unknown names are told by what they hold and where they stand."""
    told = entry.get("string_map_data")
    fields = [(name, one) for name, one in told.items() if isinstance(one, dict)] if isinstance(told, dict) else []
    named = {_FIELD.get(name.casefold().strip(), ""): one for name, one in fields}
    stamps = [named.get("time", {}).get("timestamp"), *(one.get("timestamp") for _, one in fields)]
    stamp = next((found for told in stamps if (found := stamp_of(told))), None)
    texts = [text_at(one, "value") for _, one in fields if text_at(one, "value")]
    words = text_at(named.get("comment"), "value") or (texts[0] if texts and "comment" not in named else "")
    owner = text_at(named.get("owner"), "value") or next((t for t in texts if t != words and _is_username(t)), "")
    return words, owner if _is_username(owner) else "", stamp


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
        yield no, _act(ctx, "reaction", moment, (*key, taken[key]), subtype=subtype, link=link, native_id=owner)


def _labelled_owner(labels: list[Any], depth: int = 0) -> str:
    """Return the last username in nested labels: a name stands before it."""
    found = ""
    for item in labels:
        if not isinstance(item, dict):
            continue
        value = text_at(item, "value")
        found = value if _is_username(value) else found
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
        yield no, _act(ctx, "post", unix(stamp, ctx), (*key, taken[key]), subtype=subtype, text=words)


def _named(reader: Callable, subtype: str) -> Callable:
    return partial(reader, subtype=subtype)


LAYOUT = Layout(
    NETWORK,
    {
        "profile": Kind(r"(account|personal)_information/personal_information\.json$", r'\{\s*"profile_user"\s*:'),
        "followers": Kind(r"/followers(_\d+)?\.json$", r'\{\s*"relationships_followers"\s*:', read_followers),
        "following": Kind(r"/following(_\d+)?\.json$", r'\{\s*"relationships_following"\s*:', read_following),
        "comments": Kind(
            r"comments/(post_comments|reels_comments|hype)(_\d+)?\.json$",
            r'\{\s*"comments_(media|reels)_comments"\s*:',
            read_comments,
        ),
        "likes": Kind(r"likes/liked_posts(_\d+)?\.json$", r'\{\s*"likes_media_likes"\s*:', read_likes),
        "comment likes": Kind(
            r"likes/liked_comments(_\d+)?\.json$", r'\{\s*"likes_comment_likes"\s*:', _named(read_likes, "LIKE_COMMENT")
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
