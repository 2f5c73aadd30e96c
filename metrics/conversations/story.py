"""What came of a conversation, in at most three sentences."""

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Protocol

from data.words import N_, NN_
from metrics.words import Day, Said, counted

LONG_SILENCE = 10
"""Days without a word that a story mentions."""


class Told(Protocol):
    """A message as far as a story goes."""

    @property
    def id(self) -> str: ...

    @property
    def at(self) -> str | None: ...

    @property
    def gap_days(self) -> int: ...


_OUTCOME = {
    "meeting": N_("It led to a meeting."),
    "interested": N_("They showed interest."),
    "later": N_("They put it off."),
    "refusal": N_("They declined."),
    "opt_out": N_("They asked to stop."),
    "complaint": N_("They complained."),
}


def story(head: sqlite3.Row, lines: Sequence[Told]) -> Iterator[Said]:
    """Yield at most three sentences: how it began, the longest silence, what came of it."""
    if head["pitch_after_reply"]:
        yield _offer(head, lines)
    elif head["opened_by"] == "us" and not head["replied_any"]:
        yield counted(NN_("{n} message, no answer.", "{n} messages, no answer."), head["ours"])
    elif head["opened_by"] == "us" and head["reply_h"] is not None:
        yield Said(N_("They answered within {time}."), {"time": _length(head["reply_h"])})
    elif head["opened_by"] == "them":
        yield Said(N_("They wrote first."))
    silence = max((line.gap_days for line in lines), default=0)
    if silence >= LONG_SILENCE:
        yield counted(NN_("The longest silence was {n} day.", "The longest silence was {n} days."), silence)
    if head["waiting_since"]:
        yield Said(N_("They have waited for an answer since {day}."), {"day": Day(head["waiting_since"][:10])})
    elif head["outcome"] in _OUTCOME:
        yield Said(_OUTCOME[head["outcome"]])


def _offer(head: sqlite3.Row, lines: Sequence[Told]) -> Said:
    at = {line.id: line.at for line in lines}
    first, then = at.get(head["first_reply_id"]), at.get(head["after_reply_id"])
    if not first or not then:
        return Said(N_("An offer followed right after their first answer."))
    after = _length((_moment(then) - _moment(first)).total_seconds() / 3600)
    return Said(N_("An offer followed {after} after their first answer."), {"after": after})


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def _length(hours: float) -> Said:
    if hours < 1:
        return counted(NN_("{n} minute", "{n} minutes"), max(1, round(hours * 60)))
    if hours < 48:
        return counted(NN_("{n} hour", "{n} hours"), round(hours))
    return counted(NN_("{n} day", "{n} days"), round(hours / 24))
