"""Whose archive it is, told from names and profile links that must agree."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from connectors.connector import Confidence, Owner, Part
from connectors.sources.linkedin.files import member_id
from connectors.sources.linkedin.messages import YES
from connectors.sources.linkedin.people import bare, is_hidden, key_of_link, keys_of_links
from connectors.sources.linkedin.readers import READERS
from connectors.sources.linkedin.senders import STATED_WAYS
from connectors.tables import NotATable, Shape, Table, open_table
from data.names import slug
from data.records import OUT

_PRESENT = 0.8
"""Share of conversations that the owner's link must stand in, when nothing else tells the owner."""
_FEW = 3
_NAMED = Shape.of("first name, last name")


@dataclass
class _Clues:
    """What the files say about their owner."""

    name: str = ""
    profile_link: str = ""
    email: str = ""
    ids: set[str] = field(default_factory=set)
    stated: Counter[str] = field(default_factory=Counter)  # names, from a Direction column
    invited: Counter[str] = field(default_factory=Counter)  # keys, from invitations
    drafted: Counter[str] = field(default_factory=Counter)  # keys: only the owner's drafts are exported
    names: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))  # key -> names
    addressed: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))  # key -> names written to
    talks: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))  # key -> conversations
    all_talks: set[str] = field(default_factory=set)
    links: dict[str, str] = field(default_factory=dict)  # key -> a link to it


def find_owner(parts: tuple[Part, ...]) -> Owner:
    """Tell whose export these parts are, and how sure that is; `evidence` holds "code|value", see problems."""
    clues = _Clues()
    for part in parts:
        if not part.ignored and (number := member_id(part.member.name)):
            clues.ids.add(number)
        if not part.ignored and part.kind in _SEARCHES:
            for table in table_of(part):
                _SEARCHES[part.kind](table, clues)
    return _judged(clues)


def table_of(part: Part) -> Iterator[Table]:
    """Yield the part's table, or nothing when it is none: reading it will tell why."""
    try:
        yield open_table(part.member, _NAMED if part.kind == "profile" else READERS[part.kind].shape)
    except NotATable:
        return


def _search_profile(table: Table, clues: _Clues) -> None:
    pick = table.pick("first name", "last name", "public profile url", "profile url")
    for _, row in table.rows():
        first, last, public, link = pick(row)
        clues.name = clues.name or " ".join(filter(None, (first.strip(), last.strip())))
        clues.profile_link = clues.profile_link or public or link
        if clues.name:
            return


def _search_emails(table: Table, clues: _Clues) -> None:
    pick = table.pick("email address", "primary", "is primary")
    for _, row in table.rows():
        address, *primary = pick(row)
        if not clues.email or "yes" in (cell.strip().casefold() for cell in primary):
            clues.email = address.strip()


def _search_invitations(table: Table, clues: _Clues) -> None:
    pick = table.pick("from", "to", "direction", "inviterprofileurl", "inviteeprofileurl")
    for _, row in table.rows():
        sender, to, way, inviter, invitee = pick(row)
        direction = STATED_WAYS.get(way.strip().casefold())
        if direction is None:
            continue
        name, link = (sender, inviter) if direction == OUT else (to, invitee)
        clues.stated[name.strip()] += bool(name.strip())
        if key := key_of_link(link):
            clues.invited[key] += 1
            clues.names[key][name.strip()] += 1
            clues.links.setdefault(key, link)


def _search_messages(table: Table, clues: _Clues) -> None:
    pick = table.pick(
        "conversation id", "from", "sender profile url", "to", "recipient profile urls", "direction", "is message draft"
    )
    sent: set[tuple[str, str, str]] = set()
    received: set[tuple[str, str, str]] = set()
    for _, row in table.rows():
        talk, sender, link, to, links, way, draft = pick(row)
        if draft and draft.strip().casefold() in YES and (key := key_of_link(link)):
            clues.drafted[key] += 1
        if way:
            name = sender if STATED_WAYS.get(way.strip().casefold()) == OUT else to
            clues.stated[name.strip()] += "," not in name
        sent.add((talk, sender, link))
        received.add((talk, to, links))
    for talk, sender, link in sent:
        clues.all_talks.add(talk)
        if (key := key_of_link(link)) and not is_hidden(sender):
            clues.names[key][sender.strip()] += 1
            clues.talks[key].add(talk)
            clues.links.setdefault(key, link)
    for talk, to, links in received:
        keys = keys_of_links(links)
        for key in keys:
            clues.talks[key].add(talk)
        if len(keys) == 1:
            clues.addressed[keys[0]][to.strip()] += 1
            clues.links.setdefault(keys[0], links)


