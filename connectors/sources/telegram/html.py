"""Telegram's web pages (messages.html): second class, for they tell no numbers of people and not who sent what."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta, timezone
from typing import Any, NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from connectors.connector import Context, Line, Member, Part, Problem
from connectors.markup import parsed
from connectors.moments import NEVER, Moment, moment, of_wall
from connectors.sources.telegram.clock import wall_clock
from connectors.sources.telegram.ids import NETWORK, conversation_id, name_key
from data.names import fold
from data.records import IN, OUT, UNKNOWN, Message, canonical_json, stable_id

_DELETED = "Deleted Account"
_OFFSET = re.compile(r"UTC([+-])(\d{2}):(\d{2})")
_VIA = re.compile(r"\s+via @\w+\s*$")
_BREAKS = re.compile(r"<br\s*/?>", re.IGNORECASE)
LONGEST = 64 << 20
"""Bytes of a page; Telegram begins a new one after a thousand messages."""


class Row(NamedTuple):
    """A message of a page. `line` counts messages, since lines of a page mean little."""

    line: int
    number: str
    service: bool
    clock: str  # "03.03.2025 10:05:11 UTC+03:00", the offset only in newer pages
    name: str
    forwarded: bool
    text: str
    attachments: tuple[str, ...]


@dataclass(frozen=True)
class HtmlPages(Member):
    """A page of one chat; `chat` is what all pages of that chat tell together."""

    chat: tuple[Member, ...] = field(default=(), repr=False, compare=False)
    notes: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)

    @property
    def seen(self) -> tuple[str, Counter[str], str, set[str]]:
        """Title, writers with counts, an example of a time without zone, and days; made once for a chat."""
        if "seen" not in self.notes:
            self.notes["seen"] = _seen(self.chat)
        return self.notes["seen"]

    @property
    def title(self) -> str:
        """The title of the chat: in a personal one the other side's name."""
        return self.seen[0]

    @property
    def unzoned(self) -> str:
        """A time that the pages tell without an offset, "" when there is none."""
        return self.seen[2]

    @property
    def personal(self) -> bool:
        """Whether this looks like a talk of two, one of whom the title names."""
        names = [name for name in self.seen[1] if name != _DELETED]
        others = [name for name in names if fold(name) == fold(self.title)]
        return len(names) <= 2 and len(names) - len(others) <= 1 and bool(names)

    def is_other(self, name: str) -> bool:
        """Tell whether a writer is the other side of a personal chat."""
        return fold(name) == fold(self.title) or name == _DELETED


def pages_of(parts: tuple[Part, ...]) -> list[HtmlPages]:
    """Return one page of every chat among parts."""
    pages = [part.member for part in parts if not part.ignored and isinstance(part.member, HtmlPages)]
    return list({id(page.notes): page for page in pages}.values())


def writers(page: HtmlPages) -> Counter[str]:
    """Return who wrote in a chat, with counts."""
    return page.seen[1]


def _seen(chat: tuple[Member, ...]) -> tuple[str, Counter[str], str, set[str]]:
    title, names, unzoned, days = "", Counter[str](), "", set()
    for member in chat:
        tree = _tree(member)
        title = title or _title(tree)
        for row in _rows(tree):
            if row.service:
                continue
            names[row.name] += 1
            days.add("-".join(reversed(row.clock[:10].split("."))))
            unzoned = unzoned or ("" if _OFFSET.search(row.clock) else row.clock)
    del names[""]
    return title, names, unzoned, days


def read_page(member: HtmlPages, ctx: Context) -> Iterator[Line]:
    """Yield the messages of one page."""
    rows = 0
    for row in _rows(_tree(member)):
        rows += 1
        when = _when(row.clock, ctx)
        if when.at is None and not row.service:
            yield row.line, Problem("bad-date", {"value": row.clock[:40]})
        if row.service and not row.text:
            continue
        yield row.line, _message(member, row, when, ctx)
    if member.size > LONGEST:
        yield 0, Problem("page-too-long", {"limit": LONGEST >> 20})
    elif not rows:
        yield 0, Problem("no-messages")


def _tree(member: Member) -> LexborHTMLParser:
    with member.open() as file:
        return parsed(file.read(LONGEST).decode("utf-8", "replace")) or LexborHTMLParser("")


