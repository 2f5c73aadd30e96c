"""Direct messages. A long conversation comes in several rows, newest first; people are numbers, names are recovered."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from connectors.connector import Context, Line, Problem
from connectors.moments import NEVER
from connectors.sources.x.archive import Survey, XMember
from connectors.sources.x.files import NETWORK, id_of, rows, unwrapped
from connectors.stamps import of_iso
from data.records import IN, OUT, UNKNOWN, Identity, Message, canonical_json, person_key, stable_id

_SAID = ("messageCreate", "welcomeMessageCreate")


def key_of(number: str) -> str:
    """Return the key of an account."""
    return person_key(NETWORK, "id", number)


def name_of(number: str, survey: Survey) -> str:
    """Return how an account was called when the rep last mentioned it; "" when the rep never did."""
    one = survey.known.get(number)
    if one:
        return one.name or f"@{one.handle}"
    return survey.account.name if number == survey.account.id else ""


def identities(number: str, survey: Survey, ctx: Context) -> Iterator[Identity]:
    """Yield how an account is found: its lasting address, and handle and name where the rep's tweets tell them."""
    known = survey.known.get(number)
    told = [("url", f"https://x.com/i/user/{number}")]
    if known:
        told.append(("handle", known.handle.lower()))
        told += [("name", known.name)] if known.name else []
    for kind, value in told:
        own = stable_id(ctx.rep_id, NETWORK, "identity", number, kind, value)
        yield Identity(own, ctx.rep_id, NETWORK, key_of(number), kind, value)


def expanded(text: str, urls: Any, field_name: str = "expanded") -> str:
    """Return a text with its short links written out."""
    for one in urls if isinstance(urls, list) else ():
        short, whole = (one.get("url"), one.get(field_name)) if isinstance(one, Mapping) else (None, None)
        if isinstance(short, str) and isinstance(whole, str) and short and whole:
            text = text.replace(short, whole)
    return text


@dataclass
class _Talk:
    """A conversation, over all its rows."""

    title: str = ""
    titled_at: str = ""
    people: set[str] = field(default_factory=set)


def read_talks(member: XMember, ctx: Context, grouped: bool) -> Iterator[Line]:
    """Yield the messages of a file; events of groups come as messages of the network."""
    talks = _outline(member) if grouped else {}
    problems: list[Problem] = []
    own = _own(member.survey, ctx)
    met: set[str] = set()
    for no, row in enumerate(rows(member, problems), 1):
        told = unwrapped(row, "dmConversation")
        talk, messages = told.get("conversationId"), told.get("messages")
        if not isinstance(talk, str) or not isinstance(messages, list):
            yield no, Problem("bad-message")
            continue
        reader = _Reader(ctx, member.survey, talk, talks.get(talk), own)
        if reader.other and reader.other not in met:
            met.add(reader.other)
            yield from ((no, one) for one in identities(reader.other, member.survey, ctx))
        yield from ((no, reader.message(entry)) for entry in messages)
    yield from ((0, problem) for problem in problems)


def _own(survey: Survey, ctx: Context) -> tuple[str, str]:
    """Return the rep's account and how it is known."""
    if survey.account.id:
        return survey.account.id, "stated"
    if survey.derived:
        return survey.derived, "derived"
    answer = id_of(ctx.answers.get("self", ""))
    return (answer, "confirmed") if answer else ("", "unknown")


def _outline(member: XMember) -> dict[str, _Talk]:
    """Return titles and members of groups, from the events and senders of all their rows."""
    found: dict[str, _Talk] = {}
    for row in rows(member):
        told = unwrapped(row, "dmConversation")
        talk = found.setdefault(str(told.get("conversationId")), _Talk())
        listed = told.get("messages")
        for entry in listed if isinstance(listed, list) else ():
            for kind, event in entry.items() if isinstance(entry, Mapping) else ():
                if isinstance(event, Mapping):
                    _note(talk, kind, event)
    return found


