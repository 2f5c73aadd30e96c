"""A conversation as a rule and a figure see it: `Talk`, with who began, who answered when, and who waits."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from itertools import groupby, pairwise
from statistics import median
from typing import NamedTuple

from scoring.intents import Inbound, Outbound

REPLY_DAYS = 14
"""A reply later than this after the opener is none of the reply rate (metrics: cohort with a fixed window)."""
TOUCH_MINUTES = 10
"""Messages of ours within so many minutes are one touch: a text sent in pieces is no follow-up pressure."""
OUT, IN = "out", "in"
POSITIVE, NEGATIVE = ("interested", "meeting"), ("refusal", "opt_out", "complaint")


class Said(NamedTuple):
    """One message of a talk. `text` is plain text as it is read; `at` None when the export gives no time.

    `precise` is False for a time known to the day only (a note of an invitation). `own_chars` leaves out links,
    quotes and signatures. `out` or `inbound` is the judgement, by direction.
    """

    id: str
    kind: str
    direction: str
    at: datetime | None
    precise: bool
    day: str | None
    text: str
    own_chars: int = 0
    attachments: int = 0
    lang: str = ""
    out: Outbound | None = None
    inbound: Inbound | None = None

    @property
    def human(self) -> bool:
        """Whether a person wrote it, and it is known who."""
        return self.direction == OUT or (self.direction == IN and not (self.inbound and self.inbound.auto_reply))

    def sells(self, sure: float) -> bool:
        """Tell whether it is a message of ours that sells, at least so likely, in words that can be shown."""
        return self.out is not None and self.out.is_pitch >= sure and bool(self.out.spans.get("is_pitch"))


class Wait(NamedTuple):
    """From their first unanswered message to our next one; `answer` None while it is open."""

    asked: Said
    answer: Said | None


@dataclass(frozen=True)
class Talk:
    """One conversation between a rep and one contact: messages of outreach kinds in time order, judged.

    Only human messages count: an auto-reply neither answers nor waits.
    """

    id: str
    rep_id: str
    network: str
    messages: tuple[Said, ...]
    contact_id: str | None = None
    contact_name: str = ""
    contact_company: str = ""
    title: str = ""
    private: bool = False

    @cached_property
    def human(self) -> tuple[Said, ...]:
        """The messages that people wrote."""
        return tuple(said for said in self.messages if said.human)

    @cached_property
    def opened_by(self) -> str:
        """Who wrote first: us, them, or unknown."""
        first = next(iter(self.messages), None)
        if first is None or first.direction not in (OUT, IN):
            return "unknown"
        if not self.human:
            return "them"
        return "us" if self.human[0].direction == OUT else "them"

    @cached_property
    def sold_to(self) -> bool:
        """Whether they opened the conversation to sell to us: such a message is owed no answer."""
        return self.opened_by == "them" and any(said.inbound and said.inbound.sells for said in (self.runs or ((),))[0])

    @cached_property
    def opener(self) -> Said | None:
        """Our first message, when we opened."""
        return self.human[0] if self.opened_by == "us" else None

    @cached_property
    def first_reply(self) -> Said | None:
        """Their first human message after our opener."""
        return next((said for said in self.human if said.direction == IN), None) if self.opener else None

    @cached_property
    def after_reply(self) -> Said | None:
        """Our first message after their first reply."""
        if self.first_reply is None:
            return None
        later = self.human[self.human.index(self.first_reply) + 1 :]
        return next((said for said in later if said.direction == OUT), None)

    @cached_property
    def runs(self) -> tuple[tuple[Said, ...], ...]:
        """Runs of messages of one side."""
        return tuple(tuple(run) for _, run in groupby(self.human, key=lambda said: said.direction))

    @cached_property
    def follow_ups(self) -> tuple[Said, ...]:
        """Our messages after the opener and before the first reply."""
        return self.runs[0][1:] if self.opener else ()

    @cached_property
    def outcome(self) -> str:
        """How it ended: opt_out once and for all, else the last answer that decided anything, else none."""
        state = "none"
        for before, said in zip((None, *self.human), self.human, strict=False):
            if said.direction == IN and said.inbound:
                state = _next_state(state, said.inbound, before)
        return state

    def waits(self) -> Iterator[Wait]:
        """Yield the episodes in which they wrote and we owed an answer; a burst of theirs counts once.

        Somebody who wrote to sell waits for nothing, whatever they write after it.
        """
        if self.sold_to:
            return
        for no, run in enumerate(self.runs):
            if run[0].direction != IN or not run[0].precise or not any(_wants_answer(said) for said in run):
                continue
            answer = self.runs[no + 1][0] if no + 1 < len(self.runs) else None
            if answer is None or answer.precise:
                yield Wait(run[0], answer)


def _next_state(state: str, heard: Inbound, before: Said | None) -> str:
    if state == "opt_out":
        return state
    agrees = "meeting" in heard.spans and heard.label not in NEGATIVE
    if agrees and (heard.label == "interested" or (before and before.out and before.out.asks_meeting >= 0.5)):
        return "meeting"
    if heard.label == "interested":
        return "meeting" if state == "meeting" else "interested"
    return heard.label if heard.label in (*NEGATIVE, "later") else state


def _wants_answer(said: Said) -> bool:
    """Tell whether a message of theirs is owed an answer: thanks, a thumb, a refusal are not."""
    if said.inbound is None or said.inbound.label not in ("neutral", "refusal", "opt_out"):
        return True
    return said.inbound.label == "neutral" and not said.inbound.closing


def touches(run: tuple[Said, ...]) -> list[Said]:
    """Return the messages of a run without those sent within minutes of the one before."""
    kept: list[Said] = []
    last: datetime | None = None
    for said in run:
        if last is None or said.at is None or (said.at - last).total_seconds() > TOUCH_MINUTES * 60:
            kept.append(said)
        last = said.at or last
    return kept


def hours_between(earlier: Said, later: Said) -> float | None:
    """Return the hours from one message to another; None when a time is unknown or known to the day only."""
    if earlier.at is None or later.at is None or not (earlier.precise and later.precise):
        return None
    return round((later.at - earlier.at).total_seconds() / 3600, 4)


def replied_in_time(talk: Talk) -> int | None:
    """Return 1 or 0 for a human reply within the window; None when we did not open or a time is missing."""
    if talk.opener is None:
        return None
    if talk.first_reply is None:
        return 0
    if talk.opener.at is None or talk.first_reply.at is None:
        return None
    return int((talk.first_reply.at - talk.opener.at).total_seconds() <= REPLY_DAYS * 86_400)


def pitched_after_reply(talk: Talk, sure: float) -> bool:
    """Tell whether our first message after their first reply sells although they had not asked what we sell."""
    after = talk.after_reply
    if after is None or not after.sells(sure):
        return False
    before = talk.human[: talk.human.index(after)]
    return not any(asked_for_offer(said) for said in before)


def asked_for_offer(said: Said) -> bool:
    """Tell whether a message of theirs asks what we sell, for an offer, a price or terms."""
    if said.inbound is None:
        return False
    return said.inbound.label == "interested" or "asks_offer" in said.inbound.spans


def follow_up_gap(talk: Talk) -> float | None:
    """Return the median hours between our messages before the first reply, None without follow-ups."""
    if not talk.follow_ups:
        return None
    run = talk.runs[0]
    gaps = [hours_between(a, b) for a, b in pairwise(run)]
    known = [gap for gap in gaps if gap is not None]
    return round(median(known), 4) if known else None


def moment(text: str | None) -> datetime | None:
    """Return the moment of a UTC ISO text."""
    if not text:
        return None
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=UTC)
