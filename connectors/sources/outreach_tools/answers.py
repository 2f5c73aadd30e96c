"""Saved answers of interfaces: HeyReach's inbox, which is LinkedIn's, and lemlist's log of what a campaign did.

HeyReach tells a conversation by LinkedIn's own number, so its messages join the conversation that the archive tells,
and one told to the same second is the same fact.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from connectors.connector import Context, Line, Member, Problem
from connectors.meta.documents import decoded, load
from connectors.meta.entries import entries_of, text_at
from connectors.moments import NEVER, Moment, of_wall
from connectors.sources.linkedin.people import folded, key_of_link
from connectors.sources.linkedin.reader import NETWORK
from connectors.stamps import of_iso
from data.records import IN, OUT, UNKNOWN, Activity, Identity, Message, canonical_json, person_key, stable_id

_HEYREACH = re.compile(r'"correspondentProfile"\s*:')
_LEMLIST = re.compile(r'"type"\s*:\s*"(?:emails|linkedin|aircall|manual|api|paused|resumed|conditionChosen)[A-Za-z]*"')
_SIGNED = re.compile(r'"(?:campaignId|leadId|sequenceId|_id)"\s*:')
_SIDES = {"me": OUT, "correspondent": IN}
_KINDS = {
    "linkedinVisitDone": "profile_viewed",
    "linkedinInviteDone": "invitation_sent",
    "linkedinInviteAccepted": "invitation_accepted",
    "linkedinSent": "message_sent",
    "linkedinReplied": "message_answered",
    "linkedinVoiceNoteDone": "voice_note_sent",
    "emailsSent": "email_sent",
    "emailsOpened": "email_opened",
    "emailsClicked": "email_clicked",
    "emailsReplied": "email_answered",
    "emailsBounced": "email_bounced",
}
"""What lemlist counts -> kind of activity; other types keep their name, in words joined by underscores."""
_MAIL = "mail"


def kind_of(member: Member) -> str:
    """Return "heyreach" or "lemlist" for their answers, else ""."""
    head = decoded(member.head())
    if _HEYREACH.search(head):
        return "heyreach"
    return "lemlist" if _LEMLIST.search(head) and _SIGNED.search(head) else ""


def listed(value: Any) -> list[Any] | None:
    """Return the entries of an answer, or of several saved in one file; None when it holds none."""
    if isinstance(value, dict):
        found = next(
            (value[name] for name in ("items", "activities", "data") if isinstance(value.get(name), list)), None
        )
        return found if found is not None else ([value] if "correspondentProfile" in value or "type" in value else None)
    if not isinstance(value, list):
        return None
    pages = [one["items"] for one in value if isinstance(one, dict) and isinstance(one.get("items"), list)]
    return [one for page in pages for one in page] if pages else value


def _entries(member: Member) -> list[Mapping[str, Any]]:
    return [one for one in listed(load(member, mend=False).value) or () if isinstance(one, dict)]


def senders(member: Member) -> Iterator[str]:
    """Yield who sent, where lemlist says it."""
    yield from filter(None, (text_at(one, "sendUserName").strip() for one in _entries(member)))


def days(member: Member) -> Iterator[str]:
    """Yield the days that an answer tells."""
    for one in _entries(member):
        stamps = [
            one.get("createdAt"),
            *(m.get("createdAt") for m in entries_of(one, "messages") if isinstance(m, dict)),
        ]
        yield from filter(None, (of_iso(stamp, "UTC").day for stamp in stamps))


def _when(stamp: Any, ctx: Context) -> Moment:
    """Return the moment of an ISO text; one without a zone is the account's clock."""
    told = stamp.strip() if isinstance(stamp, str) else ""
    exact = of_iso(told, ctx.time_zone)
    if exact is NEVER or re.search(r"(?:Z|[+-]\d\d:?\d\d)$", told):
        return exact
    found = of_iso(told + "Z", "UTC")
    wall = datetime.fromisoformat((found.at or "").removesuffix("Z")) if found.at else None
    return of_wall(wall, ctx.zone, ctx.time_zone) if wall else NEVER


# --- HeyReach -------------------------------------------------------------------------------------------------------
def read_heyreach(entries: list[Any], ctx: Context) -> Iterator[Line]:
    """Yield the messages of conversations, and how the other side is found."""
    for no, entry in enumerate(entries, 1):
        if not isinstance(entry, dict):
            yield no, Problem("bad-entries", {"entries": 1})
            continue
        talk = _Talk(entry, ctx)
        if not (talk.person or talk.name):
            yield no, Problem("no-person")
            continue
        yield from ((no, one) for one in talk.identities())
        for told in entries_of(entry, "messages"):
            yield no, talk.message(told) if isinstance(told, dict) else Problem("bad-message")