def _note(talk: _Talk, kind: str, event: Mapping[str, Any]) -> None:
    at, name = str(event.get("createdAt", "")), event.get("name")
    if kind == "conversationNameUpdate" and isinstance(name, str) and at >= talk.titled_at:
        talk.title, talk.titled_at = name, at
    listed = [event.get("senderId"), *_listed(event, "userIds"), *_listed(event, "participantsSnapshot")]
    if kind != "participantsLeave":
        talk.people |= {number for value in listed if (number := id_of(value))}


def _listed(event: Mapping[str, Any], name: str) -> list[Any]:
    told = event.get(name)
    return told if isinstance(told, list) else []


class _Reader:
    """One row of a conversation while it is read."""

    def __init__(self, ctx: Context, survey: Survey, talk: str, group: _Talk | None, own: tuple[str, str]) -> None:
        self.ctx, self.survey, self.talk, self.group = ctx, survey, talk, group
        self.own, self.by = own
        self.pair = [] if group else [number for number in talk.split("-") if id_of(number)]
        several = set(self.pair)
        self.kind = "group" if group is not None else "self" if len(self.pair) == 2 > len(several) else "direct"
        others = sorted(several - {self.own})
        self.other = others[0] if self.kind == "direct" and self.own in several and len(others) == 1 else ""
        self.conversation_id = stable_id(ctx.rep_id, NETWORK, "conversation", talk)

    def message(self, entry: Any) -> Message | Problem:
        """Return one entry as a message."""
        kind, told = next(iter(entry.items()), ("", None)) if isinstance(entry, Mapping) else ("", None)
        if not isinstance(told, Mapping):
            return Problem("bad-message")
        said = kind in _SAID
        number, sender = id_of(told.get("id")), id_of(told.get("senderId") or told.get("initiatingUserId"))
        stamp = told.get("createdAt")
        when = of_iso(stamp, self.ctx.time_zone)
        if said and not (number or sender):
            return Problem("bad-message")
        key = (number,) if said and number else (self.talk, kind, str(stamp), sender, str(told.get("text", "")))
        text = told.get("text")
        text = expanded(unescape(text), told.get("urls")) if isinstance(text, str) else ("" if said else kind)
        files = [one for one in _listed(told, "mediaUrls") if isinstance(one, str)]
        direction, by = self._direction(sender)
        other = self._other(told, sender)
        return Message(
            stable_id(self.ctx.rep_id, NETWORK, "message", *key),
            self.ctx.rep_id,
            NETWORK,
            self.conversation_id,
            self.group.title if self.group else "",
            self._kind(kind, bool(text.strip() or files)),
            direction,
            by,
            when.at,
            "exact" if when is not NEVER else "none",
            str(stamp)[:40] if stamp else "",
            when.day,
            key_of(other) if other else None,
            name_of(other, self.survey) if other else "",
            key_of(sender) if sender else None,
            name_of(sender, self.survey) if sender else "",
            self._recipients(sender, told),
            "",
            text,
            canonical_json(files) if files else "[]",
            "",
        )

    def _kind(self, entry: str, anything: bool) -> str:
        if entry == "welcomeMessageCreate":
            return "bot"
        return self.kind if entry in _SAID and anything else "system"

    def _direction(self, sender: str) -> tuple[str, str]:
        if not self.own or not sender:
            return UNKNOWN, "unknown"
        return (OUT if sender == self.own else IN), self.by

    def _other(self, told: Mapping[str, Any], sender: str) -> str:
        if self.kind != "direct" or self.other:
            return self.other
        both = {sender, id_of(told.get("recipientId"))} - {"", self.own}
        return both.pop() if self.own and len(both) == 1 else ""

    def _recipients(self, sender: str, told: Mapping[str, Any]) -> str:
        people = self.group.people if self.group else {*self.pair, id_of(told.get("recipientId"))} - {""}
        others = sorted(people - {sender}) if self.kind != "self" else []
        return canonical_json([[name_of(number, self.survey), key_of(number)] for number in others])
