"""What the pages of one archive tell together: whose it is, when it was made, and how people are called."""

from dataclasses import dataclass, field
from datetime import datetime

from connectors.connector import Choice, Member, Owner, Part, Question
from connectors.sources.vk.dates import MOSCOW, ZONES, found_date, wall, zone_of
from connectors.sources.vk.files import Section, peer_of
from connectors.sources.vk.page import open_page, owner_of, plain

_NAME_LABELS = ("полное имя", "full name", "повне ім'я", "повне ім’я", "поўнае імя", "толық аты")
_LOOKED_AT = 20


@dataclass
class Archive:
    """What was found out about an archive."""

    owner: int = 0
    made_at: int = 0  # Unix seconds, 0 when not told
    made: datetime | None = None  # the same moment on the wall clock of the archive
    name: str = ""
    names: dict[int, str] = field(default_factory=dict)  # peer -> name, of the list of conversations
    example: str = ""  # a date as the pages write it
    others: set[int] = field(default_factory=set)  # further owners, which must not be


def archive_of(parts: tuple[Part, ...]) -> Archive:
    """Return what the pages tell; made once for an upload."""
    sections = [part.member for part in parts if isinstance(part.member, Section)]
    if not sections:
        return Archive()
    notes = sections[0].notes
    if "archive" not in notes:
        notes["archive"] = _looked(sections, notes.get("index", ()))
    return notes["archive"]


def _looked(sections: list[Section], index: tuple[Member, ...]) -> Archive:
    found = Archive()
    for member in index:
        tree = _common(found, member)
        for link in tree.css(".message-peer--id a"):
            found.names[peer_of(Member(link.attributes.get("href") or "", 0, member.opener))] = plain(link)
    for section in sections:
        for page in section.pages[:_LOOKED_AT]:
            tree = _common(found, page)
            headers = tree.css(".message__header")
            if headers and not found.example:
                match = found_date(" ".join(plain(headers[0]).split()))
                found.example = match[0] if match else ""
            if not found.name:
                found.name = _name(tree)
    return found


def _common(found: Archive, member: Member):
    """Take what every page tells: the owner, and the moment of making in the footer."""
    tree = open_page(member).tree
    owner, made_at = owner_of(tree)
    if owner and found.owner and owner != found.owner:
        found.others.add(owner)
    found.owner = found.owner or owner
    if found.made is None:
        found.made = wall(plain(tree.css_first(".footer .generated")))
        found.made_at = made_at
    return tree


def _name(tree) -> str:
    for item in tree.css(".item"):
        label = item.css_first(".item__tertiary")
        if label is not None and plain(label).casefold() in _NAME_LABELS:
            return plain(item).removeprefix(plain(label)).strip()
    return ""


def find_owner(parts: tuple[Part, ...]) -> Owner:
    """Tell the owner: every page carries the account's number, the page of the profile its name."""
    found = archive_of(parts)
    if not found.owner or found.others:
        return Owner()
    link = f"https://vk.com/id{found.owner}"
    confidence = "stated" if found.name else "unknown"
    return Owner(found.name, link, str(found.owner), confidence=confidence, evidence=(f"vk-account|{link}",))


def questions(parts: tuple[Part, ...]) -> tuple[Question, ...]:
    """Ask for the zone of the archive's clock, which it never states: Moscow, unless its footer speaks for another."""
    if not any(part.kind in ("messages", "wall", "comments") and not part.ignored for part in parts):
        return ()
    found = archive_of(parts)
    proposal = zone_of(found.made, found.made_at) or MOSCOW
    names = dict.fromkeys((proposal, *ZONES))
    return (Question("zone", tuple(Choice(name, name) for name in names), proposal, example=found.example),)
