"""Threads saved as web pages, the format that Meta offers first: read as far as it goes, with the advice to take JSON.

The pages tell times in the language of the profile, to the minute and in no zone, and their classes change.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from html import unescape
from typing import Any, NamedTuple

from babel import Locale
from selectolax.lexbor import LexborHTMLParser, LexborNode

from connectors.connector import Context, Line, Part, Problem
from connectors.meta.documents import decoded
from connectors.meta.sides import Sides
from connectors.meta.survey import ThreadMember
from connectors.meta.threads import Thread
from connectors.moments import NEVER, Moment, of_wall

MAX_PAGE = 32 << 20
_LANGUAGES = ("en", "ru", "de", "nl", "fr", "es", "pt", "it", "pl", "uk", "tr", "cs", "sv")
_TIME = re.compile(r"(?<!\d)(\d{1,2}):(\d\d)(?::(\d\d))?(?:[\s\u202f\u00a0]*([ap])\.?[\s\u00a0]?m\b)?", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_NUMBER = re.compile(r"(?<!\d)(\d{1,2})(?!\d)")
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})\.(\d{1,2})\.(20\d\d)")
_PARTICIPANTS = re.compile(
    r"(?:Participants|Участники|Teilnehmer|Deelnemers|Participantes|Partecipanti)\s*:\s*([^<\n]+)"
)


class _Classes(NamedTuple):
    """Where an era of pages puts a message, its sender, its words and its time."""

    block: str
    sender: str
    words: str
    time: str


_ERAS = (
    _Classes("div._a6-g", "._a6-h._a6-i", "._2ph_._a6-p", "._a72d"),
    _Classes("div.pam", "._2lej, ._a6-h", "._2let, ._a6-p", "._2lem, ._a6-o"),
    _Classes("div._3-95", "._2pim, ._2lek", "._2pin, ._2let", "._3-94"),
)


@dataclass
class _Page(Thread):
    """A thread whose entries tell a wall clock instead of a moment."""

    def moment(self, stamp: Any) -> tuple[int | str, Moment]:
        """Read the clock of the page in the zone that was answered, else in the workspace's."""
        wall = wall_of(str(stamp))
        when = of_wall(wall, self.ctx.zone, self.ctx.time_zone) if wall else NEVER
        return (wall.isoformat() if wall else str(stamp)), when

    def stamp_text(self, stamp: Any) -> str:
        """Return the clock as a later answer needs it."""
        wall = wall_of(str(stamp))
        return wall.isoformat() if wall else str(stamp)[:40]


def read_html(part: Part, ctx: Context, network: str) -> Iterator[Line]:
    """Yield the messages that can be found in a page; the first page of an export tells that JSON is better."""
    member = part.member
    assert isinstance(member, ThreadMember)
    if member.first:
        yield 0, Problem("html-export")
    if member.size > MAX_PAGE:
        yield 0, Problem("file-too-long", {"mb": MAX_PAGE >> 20})
        return
    with member.open() as file:
        page = decoded(file.read())
    tree = LexborHTMLParser(page)
    entries = list(_entries(tree))
    if not entries:
        yield 0, Problem("html-unknown")
        return
    senders = {entry["sender_name"] for entry in entries}
    title = _text(tree.css_first("title"))
    names = participants_of(page[:4_000]) or sorted(senders | ({title} if len(senders) == 1 and title else set()))
    sides = Sides.of(names, senders, title, member, ctx)
    kind = "group" if len(names) > 2 else "direct"
    thread = _Page(network, ctx, member.place, names, title, sides, entries, kind, member.place.section)
    yield from ((0, one) for one in thread.identities())
    for no, entry in enumerate(entries, 1):
        made = thread.message(entry)
        yield no, made
        if not isinstance(made, Problem) and made.sent_at is None:
            yield no, Problem("bad-date", {"value": str(entry["timestamp_ms"])[:40]})


def _entries(tree: LexborHTMLParser) -> Iterator[dict[str, Any]]:
    for era in _ERAS:
        found = False
        for block in tree.css(era.block):
            sender, time = _text(block.css_first(era.sender)), _text(block.css_first(era.time))
            if not (sender and time):
                continue
            found = True
            words = block.css_first(era.words)
            links = [link.attributes.get("href") or "" for link in (words.css("a[href]") if words else ())]
            media = [one.attributes.get("src") or "" for one in (words.css("img[src]") if words else ())]
            files = [{"uri": uri} for uri in (*links, *media) if uri]
            yield {"sender_name": sender, "content": _text(words), "timestamp_ms": time, "files": files}
        if found:
            return


def _text(node: LexborNode | None) -> str:
    return node.text(separator="\n").strip() if node else ""


def participants_of(page: str) -> list[str]:
    """Return the names that the beginning of a page lists, which most pages of talks of two do not."""
    found = _PARTICIPANTS.search(page)
    names = re.split(r",| and | и ", unescape(found[1])) if found else []
    return [name.strip() for name in names if name.strip()]


@lru_cache(maxsize=1)
def _months() -> dict[str, int]:
    found: dict[str, int] = {}
    for language in _LANGUAGES:
        months = Locale(language).months
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, word in months[context][width].items():
                    found.setdefault(word.casefold().rstrip("."), number)
                    found.setdefault(word.casefold().rstrip(".")[:3], number)
    return found


@lru_cache(maxsize=4_096)
def wall_of(text: str) -> datetime | None:
    """Return the wall clock of "Mar 4, 2025, 9:20 AM" or "4 мар. 2025 г., 9:20"; None when it can't be told."""
    time = _TIME.search(text)
    if not time:
        return None
    hour, minute, second = int(time[1]), int(time[2]), int(time[3] or 0)
    if time[4]:
        hour = hour % 12 + (12 if time[4].lower() == "p" else 0)
    rest = text[: time.start()] + " " + text[time.end() :]
    day = _day_of(rest)
    try:
        return datetime(*day, hour, minute, second) if day else None  # noqa: DTZ001
    except ValueError:
        return None


def _day_of(text: str) -> tuple[int, int, int] | None:
    if numeric := _NUMERIC.search(text):
        return int(numeric[3]), int(numeric[2]), int(numeric[1])
    year, number = _YEAR.search(text), _NUMBER.search(text)
    words = (word.casefold() for word in re.findall(r"[^\W\d_]+", text))
    month = next((_months()[word] for word in words if word in _months()), None)
    return (int(year[1]), month, int(number[1])) if year and number and month else None
