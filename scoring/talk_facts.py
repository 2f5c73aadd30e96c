"""Facts of one conversation as the rows that figures and pages read."""

from collections.abc import Mapping

from data.derive import ConversationRow, MarkRow, WaitRow
from data.records import canonical_json
from data.workhours import WorkHours
from scoring.conversation import (
    IN,
    NEGATIVE,
    OUT,
    POSITIVE,
    Said,
    Talk,
    Wait,
    follow_up_gap,
    hours_between,
    pitched_after_reply,
    replied_in_time,
    touches,
)
from scoring.greeting import greeted, greets, name_share
from scoring.intents import Outbound
from scoring.signs import links, slots

PATIENCE = 3
"""More messages of ours in a row without an answer burn a contact."""


def conversation_row(talk: Talk, thresholds: Mapping[str, float]) -> ConversationRow:
    """Return what is known of a conversation. Whether the opener is a copy is told later, from all messages.

    Of a private conversation only who, when and how many is kept.
    """
    row = _outline(talk)
    if talk.private:
        return row
    row = row._replace(**_sides(talk), **_answers(talk, thresholds))
    if talk.opener is not None:
        row = row._replace(**_opener(talk.opener, thresholds))
    return row


def _outline(talk: Talk) -> ConversationRow:
    dated = [said for said in talk.messages if said.at is not None]
    first, last = (dated[0], dated[-1]) if dated else (talk.messages[0], talk.messages[-1])
    return ConversationRow(
        talk.id,
        talk.rep_id,
        talk.network,
        talk.contact_id,
        talk.title,
        talk.messages[0].kind,
        int(talk.private),
        _stamp(first),
        first.day,
        _stamp(last),
        last.day,
        talk.opened_by,
        messages=len(talk.human),
        ours=sum(said.direction == OUT for said in talk.human),
        theirs=sum(said.direction == IN for said in talk.human),
    )


def _stamp(said: Said) -> str | None:
    return said.at.strftime("%Y-%m-%dT%H:%M:%SZ") if said.at else None


def _sides(talk: Talk) -> dict:
    """Return turns, characters and pressure."""
    ours = [run for run in talk.runs if run[0].direction == OUT]
    longest = max((len(touches(run)) for run in ours), default=0)
    waiting = next((wait.asked for wait in talk.waits() if wait.answer is None), None)
    return {
        "turns": len(talk.runs),
        "exchanges": sum(run[0].direction == OUT for run in talk.runs[:-1]),
        "our_chars": sum(said.own_chars for said in talk.human if said.direction == OUT),
        "their_chars": sum(said.own_chars for said in talk.human if said.direction == IN),
        "max_unanswered": max((len(run) for run in ours), default=0),
        "waiting_since": _stamp(waiting) if waiting else None,
        "pressured": int(longest >= 3) if ours else None,
        **_burned(talk, ours),
        "outcome": talk.outcome,
    }


def _burned(talk: Talk, ours: list[tuple[Said, ...]]) -> dict:
    """Return whether the other side won't hear from us gladly again, and the last day that gave cause for it."""
    if not ours:
        return {}
    causes = [sent[-1] for run in ours if len(sent := touches(run)) > PATIENCE]
    if talk.outcome in NEGATIVE:
        causes += [said for said in talk.human if said.inbound and said.inbound.label == talk.outcome]
    return {"burned": int(bool(causes)), "burned_day": max((said.day for said in causes if said.day), default=None)}


def _answers(talk: Talk, thresholds: Mapping[str, float]) -> dict:
    """Return what came back on our opener."""
    if talk.opener is None:
        return {}
    reply, after = talk.first_reply, talk.after_reply
    return {
        "opener_id": talk.opener.id,
        "first_reply_id": reply.id if reply else None,
        "after_reply_id": after.id if after else None,
        "follow_ups": len(talk.follow_ups),
        "follow_up_gap_h": follow_up_gap(talk),
        "reply_h": hours_between(talk.opener, reply) if reply else None,
        "replied": replied_in_time(talk),
        "replied_any": int(reply is not None),
        "positive": int(talk.outcome in POSITIVE) if reply else None,
        "negative": int(talk.outcome in NEGATIVE) if reply else None,
        "pitch_after_reply": int(pitched_after_reply(talk, thresholds["pitch_sure"])) if reply else None,
    }


def _opener(opener: Said, thresholds: Mapping[str, float]) -> dict:
    judged = opener.out or Outbound()
    chars = len(opener.text.strip())
    return {
        "opener_chars": chars,
        "pitch_opener": int(opener.sells(thresholds["pitch_sure"])),
        "question_opener": int(judged.has_question >= 0.5),
        "helped_opener": int(judged.offers_help >= 0.5),
        "short_opener": int(chars <= thresholds["opener_good_chars"]),
        "link_opener": int(bool(opener.attachments or links(opener.text))),
        "slot_opener": int(bool(slots(opener.text))),
        "personal_opener": int("personal" in judged.spans),
        "copied_opener": 0,
    }


def mark_rows(talk: Talk) -> list[MarkRow]:
    """Return a row for every message of a conversation that is not private."""
    if talk.private:
        return []
    roles = _roles(talk)
    names = (talk.contact_name, talk.contact_company)
    return [_mark(talk, no, said, roles.get(said.id, "message"), names) for no, said in enumerate(talk.messages)]


def _roles(talk: Talk) -> dict[str, str]:
    roles = {said.id: "follow_up" for said in talk.follow_ups}
    named = (("opener", talk.opener), ("reply", talk.first_reply), ("after_reply", talk.after_reply))
    return roles | {said.id: role for role, said in named if said}


def _mark(talk: Talk, no: int, said: Said, role: str, names: tuple[str, ...]) -> MarkRow:
    ours, theirs = said.out, said.inbound
    probabilities = (
        (ours.is_pitch, ours.asks_meeting, ours.offers_help, ours.has_question, ours.is_bump) if ours else (None,) * 5
    )
    spans = (ours or theirs).spans if (ours or theirs) else {}
    return MarkRow(
        said.id,
        talk.id,
        talk.rep_id,
        said.day,
        said.direction,
        no,
        role,
        said.lang,
        len(said.text.strip()),
        *probabilities,
        theirs.label if theirs else None,
        int(bool(theirs and theirs.auto_reply)),
        None,
        None,
        canonical_json(spans) if spans else "{}",
        *_named(said, names),
    )


def _named(said: Said, names: tuple[str, ...]) -> tuple[str | None, int | None, float | None]:
    """Return whom a message of ours greets, whether that is the contact, and the part of it that is names."""
    if said.direction != OUT:
        return None, None, None
    name = greeted(said.text)
    right = int(greets(name, names[0])) if name and names[0] else None
    return name, right, name_share(said.text, names, name)


def wait_rows(talk: Talk, hours: WorkHours) -> list[WaitRow]:
    """Return the episodes in which they waited for us; none of a private conversation."""
    return [] if talk.private else [_wait(talk, wait, hours) for wait in talk.waits()]


def _wait(talk: Talk, wait: Wait, hours: WorkHours) -> WaitRow:
    asked, answer = wait
    elapsed = hours_between(asked, answer) if answer else None
    worked = round(hours.between(asked.at, answer.at), 4) if answer else None
    asked_at, answered_at = _stamp(asked), _stamp(answer) if answer else None
    return WaitRow(talk.id, talk.rep_id, talk.network, asked.id, asked_at, asked.day, answered_at, elapsed, worked)