def _title(tree: LexborHTMLParser) -> str:
    node = tree.css_first(".page_header .text.bold") or tree.css_first(".page_header .text")
    return " ".join(node.text().split()) if node else ""


def _rows(tree: LexborHTMLParser) -> Iterator[Row]:
    name = ""
    for line, node in enumerate(tree.css("div.message"), 1):
        number = (node.attributes.get("id") or "").removeprefix("message")
        if "service" in (node.attributes.get("class") or "").split():
            text = "" if number.startswith("-") else _plain(node.css_first(".body.details"))  # a date between days
            yield Row(line, number, True, "", "", False, text, ())
            continue
        forwarded = node.css_first(".forwarded.body")
        name = _name(node, forwarded) or name
        date = node.css_first(".date.details")
        clock = (date.attributes.get("title") or "").strip() if date else ""
        text = _text(node.css_first(".text"))
        yield Row(line, number, False, clock, name, forwarded is not None, text, tuple(_media(node)))


def _name(node: LexborNode, forwarded: LexborNode | None) -> str:
    """Return the sender's name, "" in a message that is joined to the one before."""
    found = node.css_first(".from_name")
    if found is None or (forwarded is not None and found.parent == forwarded):
        return ""
    return _VIA.sub("", " ".join(found.text().split()))


def _plain(node: LexborNode | None) -> str:
    return " ".join(node.text().split()) if node else ""


def _text(node: LexborNode | None) -> str:
    """Return a text with its line breaks; those of the page around it are not its own."""
    if node is None:
        return ""
    inner = _BREAKS.sub("\ue000", node.html or "")
    return LexborHTMLParser(inner).text().strip().replace("\ue000", "\n")


def _media(node: LexborNode) -> Iterator[str]:
    for one in node.css(".media_wrap .media"):
        link = one.attributes.get("href") or ""
        yield link or _plain(one.css_first(".title"))
    for one in node.css(".media_wrap a[href]"):
        if "media" not in (one.attributes.get("class") or "").split():
            yield one.attributes.get("href") or ""


def _when(clock: str, ctx: Context) -> Moment:
    wall = wall_clock(clock)
    if wall is None:
        return NEVER
    offset = _OFFSET.search(clock)
    if not offset:
        return of_wall(wall, ctx.zone, ctx.time_zone)
    east = timedelta(hours=int(offset[2]), minutes=int(offset[3])) * (1 if offset[1] == "+" else -1)
    if abs(east) >= timedelta(hours=24):
        return NEVER
    return moment(wall.replace(tzinfo=timezone(east)), "offset", ctx.time_zone)


def _message(member: HtmlPages, row: Row, when: Moment, ctx: Context) -> Message:
    talk, title = conversation_id(ctx.rep_id, None, member.title), member.title
    personal = member.personal
    direction, by = _direction(member, row, ctx)
    kind = "system" if row.service else "forward" if row.forwarded and personal else "direct" if personal else "group"
    other = name_key(ctx.rep_id, title) if personal and title else None
    own = stable_id(talk, row.number) if row.number else stable_id(talk, "?", row.clock, row.name, row.text)
    to = canonical_json([[title, other]] if direction != IN else [[ctx.owner.name, None]])
    return Message(
        own, ctx.rep_id, NETWORK, talk, title, kind, direction, by, when.at, when.by, row.clock, when.day,
        other, title if personal else "", _sender_key(member, row, other, ctx), row.name,
        to if personal else "[]", row.text if row.service else "", "" if row.service else row.text,
        canonical_json(row.attachments), "",
    )  # fmt: skip


def _sender_key(member: HtmlPages, row: Row, other: str | None, ctx: Context) -> str | None:
    if other and row.name and member.is_other(row.name):
        return other
    return name_key(ctx.rep_id, row.name) if row.name else None


def _direction(member: HtmlPages, row: Row, ctx: Context) -> tuple[str, str]:
    """Tell which way a message went: by name only, so what nobody confirmed is derived at best."""
    if row.service or not row.name:
        return UNKNOWN, "unknown"
    answer = ctx.answers.get("self", "")
    if answer:
        return (OUT if row.name == answer else IN), "derived" if member.personal else "confirmed"
    if not member.personal:
        return UNKNOWN, "unknown"
    return (IN if member.is_other(row.name) else OUT), "derived"
