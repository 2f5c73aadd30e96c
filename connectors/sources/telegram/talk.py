"""One chat of a result.json: who is who in it, and its messages as records."""

from collections.abc import Iterator, Mapping
from typing import Any

from connectors.connector import Context, Line, Problem
from connectors.moments import Moment
from connectors.sources.telegram.ids import (
    NETWORK,
    USER,
    Party,
    conversation_id,
    is_service,
    name_key,
    party_of,
    text_of,
)
from connectors.sources.telegram.media import attached, full_text
from connectors.sources.telegram.people import identities_of
from connectors.sources.telegram.survey import ChatSeen, ResultFile
from connectors.sources.telegram.whose import channels, is_other
from data.names import fold
from data.records import IN, OUT, UNKNOWN, Message, canonical_json, stable_id


class Talk:
    """One chat of a file: what all its messages have in common."""

    def __init__(self, chat: ChatSeen, member: ResultFile, ctx: Context) -> None:
        """Work out who is who."""
        self.chat, self.ctx, survey = chat, ctx, member.survey
        self.party = survey.party(chat)
        self.kind = "system" if is_service(self.party) and chat.kind == "direct" else chat.kind or "system"
        self.id = conversation_id(ctx.rep_id, self.party, chat.name)
        self.stated = bool(survey.personal)
        self.me = me(ctx)
        self.knows_me = self.me is not None and any(self.is_me(one.party, one.name) for one in chat.senders.values())
        self.my_channel = self.kind == "channel" and is_mine(self.party, ctx, len(channels([survey])))
        self.other = self.party.key if self.party else name_key(ctx.rep_id, chat.name) if chat.name else None
        self.count = 0

    def head_lines(self, line: int) -> Iterator[Line]:
        """Yield what the chat's head tells."""
        if not self.chat.kind:
            yield line, Problem("unknown-chat", {"type": self.chat.type[:40] or "?"})
        if self.kind == "direct" and self.other:
            yield from ((line, one) for one in identities_of(self.other, self.ctx.rep_id, name=self.chat.name))

    def message(self, body: Mapping[str, Any], when: Moment) -> Message:
        """Return one message as a record."""
        self.count += 1
        kind, ctx = self.kind_of(body), self.ctx
        party, name = sender(body)
        direction, by = self.direction(party, name)
        key = party.key if party else name_key(ctx.rep_id, name) if name else None
        one_to_one = self.kind == "direct"
        text = full_text(body)
        return Message(
            self.own_id(body, when, text),
            ctx.rep_id,
            NETWORK,
            self.id,
            self.chat.name,
            kind,
            direction,
            by,
            when.at,
            when.by,
            text_of(body.get("date")),
            when.day,
            self.other if one_to_one else None,
            self.chat.name if one_to_one else "",
            key,
            name,
            self.recipients(direction) if one_to_one else "[]",
            what_happened(body),
            text,
            canonical_json(attached(body)),
            "",
        )

    def own_id(self, body: Mapping[str, Any], when: Moment, text: str) -> str:
        """Return an id that is the same in every export of this chat."""
        number = body.get("id")
        if isinstance(number, int):
            return stable_id(self.id, number)
        return stable_id(self.id, "?", body.get("date"), when.at, text, self.count)

    def kind_of(self, body: Mapping[str, Any]) -> str:
        """Return the kind of a message; in a personal chat not every text is the sender's own."""
        if body.get("type") != "message":
            return "system"
        if self.kind != "direct":
            return self.kind
        if "forwarded_from" in body or "forwarded_from_id" in body:
            return "forward"
        return "bot" if body.get("via_bot") else "direct"

    def direction(self, party: Party | None, name: str) -> tuple[str, str]:
        """Tell which way a message went, and how sure that is."""
        known = "stated" if self.stated else "derived"
        if self.kind == "self":
            return OUT, known
        if self.kind == "channel":
            answered = bool(self.ctx.answers.get("own-channel"))
            return (OUT if self.my_channel else IN, "confirmed") if answered else (UNKNOWN, "unknown")
        other = is_other(party, name, self.party, self.chat) if self.kind == "direct" else None
        if other is not None:
            return IN if other else OUT, known
        return self._by_me(party, name, known)

    def _by_me(self, party: Party | None, name: str, known: str) -> tuple[str, str]:
        """Tell a direction by who the rep is; a mere name is as sure as the person who said that it is the rep's."""
        number, own_name = self.me or ("", "")
        by = known if number or self.ctx.owner.confidence != "confirmed" else "confirmed"
        if (party or own_name) and self.is_me(party, name):
            return OUT, by
        others = self.kind != "direct" and party is not None and party.space == USER and (number or self.knows_me)
        return (IN, by) if others else (UNKNOWN, "unknown")

    def is_me(self, party: Party | None, name: str) -> bool:
        """Tell whether a sender is the rep."""
        if not self.me:
            return False
        number, own_name = self.me
        if party and number:
            return party.short == number
        return bool(own_name) and fold(name) == fold(own_name)

    def recipients(self, direction: str) -> str:
        """Return to whom a message of a personal chat went."""
        if direction == IN:
            number, name = self.me or ("", "")
            mine = [name or self.ctx.owner.name, Party(USER, int(number)).key if number else None]
            return canonical_json([mine] if any(mine) else [])
        return canonical_json([[self.chat.name, self.other]])


def me(ctx: Context) -> tuple[str, str] | None:
    """Return the rep's number and name as far as they are known; one of them may be ""."""
    answer = ctx.answers.get("self", "")
    if answer:
        return (answer, "") if answer.isdecimal() else ("", answer)
    number = ctx.owner.member_id
    return (number if number.isdecimal() else "", ctx.owner.name) if number or ctx.owner.name else None


def is_mine(party: Party | None, ctx: Context, channels_there: int) -> bool:
    """Tell whether somebody said that a channel is the rep's own."""
    answer = ctx.answers.get("own-channel", "")
    return (answer == "yes" and channels_there == 1) or (party is not None and answer == str(party.number))


def sender(body: Mapping[str, Any]) -> tuple[Party | None, str]:
    """Return who wrote a message, or did what a service message tells."""
    name = text_of(body.get("from")) or text_of(body.get("actor"))
    return party_of(body.get("from_id", body.get("actor_id"))), name


def what_happened(body: Mapping[str, Any]) -> str:
    """Return the word for a message that is none: "phone_call", "unsupported"; "" for an ordinary one."""
    kind = text_of(body.get("type"))
    if kind == "message":
        return ""
    return text_of(body.get("action")) or kind
