"""Acts beside messages: posts on the wall, comments, likes, friends. Their pages are less known.

So little is asked of them: an entry is an `.item`: its words, links in it, and a date, if it has one.
"""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from connectors.connector import Context, Line, Member, Problem
from connectors.moments import NEVER, Moment, of_wall
from connectors.sources.vk.dates import found_date, wall
from connectors.sources.vk.files import Section
from connectors.sources.vk.page import id_of_link, lines_of, open_page, plain
from connectors.sources.vk.talks import NETWORK, key_of
from data.records import Activity, Connection, Identity, stable_id

_KINDS = {"wall": "post", "comments": "comment", "likes": "reaction"}


class Entry(NamedTuple):
    """An item of a page."""

    text: str
    link: str
    label: str
    date: str


def read_acts(section: Section, kind: str, ctx: Context) -> Iterator[Line]:
    """Yield posts, comments or likes. Likes have no date; an entry that says nothing is passed over."""
    alike: Counter[tuple] = Counter()
    for page in section.pages:
        for entry in _entries(page):
            when = _when(entry.date, ctx)
            if entry.date and when.at is None:
                yield 0, Problem("bad-page-date", {"page": page.name, "value": entry.date[:40]})
            if kind == "likes" and not entry.link:
                continue
            yield 0, _act(_KINDS[kind], entry, when, alike, page, ctx)


def _act(kind: str, entry: Entry, when: Moment, alike: Counter, page: Member, ctx: Context) -> Activity:
    text = "" if kind == "reaction" else entry.text
    native = entry.link.rpartition("/")[2].partition("?")[0]
    told = (kind, native or entry.date, "" if native and kind != "comment" else text)
    alike[told] += 1
    number = alike[told] if kind != "reaction" else 1
    subtype = page.path.split("/")[-2].removeprefix("likes-") if kind == "reaction" and "/" in page.path else ""
    return Activity(
        stable_id(ctx.rep_id, NETWORK, *told, number), ctx.rep_id, NETWORK, kind, subtype, when.at, when.by, when.day,
        entry.link, native, text, entry.date,
    )  # fmt: skip


def read_friends(section: Section, ctx: Context) -> Iterator[Line]:
    """Yield friends as ties; their pages tell names and links."""
    seen: set[int] = set()
    for page in section.pages:
        for entry in _entries(page):
            number = id_of_link(entry.link)
            if number <= 0 or number in seen:
                continue
            seen.add(number)
            key, name = key_of(number), "" if entry.label == "DELETED" else entry.label
            own = stable_id(ctx.rep_id, NETWORK, "connection", key)
            yield 0, Connection(own, ctx.rep_id, NETWORK, key, name, "", "", "", _when(entry.date, ctx).day)
            for kind, value in (("name", name), ("url", f"https://vk.com/id{number}")):
                if value:
                    made = stable_id(ctx.rep_id, NETWORK, "identity", key, kind, value)
                    yield 0, Identity(made, ctx.rep_id, NETWORK, key, kind, value)


def _entries(page: Member) -> Iterator[Entry]:
    for item in open_page(page).tree.css(".item"):
        links = [link for link in item.css("a") if "vk.com/" in (link.attributes.get("href") or "")]
        link = max(links, key=lambda one: "wall" in (one.attributes.get("href") or ""), default=None)
        date = _date(item)
        text = _text(item, date)
        href = (link.attributes.get("href") or "") if link is not None else ""
        if href or date:
            yield Entry(text, href, plain(link), date)


def _date(item: LexborNode) -> str:
    """Return the date of an item, of the small print if it stands there."""
    for node in (*item.css(".item__tertiary"), item):
        if found := found_date(plain(node)):
            return found[0]
    return ""


def _text(item: LexborNode, date: str) -> str:
    """Return the words of an item, without its date, small print and links' addresses."""
    for small in item.css(".item__tertiary"):
        small.decompose()
    for link in item.css("a"):
        if plain(link) == (link.attributes.get("href") or "").strip() and "/wall" in plain(link):
            link.decompose()
    for kludges in item.css(".kludges"):
        kludges.decompose()
    text = lines_of(item)
    return text.removesuffix(date).rstrip() if date else text


def _when(date: str, ctx: Context) -> Moment:
    told = wall(date) if date else None
    return of_wall(told, ctx.zone, ctx.time_zone) if told else NEVER
