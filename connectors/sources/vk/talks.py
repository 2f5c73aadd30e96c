"""Messages of the archive: fifty a page, newest first."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from connectors.connector import Context, Line, Member, Problem
from connectors.moments import NEVER, Moment, of_wall
from connectors.sources.vk.archive import Archive
from connectors.sources.vk.dates import found_date, wall
from connectors.sources.vk.files import Section, peer_of
from connectors.sources.vk.page import LONGEST, crumb, id_of_link, lines_of, open_page, plain
from data.names import fold
from data.records import IN, OUT, Identity, Message, canonical_json, person_key, stable_id

NETWORK = "vk"
ME = frozenset({"вы", "you", "ви", "сіз", "siz", "você", "tú", "vous", "du"})
_CHATS, _ADMINISTRATION = 2_000_000_000, 100
_DELETED = "DELETED"
_DELETED_MESSAGE = frozenset({"сообщение удалено", "message deleted", "deleted message", "повідомлення видалено"})
_PASSED_ON = re.compile(r"\d+\s+(?:прикреплённ|прикрепленн|forwarded|attached|прикріплен|пересл)", re.IGNORECASE)


class Row(NamedTuple):
    """A message as its page has it."""

    number: str
    name: str
    link: str
    date: str
    text: str
    attachments: tuple[str, ...]
    service: bool


class Peer(NamedTuple):
    """The other side of a conversation: above 0 a person, below 0 a community, from 2,000,000,000 a chat of several."""

    number: int
    name: str

    @property
    def kind(self) -> str:
        """The kind of the conversation's messages."""
        if self.number >= _CHATS:
            return "group"
        if self.number == _ADMINISTRATION:
            return "system"
        return "bot" if self.number < 0 else "direct"


def key_of(number: int) -> str:
    """Return the key of a person, or of a community (below 0)."""
    return person_key(NETWORK, "id", str(number))


def read_talks(section: Section, archive: Archive, ctx: Context) -> Iterator[Line]:
    """Yield the messages of all conversations, one conversation after another."""
    for _, pages in groupby(section.pages, key=lambda page: page.path.rpartition("/")[0]):
        yield from _Talk(archive, ctx).lines(pages)


class _Talk:
    """One conversation."""

    def __init__(self, archive: Archive, ctx: Context) -> None:
        self.archive, self.ctx = archive, ctx
        self.peer: Peer | None = None
        self.id = self.other = ""
        self.recipients: dict[bool, str] = {}  # by whether the message is the owner's
        self.seen: set[str] = set()
        self.alike: Counter[tuple] = Counter()

    def lines(self, pages) -> Iterator[Line]:
        for page in pages:
            tree, lost, broken = open_page(page)
            if broken:
                yield 0, Problem("no-page", {"page": page.name})
            if lost:
                yield 0, Problem("bad-letters", {"page": page.name, "count": lost})
            if page.size > LONGEST:
                yield 0, Problem("page-too-long", {"limit": LONGEST >> 20})
            rows = list(_rows(tree))
            if self.peer is None:
                yield from self.begin(page, tree, rows)
            for row in rows:
                yield from self.row(row, page)

    def begin(self, page: Member, tree: LexborHTMLParser, rows: list[Row]) -> Iterator[Line]:
        """Find out with whom the conversation is: its folder says so; else the one who writes."""
        number = peer_of(page) or _sole_writer(rows)
        name = self.archive.names.get(number) or crumb(tree)
        self.peer = Peer(number, "" if name == _DELETED else name)
        self.id = stable_id(self.ctx.rep_id, NETWORK, number or f"title:{fold(name)}")
        me, named = self.archive.owner, person_key(NETWORK, "name", f"{self.ctx.rep_id}/{fold(name)}")
        self.other = key_of(number) if number else named
        mine = [self.ctx.owner.name, key_of(me) if me else None]
        self.recipients = {True: canonical_json([[self.peer.name, self.other]]), False: canonical_json([mine])}
        if self.peer.kind == "direct" and number:
            key = key_of(number)
            for kind, value in (("name", self.peer.name), ("url", f"https://vk.com/id{number}")):
                if value:
                    own = stable_id(self.ctx.rep_id, NETWORK, "identity", key, kind, value)
                    yield 0, Identity(own, self.ctx.rep_id, NETWORK, key, kind, value)

    def row(self, row: Row, page: Member) -> Iterator[Line]:
        when = self.when(row)
        if when.at is None:
            yield 0, Problem("bad-page-date", {"page": page.name, "value": row.date[:40]})
        if row.number and row.number in self.seen:  # the same at the seam of two pages
            return
        self.seen.add(row.number)
        yield 0, self.message(row, when)

    def when(self, row: Row) -> Moment:
        told = wall(row.date)
        return of_wall(told, self.ctx.zone, self.ctx.time_zone) if told else NEVER

    def message(self, row: Row, when: Moment) -> Message:
        mine, peer, ctx = is_mine(row), self.peer, self.ctx
        to_self = peer.number == self.archive.owner and peer.number != 0
        one_to_one = peer.kind == "direct" and not to_self
        other = self.other
        sender = self.archive.owner if mine else id_of_link(row.link)
        key = key_of(sender) if sender else None
        if one_to_one and not mine and not key:
            key = other
        return Message(
            self.own_id(row), ctx.rep_id, NETWORK, self.id, peer.name, self.kind(row, to_self),
            OUT if mine else IN, "stated", when.at, when.by, row.date, when.day,
            other if one_to_one else None, peer.name if one_to_one else "", key, row.name,
            self.recipients[mine] if one_to_one else "[]",
            "", row.text, canonical_json(row.attachments) if row.attachments else "[]", "",
        )  # fmt: skip

    def own_id(self, row: Row) -> str:
        if row.number:
            return stable_id(self.id, row.number)
        told = (row.date, row.name, row.text)
        self.alike[told] += 1
        return stable_id(self.id, "?", *told, self.alike[told])

    def kind(self, row: Row, to_self: bool) -> str:
        """Return the kind of a message: what people did not write does not count as theirs."""
        if row.service or (not row.text and {one.casefold() for one in row.attachments} & _DELETED_MESSAGE):
            return "system"
        if to_self:
            return "self"
        if self.peer.kind == "direct" and not row.text and row.attachments and _only_passed_on(row):
            return "forward"
        return self.peer.kind


