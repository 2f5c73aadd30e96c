"""Which files of an upload are VK's archive, by what their pages hold; pages of one section are read together."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from typing import Any

from connectors.connector import Member, Part, Upload
from connectors.private import is_private
from connectors.sources.vk.page import decoded

_JD = re.compile(rb"<meta\s+name=[\"']jd[\"']", re.IGNORECASE)
_MESSAGE = re.compile(r"class=[\"']message__header[\"']")
_INDEX = re.compile(r"class=[\"']message-peer--id[\"']")
_PEER = re.compile(r"(?:^|/)(-?\d{1,15})/[^/]+$")
_NUMBER = re.compile(r"\d+")
_FRIENDS = re.compile(r"friends(?!.*(?:request|deleted|lists))", re.IGNORECASE)
SECTIONS = {"wall": "wall", "comments": "comments", "likes": "likes"}
_PRIVATE = frozenset({"payments", "sessions", "verification", "other"})
"""Folders that are never opened: they tell on the rep, and nothing here needs them."""


@dataclass(frozen=True)
class Section(Member):
    """The pages of one kind, read as one; `notes` keeps what was found out about the archive."""

    pages: tuple[Member, ...] = field(default=(), repr=False)
    notes: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)


def recognise(upload: Upload) -> tuple[Part, ...]:
    """Put the pages of an archive together by kind; () when no page is VK's."""
    found: dict[str, list[Member]] = defaultdict(list)
    ignored: dict[str, Part] = {}
    html = [member for member in upload.members if _is_page(member)]
    for member in html:
        if folders_of(member) & _PRIVATE:
            ignored[_folder(member)] = Part(member, "private", "sensitive")
        elif kind := _kind(member):
            found[kind].append(member)
    if not any(kind != "unknown" for kind in found):
        return ()
    notes: dict[str, Any] = {}
    parts = [_part(kind, pages, notes) for kind, pages in found.items() if kind not in ("unknown", "index")]
    if "messages" not in found and "index" in found:
        parts.append(Part(found["index"][0], "messages", "empty"))
    first = found.get("index", []) + found.get("home", [])
    notes["index"] = tuple(first)
    return (*(part for part in parts if part), *ignored.values())


def _is_page(member: Member) -> bool:
    return member.size > 0 and member.name.lower().endswith((".html", ".htm")) and not is_private(member.path)


def folders_of(member: Member) -> set[str]:
    """Return the folders a file stands in, lower case."""
    return {folder.casefold() for folder in member.path.split("/")[:-1]}


def _folder(member: Member) -> str:
    return member.path.rpartition("/")[0]


def _kind(member: Member) -> str:
    """Return what a page is; "unknown" for a page of the archive that is not read, "" for what is none of it."""
    head = member.head()
    text = decoded(head)
    if _MESSAGE.search(text):
        return "messages"
    if not _JD.search(head):
        return ""
    if _INDEX.search(text):
        return "index"
    folders = folders_of(member)
    section = next((kind for folder, kind in SECTIONS.items() if folder in folders), "")
    if section:
        return section
    if "profile" in folders and _FRIENDS.search(member.name):
        return "friends"
    if member.name.casefold().startswith("page-info"):
        return "profile"
    return "home" if member.name.casefold() == "index.html" else "unknown"


def _part(kind: str, pages: list[Member], notes: dict[str, Any]) -> Part:
    """Make one part of the pages of a kind, oldest number last as VK has them: 0, 50, 100."""
    ordered = tuple(sorted(pages, key=place))
    first = ordered[0]
    path = (_common(page.path for page in ordered) or kind) if len(ordered) > 1 else first.path
    told = {one.name: getattr(first, one.name) for one in fields(Member)}
    section = Section(**{**told, "path": path, "size": sum(page.size for page in ordered)}, pages=ordered, notes=notes)
    return Part(section, kind, "not-needed" if kind in ("home", "profile") else "")


def _common(paths: Iterable[str]) -> str:
    folders = [path.split("/")[:-1] for path in paths]
    same = 0
    while all(len(one) > same for one in folders) and len({one[same] for one in folders}) == 1:
        same += 1
    return "/".join(folders[0][:same])


def peer_of(member: Member) -> int:
    """Return with whom a page of messages is, by its folder; 0 when that is lost."""
    found = _PEER.search(member.path)
    return int(found[1]) if found else 0


def place(member: Member) -> tuple[str, int, str]:
    """Return the order of a page among those of its folder."""
    number = _NUMBER.search(member.name)
    return _folder(member), int(number[0]) if number else 0, member.name