class _Talk:
    """One conversation of HeyReach's inbox."""

    def __init__(self, entry: Mapping[str, Any], ctx: Context) -> None:
        self.ctx = ctx
        who = entry.get("correspondentProfile")
        self.name = " ".join(filter(None, (text_at(who, "firstName").strip(), text_at(who, "lastName").strip())))
        self.email = text_at(who, "emailAddress").strip().lower()
        self.url = text_at(who, "profileUrl").strip()
        named = person_key(NETWORK, "name", f"{ctx.rep_id}/{folded(self.name)}") if self.name else None
        self.person = key_of_link(self.url) or named
        self.native = text_at(entry, "id") or f"heyreach:{self.person}"
        self.conversation_id = stable_id(ctx.rep_id, NETWORK, self.native)
        self.taken: Counter[str] = Counter()

    def identities(self) -> Iterator[Identity]:
        """Yield address and profile."""
        told = [("email", self.email)] if "@" in self.email else []
        for kind, value in told:
            own = stable_id(self.ctx.rep_id, NETWORK, "identity", self.person, kind, value)
            yield Identity(own, self.ctx.rep_id, NETWORK, self.person or "", kind, value)

    def message(self, told: Mapping[str, Any]) -> Message | Problem:
        """Return one message."""
        text, stamp = text_at(told, "body"), told.get("createdAt")
        when = _when(stamp, self.ctx)
        side = _SIDES.get(text_at(told, "sender").strip().casefold(), UNKNOWN)
        if not text.strip() and not told.get("attachments"):
            return Problem("bad-message")
        return Message(
            self._id(when.at or str(stamp), text),
            self.ctx.rep_id,
            NETWORK,
            self.conversation_id,
            "",
            "inmail" if text_at(told, "subject").strip() else "direct",
            side,
            "stated" if side != UNKNOWN else "unknown",
            when.at,
            when.by,
            str(stamp)[:40] if stamp else "",
            when.day,
            self.person,
            self.name,
            self.person if side == IN else None,
            self.name if side == IN else "",
            canonical_json([[self.name, self.person]] if side == OUT else []),
            text_at(told, "subject"),
            text,
            "[]",
            "heyreach",
        )

    def _id(self, when: str, text: str) -> str:
        """Return the id that the archive's reader gives the same message."""
        key = (self.native, when, " ".join(text.split()))
        own = stable_id(self.ctx.rep_id, NETWORK, *key, 1)
        self.taken[own] += 1
        number = self.taken[own]
        return own if number == 1 else stable_id(self.ctx.rep_id, NETWORK, *key, number)


# --- lemlist --------------------------------------------------------------------------------------------------------
def read_lemlist(entries: list[Any], ctx: Context) -> Iterator[Line]:
    """Yield what a campaign did, as counts: a tool logs what it tried, so none of it is a message."""
    taken: Counter[tuple] = Counter()
    for no, entry in enumerate(entries, 1):
        kind = text_at(entry, "type")
        if not kind:
            yield no, Problem("bad-entries", {"entries": 1})
            continue
        when = _when(entry.get("createdAt"), ctx)
        if when is NEVER and entry.get("createdAt"):
            yield no, Problem("bad-date", {"value": str(entry["createdAt"])[:40]})
        key = (text_at(entry, "_id") or (kind, str(entry.get("createdAt")), text_at(entry, "leadEmail")),)
        taken[key] += 1
        if text_at(entry, "_id") and taken[key] > 1:
            continue
        yield no, _activity(entry, kind, when, (*key, taken[key]), ctx)


def _activity(entry: Mapping[str, Any], kind: str, when: Moment, key: tuple, ctx: Context) -> Activity:
    network = _MAIL if kind.startswith("emails") else NETWORK
    name = _KINDS.get(kind) or re.sub(r"(?<=[a-z])(?=[A-Z])", "_", kind).lower()
    link = text_at(entry, "linkedinUrl") or text_at(entry, "leadLinkedinUrl")
    who = key_of_link(link) or ""
    return Activity(
        stable_id(ctx.rep_id, network, "lemlist", *key),
        ctx.rep_id,
        network,
        name,
        "lemlist",
        when.at,
        when.by,
        when.day,
        link,
        who.rpartition("/")[2] or text_at(entry, "leadEmail").lower(),
        "",
    )
