"""A page of VK's archive: bytes to a tree, what every page tells of its owner, and texts of its parts."""

import base64
import binascii
import json
import re
from typing import Any, NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from connectors.connector import Member
from connectors.markup import parsed

LONGEST = 32 << 20
"""Bytes of one page; VK begins a new one after fifty messages."""
_UTF8 = re.compile(rb"charset\s*=\s*[\"']?utf-?8", re.IGNORECASE)
_BREAK = "\ue000"  # stands for <br> while a page is a tree: its own line ends mean nothing
_BREAKS = re.compile(r"<br\s*/?>", re.IGNORECASE)
_FOLDED = re.compile(r"[ \t]*[\r\n]+\s*")
_ID = re.compile(r"vk\.(?:com|ru)/(id|public|club|event)(\d{1,15})(?!\d)")


class Page(NamedTuple):
    """A page as a tree, an empty one where it is no page. `lost` counts letters that could not be read."""

    tree: LexborHTMLParser
    lost: int
    broken: bool = False


def open_page(member: Member) -> Page:
    """Read a page: windows-1251 unless it is, or says that it is, UTF-8."""
    with member.open() as file:
        body = file.read(LONGEST)
    text = decoded(body)
    tree = parsed(_BREAKS.sub(_BREAK, text))
    return Page(tree or LexborHTMLParser(""), text.count("\ufffd"), tree is None)


def decoded(body: bytes) -> str:
    """Return the text of a page."""
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return body.decode("utf-8" if _UTF8.search(body[:2048]) else "cp1251", "replace")


def owner_of(tree: LexborHTMLParser) -> tuple[int, int]:
    """Return the owner's number and the Unix second at which the archive was made; 0 for what is not told."""
    node = tree.css_first('meta[name="jd"]')
    told = (node.attributes.get("content") or "").strip() if node else ""
    try:
        found = json.loads(base64.b64decode(told + "=" * (-len(told) % 4)))
    except (binascii.Error, ValueError, RecursionError):
        return 0, 0
    if not isinstance(found, dict):
        return 0, 0
    return _number(found.get("user_id")), _number(found.get("time_current"))


def _number(told: Any) -> int:
    return told if isinstance(told, int) and not isinstance(told, bool) and 0 < told < 1 << 62 else 0


def crumb(tree: LexborHTMLParser) -> str:
    """Return the title of a page: its last crumb."""
    crumbs = tree.css(".ui_crumb")
    return plain(crumbs[-1]) if crumbs else ""


def plain(node: LexborNode | None) -> str:
    """Return the words of a node on one line."""
    return " ".join(node.text().replace(_BREAK, " ").split()) if node is not None else ""


def lines_of(*nodes: LexborNode) -> str:
    """Return a text as it was written: line breaks of the page's code are none, <br> are."""
    text = "".join([node.text() for node in nodes]).strip()
    return (_FOLDED.sub(" ", text) if "\n" in text or "\r" in text else text).replace(_BREAK, "\n")


def id_of_link(link: str) -> int:
    """Return whom a link leads to: above 0 a person, below 0 a community, 0 nobody."""
    found = _ID.search(link)
    if not found:
        return 0
    return int(found[2]) if found[1] == "id" else -int(found[2])
