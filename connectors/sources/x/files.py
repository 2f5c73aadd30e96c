"""The files of an archive: JavaScript that sets one variable to a list, `window.YTD.tweets.part0 = [ ... ]`."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO, NamedTuple

import ijson

from connectors.connector import Member, Problem
from connectors.meta.documents import decoded

NETWORK = "x"
WHOLE = 24 << 20
"""Bytes up to which a file is read at once; what is longer passes in a stream."""
_NAMED = re.compile(
    r"\ufeff?\s*(?:window\.YTD\.(?P<type>\w+)\.part(?P<part>\d+)|window\.(?P<config>__THAR_CONFIG)"
    r"|Grailbird\.data\.(?P<classic>\w+)|var\s+(?P<user>user_details))\s*=\s*"
)
KINDS = {
    "account": "account",
    "user_details": "account",
    "direct_message": "messages",
    "direct_messages": "messages",
    "direct_message_group": "group messages",
    "direct_messages_group": "group messages",
    "direct_message_group_chat": "group messages",
    "tweet": "tweets",
    "tweets": "tweets",
    "note_tweet": "long tweets",
    "like": "likes",
    "likes": "likes",
    "follower": "followers",
    "following": "following",
    "manifest": "manifest",
}
"""Name of the list -> what it is; eras name the same list otherwise."""
_DECODER = json.JSONDecoder(strict=False)


class Named(NamedTuple):
    """What a file says it holds: the name of the list, and where the list begins (in characters)."""

    name: str
    start: int


def named(member: Member) -> Named | None:
    """Return what a file holds; None when it is none of an archive."""
    found = _NAMED.match(decoded(member.head(400)))
    if not found:
        return None
    told = found.groupdict()
    if told["classic"]:
        return Named("tweets" if told["classic"].startswith("tweets_") else told["classic"], found.end())
    return Named(told["type"] or ("manifest" if told["config"] else "user_details"), found.end())


def value_of(member: Member) -> Any:
    """Return what a short file holds, None when it can't be read."""
    what = named(member)
    if what is None or member.size > WHOLE:
        return None
    with member.open() as file:
        text = decoded(file.read())
    try:
        return _DECODER.raw_decode(text, what.start)[0]
    except (ValueError, RecursionError):
        return None


def rows(member: Member, problems: list[Problem] | None = None) -> Iterator[Any]:
    """Yield the entries of a file's list; of a file that breaks off those before the break, and a problem."""
    what = named(member)
    if what is None:
        return
    if member.size > WHOLE:
        yield from _streamed(member, problems)
        return
    with member.open() as file:
        text = decoded(file.read())
    try:
        value = _DECODER.raw_decode(text, what.start)[0]
    except (ValueError, RecursionError):
        yield from _salvaged(text, what.start, problems)
        return
    yield from value if isinstance(value, list) else [value]


def _salvaged(text: str, at: int, problems: list[Problem] | None) -> Iterator[Any]:
    count = 0
    at = text.find("[", at) + 1 or len(text)
    while True:
        while at < len(text) and text[at] in " \t\r\n,":
            at += 1
        try:
            value, at = _DECODER.raw_decode(text, at)
        except (ValueError, RecursionError):
            break
        count += 1
        yield value
    if problems is not None:
        problems.append(Problem("broken-list", {"entries": count}))


def _streamed(member: Member, problems: list[Problem] | None) -> Iterator[Any]:
    count = 0
    with member.open() as file:
        head = file.read(400)
        start = head.find(b"=") + 1
        try:
            for row in ijson.items(_Joined(head[start:], file), "item", use_float=True):
                count += 1
                yield row
        except (ijson.JSONError, UnicodeError, ValueError) as error:
            whole = "trailing" in str(error)  # the semicolon at the end of the statement
            if not whole and problems is not None:
                problems.append(Problem("broken-list", {"entries": count}))


class _Joined:
    """What was read of a file already, then the rest of it."""

    def __init__(self, first: bytes, rest: BinaryIO) -> None:
        self.first, self.rest = first, rest

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes."""
        if self.first and size:
            first, self.first = self.first, b""
            return first
        return self.rest.read(size)


def unwrapped(row: Any, name: str) -> Mapping[str, Any]:
    """Return an entry without the object that bears its name, which archives before 2020 do not have."""
    inner = row.get(name) if isinstance(row, Mapping) else None
    found = inner if isinstance(inner, Mapping) else row
    return found if isinstance(found, Mapping) else {}


def id_of(value: Any) -> str:
    """Return a number of 64 bits as text; "" for what is none, also for one that was rounded to a float."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    text = str(value).strip()
    return text if text.isdecimal() and text != "0" else ""