_SEARCHES: dict[str, Callable[[Table, _Clues], None]] = {
    "profile": _search_profile,
    "emails": _search_emails,
    "invitations": _search_invitations,
    "messages": _search_messages,
}


def _judged(clues: _Clues) -> Owner:
    stated = clues.stated.most_common(1)[0][0] if clues.stated else ""
    name = clues.name or stated
    key, reasons = _key(clues, name)
    if not name and key:
        names = clues.names[key] or clues.addressed[key]
        name = names.most_common(1)[0][0] if names else ""
    if clues.name:
        reasons.append(f"profile-name|{clues.name}")
    if stated:
        reasons.append(f"direction-name|{stated}")
    if len(clues.ids) == 1:
        reasons.append(f"member-id|{min(clues.ids)}")
    if other := _other_name(clues, key):
        reasons.append(f"other-name|{other}")
    confidence = _confidence(clues, name, stated, key, reasons)
    return Owner(
        name=name,
        profile_url=_address(key, clues),
        member_id=min(clues.ids) if len(clues.ids) == 1 else "",
        email=clues.email,
        confidence=confidence,
        evidence=tuple(reasons),
        aliases=tuple(sorted(_aliases(clues, name, key))),
    )


def _key(clues: _Clues, name: str) -> tuple[str, list[str]]:
    """Return the owner's key and what speaks for it, best evidence first."""
    found: list[tuple[str, str]] = []
    if key := key_of_link(clues.profile_link):
        found.append((key, "profile-link"))
    if clues.invited:
        key, times = clues.invited.most_common(1)[0]
        found.append((key, f"invitation-links|{times}/{clues.invited.total()}"))
    if clues.drafted:
        key, times = clues.drafted.most_common(1)[0]
        found.append((key, f"draft-links|{times}"))
    if key := max(_of_name(clues, name), key=lambda key: (len(clues.talks[key]), key), default=""):
        found.append((key, f"sender-links|{len(clues.talks[key])}"))
    found += _everywhere(clues, found[0][0] if found else "")
    if not found:
        return "", []
    best = found[0][0]
    differing = [f"other-link|{key}" for key, _ in found if key != best]
    return best, [reason for key, reason in found if key == best] + differing


def _everywhere(clues: _Clues, known: str) -> Iterator[tuple[str, str]]:
    """Yield who stands in nearly all conversations; of two who stand in as many, only one known otherwise."""
    total, there = len(clues.all_talks), max(map(len, clues.talks.values()), default=0)
    keys = [key for key, talks in clues.talks.items() if len(talks) == there]
    if total >= _FEW and there >= _PRESENT * total and (len(keys) == 1 or known in keys):
        yield known if known in keys else keys[0], f"in-most-talks|{there}/{total}"


def _other_name(clues: _Clues, key: str) -> str:
    """Return the name under which the owner's link sends, if it is plainly not the one of the profile."""
    names = clues.names.get(key) or Counter()
    own = slug(bare(clues.name))
    plain = {slug(bare(name)) for name in names}
    if not own or not plain or own in plain or all(word in key for word in own.split("-")):
        return ""
    return names.most_common(1)[0][0]


def _of_name(clues: _Clues, name: str) -> list[str]:
    """Return keys of those who send under the owner's name."""
    wanted = bare(name) if name else None
    return [key for key, names in clues.names.items() if wanted in map(bare, names)]


def _confidence(clues: _Clues, name: str, stated: str, key: str, reasons: list[str]) -> Confidence:
    names_agree = not (clues.name and stated) or bare(clues.name) == bare(stated)
    if len(clues.ids) > 1 or not names_agree or any(reason.startswith("other-") for reason in reasons):
        return "guess" if name or key else "unknown"
    name_has_link = bool(key) and bool(name) and (key in _of_name(clues, name) or bool(clues.profile_link))
    proofs = sum(reason.split("|")[0] in _PROOFS for reason in reasons)
    if stated or (name_has_link and proofs > 1):
        return "stated"
    if clues.name or proofs:
        return "likely"
    return "unknown"


_PROOFS = ("profile-link", "invitation-links", "draft-links", "sender-links", "in-most-talks", "profile-name")


def _aliases(clues: _Clues, name: str, key: str) -> Iterable[str]:
    """Return further keys that send under the owner's name, but never to the owner: older addresses of the profile."""
    mine = clues.talks.get(key, set())
    return (other for other in _of_name(clues, name) if key and other != key and not clues.talks[other] & mine)


def _address(key: str, clues: _Clues) -> str:
    if not key:
        return ""
    return clues.links.get(key) or clues.profile_link or f"https://www.linkedin.com/in/{key.partition('/')[2]}"