def is_mine(row: Row) -> bool:
    """Tell the owner's messages: they are from "Вы" or "You", without a link."""
    return not row.link and row.name.casefold() in ME


def _only_passed_on(row: Row) -> bool:
    return all(_PASSED_ON.match(one) for one in row.attachments)


def _sole_writer(rows: list[Row]) -> int:
    """Return the only other one who writes on a page, 0 when there are several or none."""
    others = {id_of_link(row.link) for row in rows if row.link} - {0}
    return others.pop() if len(others) == 1 else 0


def _rows(tree: LexborHTMLParser) -> Iterator[Row]:
    for node in tree.css("div.message"):
        header = node.css_first(".message__header")
        if header is None:
            continue
        link, text = header.css_first("a"), _header_text(header)
        date = found_date(text)
        told = text[: date.start()] if date else text.rpartition(",")[0] or text
        name = plain(link) if link is not None else told.rstrip().removesuffix(",").strip()
        href = (link.attributes.get("href") or "") if link is not None else ""
        when = date[0] if date else text.rpartition(",")[2].strip()
        yield Row((node.attributes.get("data-id") or "").strip(), name, href, when, *_body(node))


def _header_text(header: LexborNode) -> str:
    """Return a header on one line, without the mark of an edited message."""
    for edited in header.css(".message-edited"):
        edited.decompose()
    return plain(header)


def _body(node: LexborNode) -> tuple[str, tuple[str, ...], bool]:
    """Return text, attachments, and whether it is a line of the network itself ("X renamed the chat")."""
    service, attached = False, []
    for kludges in node.css(".kludges"):
        attached += [_attachment(one) for one in kludges.css(".attachment")]
        if kludges.css_first(".im_srv_lnk") is not None:
            service = True
            attached.append(plain(kludges))
        kludges.decompose()
    words = [child for child in node.iter() if "message__header" not in (child.attributes.get("class") or "")]
    text = lines_of(*words)
    if service and not text:
        return attached[-1], tuple(one for one in attached[:-1] if one), True
    return text, tuple(one for one in attached if one), service and not text


def _attachment(node: LexborNode) -> str:
    """Return an attachment's address, or the word for what it is."""
    link = node.css_first("a.attachment__link")
    return ((link.attributes.get("href") or "") if link is not None else "") or plain(
        node.css_first(".attachment__description")
    )
