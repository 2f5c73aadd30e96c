"""The first run over mailboxes: headers only. Which addresses are the rep's, and in which threads the rep wrote."""

import hashlib
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from connectors.connector import Member
from connectors.sources.mail.boxes import Raw, messages
from connectors.sources.mail.headers import Address, Headers, date, labels
from connectors.sources.mail.own import MARKS, Own, is_machine

_STEPS, _MOST_CHOICES = 50, 8
_MOST, _RARE = 0.8, 0.5
_LEFT = ("draft", "spam", "trash", "chat")


@dataclass
class Survey:
    """What the mailboxes of an upload show together.

    own: the rep's addresses; sure: labels or the mailboxes themselves show them; sent, seen: mails by sender among
    those labelled as sent, and by everybody who wrote or received one; wrote: threads in which the rep wrote outside.
    """

    labelled: bool = False
    sent: Counter[str] = field(default_factory=Counter)
    seen: Counter[str] = field(default_factory=Counter)
    names: dict[str, Counter[str]] = field(default_factory=dict)
    mails: int = 0
    newest: str = ""
    links: dict[int, int] = field(default_factory=dict)
    wrote: set[int] = field(default_factory=set)
    own: Own = field(default_factory=lambda: Own(()))
    sure: bool = False

    def root(self, thread: int) -> int:
        """Return the first mail of a thread, as far as the mailboxes tell."""
        for _ in range(_STEPS):
            following = self.links.get(thread, thread)
            if following == thread:
                break
            thread = following
        return thread


def number(text: str) -> int:
    """Return a number for an id, so that a million of them fit into memory."""
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


def thread_of(headers: Headers) -> tuple[int, int] | None:
    """Return (the mail's number, the thread's first known mail), None when the mail has no id at all."""
    if native := headers.get("x-gm-thrid", "").strip():
        thread = number(f"gmail {native}")
        return thread, thread
    own = headers.ids("message-id")
    before = headers.ids("references") or headers.ids("in-reply-to")
    if not own and not before:
        return None
    first = number((before or own)[0])
    return number(own[0]) if own else first, first


def labels_of(headers: Headers, box: str) -> set[str]:
    """Return which of our words for labels a mail has: of Gmail's own, else of the mailbox's name."""
    told = labels(headers["x-gmail-labels"]) if "x-gmail-labels" in headers else [box]
    return {word for word, names in MARKS["labels"].items() if any(one in names for one in told)}


def box_name(member: Member) -> str:
    """Return how a mailbox is called ("Sent"), lower case, without ending and number."""
    name = member.name.casefold().removesuffix(".mbox")
    if name == "mbox":  # Apple's folders: Sent.mbox/mbox
        name = member.path.rpartition("/")[0].rpartition("/")[2].casefold().removesuffix(".mbox")
    return name.rstrip("0123456789 -_()")


def survey(members: Iterable[Member]) -> Survey:
    """Go through mailboxes once."""
    told = Survey()
    senders: list[tuple[int, str]] = []
    for member in members:
        box = box_name(member)
        for raw in messages(member, bodies=False):
            _look(told, raw, box, senders)
    _settle_own(told)
    own = told.own
    told.wrote = {told.root(thread) for thread, sender in senders if sender in own or not told.sure}
    return told


def _look(told: Survey, raw: Raw, box: str, senders: list[tuple[int, str]]) -> None:
    headers = Headers(raw.head)
    marked = labels_of(headers, box)
    told.labelled = told.labelled or "x-gmail-labels" in headers
    if marked & set(_LEFT):
        return
    told.mails += 1
    writers = headers.addresses("from")
    writer = writers[0] if writers else Address("", "")
    _count(told, headers, writer, marked)
    if thread := thread_of(headers):
        own, first = thread
        if own != first:
            told.links.setdefault(own, first)
        if writer.email and (told.sent[writer.email] or not is_machine(writer.email)):
            senders.append((own, sys.intern(writer.email)))
    day = day_of(headers, raw)
    if day and told.newest < day <= datetime.now(UTC).date().isoformat():
        told.newest = day


def _count(told: Survey, headers: Headers, writer: Address, marked: set[str]) -> None:
    if writer.email:
        if writer.name:
            told.names.setdefault(writer.email, Counter())[writer.name] += 1
        if "sent" in marked:
            told.sent[writer.email] += 1
    people = headers.addresses("from", "to", "cc", "delivered-to", "x-original-to")
    told.seen.update({one.email for one in people})


def day_of(headers: Headers, raw: Raw) -> str:
    """Return the day of a mail, as its sender's clock or the mailbox tells; "" when neither does."""
    when = date(headers.get("date", "")) or separated(raw.separator)
    return when.date().isoformat() if when else ""


def separated(separator: bytes) -> datetime | None:
    """Return the moment in the line that separates mails; it is UTC unless it says otherwise."""
    words = separator.decode("ascii", "replace").split()[2:]
    zone = next((word for word in words if word[:1] in "+-" and word[1:].isdecimal()), "+0000")
    plain = " ".join(word for word in words if word != zone)
    try:
        return datetime.strptime(f"{plain} {zone}", "%a %b %d %H:%M:%S %Y %z")
    except ValueError:
        return None


def _settle_own(told: Survey) -> None:
    """Find the rep's addresses: who sent what is labelled as sent, else who takes part in nearly every mail."""
    if told.sent:
        told.own, told.sure = Own(told.sent), True
        return
    ranked = [pair for pair in told.seen.most_common(3) if pair[1] > 0]
    if not ranked:
        return
    told.own = Own([ranked[0][0]])
    second = ranked[1][1] if len(ranked) > 1 else 0
    told.sure = told.mails >= 5 and ranked[0][1] >= _MOST * told.mails and second < _RARE * told.mails


def best_name(told: Survey, email: str) -> str:
    """Return the name under which most mails of an address are sent."""
    return next((name for name, _ in told.names.get(email, Counter()).most_common(1)), "")


def candidates(told: Survey) -> list[tuple[str, int]]:
    """Return the addresses that may be the rep's, the likeliest first, with their numbers of mails."""
    return (told.sent or told.seen).most_common(_MOST_CHOICES)
