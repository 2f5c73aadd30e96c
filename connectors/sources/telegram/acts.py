"""Acts of the rep that messages tell of: reactions, calls, posts in an own channel, groups joined."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from connectors.moments import NEVER, Moment, moment, of_wall
from connectors.sources.telegram.clock import sent, wall_clock
from connectors.sources.telegram.ids import NETWORK, USER, party_of, text_of
from connectors.sources.telegram.talk import Talk
from data.records import OUT, Activity, Message, stable_id

_JOINED = ("join_group_by_link", "join_group_by_request")


def acts_of(talk: Talk, body: Mapping[str, Any], message: Message) -> Iterator[Activity]:
    """Yield what the rep did, beside writing, that one message tells of."""
    if body.get("type") == "service":
        yield from _service(talk, body, message)
    elif talk.my_channel and body.get("type") == "message":
        yield _act(talk, body, message, "post", text=message.text)
    if isinstance(body.get("reactions"), list):
        yield from _reactions(talk, body, message)


def _service(talk: Talk, body: Mapping[str, Any], message: Message) -> Iterator[Activity]:
    if message.direction != OUT:
        return
    if body.get("action") == "phone_call":
        yield _act(talk, body, message, "call", subtype=text_of(body.get("discard_reason")))
    elif body.get("action") in _JOINED:
        yield _act(talk, body, message, "join", text=talk.chat.name)


def _reactions(talk: Talk, body: Mapping[str, Any], message: Message) -> Iterator[Activity]:
    """Yield the rep's own reactions; the file names those who reacted last."""
    for reaction in body["reactions"]:
        recent = reaction.get("recent") if isinstance(reaction, Mapping) else None
        for one in recent if isinstance(recent, list) else ():
            if isinstance(one, Mapping) and _is_own(talk, one):
                emoji = text_of(reaction.get("emoji")) or text_of(reaction.get("type"))
                when, told = _reacted(talk, one, body), text_of(one.get("date"))
                made = _act(talk, body, message, "reaction", subtype=emoji)
                told = told if when.by == "assumed" else ""
                yield made._replace(at=when.at, at_by=when.by, day=when.day, at_text=told)


def _is_own(talk: Talk, one: Mapping[str, Any]) -> bool:
    party = party_of(one.get("from_id"))
    if party is None or party.space != USER:
        return False
    if talk.is_me(party, text_of(one.get("from"))):
        return True
    return talk.kind == "direct" and talk.party is not None and party.number != talk.party.number


def _reacted(talk: Talk, one: Mapping[str, Any], body: Mapping[str, Any]) -> Moment:
    """Return when a reaction was given: its clock is the computer's, whose offset the message itself betrays."""
    told, shown = wall_clock(text_of(one.get("date"))), wall_clock(text_of(body.get("date")))
    exact = sent(body, talk.ctx)
    if told is None:
        return NEVER
    if exact.by != "exact" or exact.at is None or shown is None:
        return of_wall(told, talk.ctx.zone, talk.ctx.time_zone)
    offset = shown.replace(tzinfo=UTC) - datetime.fromisoformat(exact.at)
    if abs(offset) > timedelta(hours=15):
        return NEVER
    return moment(told.replace(tzinfo=UTC) - offset, "offset", talk.ctx.time_zone)


def _act(
    talk: Talk, body: Mapping[str, Any], message: Message, kind: str, subtype: str = "", text: str = ""
) -> Activity:
    return Activity(
        id=stable_id(message.id, kind, subtype if kind == "reaction" else ""),
        rep_id=talk.ctx.rep_id,
        network=NETWORK,
        kind=kind,
        subtype=subtype,
        at=message.sent_at,
        at_by=message.sent_at_by,
        day=message.day,
        link="",
        native_id=str(body.get("id", ""))[:20],
        text=text,
        at_text=message.sent_at_text if message.sent_at_by == "assumed" else "",
    )
