"""How a template was used: by whom, to how many people within days, and what came back."""

import functools
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from math import sqrt
from typing import Literal, NamedTuple

_Z2 = 1.959963984540054**2
NOTE = "invitation"
Outcome = Literal["few", "early", "open", "answered", "ignored"]


class Sent(NamedTuple):
    """One copy. `contact_id` None: a person whom nobody named; `replied` None: nobody can tell yet, or no opener.

    `greeted` is the name that it greets ("" an empty place, None no greeting), `greets` whether that is the contact's;
    `personal` is the part of it (0..1) that is not the template's, `named` the part that is greeting and names.
    """

    message_id: str
    conversation_id: str
    contact_id: str | None
    day: str | None
    network: str
    kind: str
    role: str
    replied: int | None = None
    negative: int | None = None
    greeted: str | None = None
    greets: int | None = None
    personal: float = 0.0
    named: float = 0.0

    @property
    def to(self) -> str:
        """Whom it went to; a conversation with a person nobody named is a person of its own."""
        return self.contact_id or self.conversation_id

    @property
    def own(self) -> float:
        """The part of it (0..1) that is neither the template's nor greeting and names."""
        return max(0.0, self.personal - self.named)


class Answers(NamedTuple):
    """How many of the openers that had time for an answer (`n`) got one (`k`)."""

    k: int
    n: int


@dataclass(frozen=True)
class Use:
    """One rep's use of one template, copies oldest first.

    `read` returns the plain text of one of its messages, `name_of` the name of a contact. `agreed`: the rep has said
    that it is an agreed campaign.
    """

    template_id: str
    rep_id: str
    sent: tuple[Sent, ...]
    read: Callable[[str], str]
    name_of: Callable[[str], str]
    agreed: bool = False

    @cached_property
    def openers(self) -> tuple[Sent, ...]:
        """First messages that are no notes of invitations."""
        return tuple(one for one in self.sent if one.role == "opener" and one.kind != NOTE)

    @cached_property
    def notes(self) -> tuple[Sent, ...]:
        """Notes of invitations."""
        return tuple(one for one in self.sent if one.role == "opener" and one.kind == NOTE)


def pasted(sent: Iterable[Sent], limits: Mapping[str, float]) -> list[Sent]:
    """Return the messages that are copies: a sentence of a template among more own words makes none."""
    return [one for one in sent if one.own < limits["copies_own"]]


def people_within(sent: Iterable[Sent], days: int) -> int:
    """Return the most people who got one of these messages within so many days."""
    sent = list(sent)
    if len(sent) < 2:
        return sum(one.day is not None for one in sent)
    dated = sorted((_number(one.day), one.to) for one in sent if one.day)
    best = start = 0
    for no, (day, _) in enumerate(dated):
        while dated[start][0] <= day - days:
            start += 1
        if no + 1 - start > best:
            best = max(best, len({to for _, to in dated[start : no + 1]}))
    return best


@functools.lru_cache(maxsize=10_000)
def _number(day: str) -> int:
    return date.fromisoformat(day).toordinal()


def answers(sent: Iterable[Sent], silent_until: str) -> Answers:
    """Return how many of the copies sent until a day were answered, so that silence had time to be silence."""
    old = [one.replied for one in sent if one.replied is not None and (one.day or "9") <= silent_until]
    return Answers(sum(old), len(old))


def outcome(people: int, told: Answers, limits: Mapping[str, float]) -> Outcome:
    """Judge a text on two axes: how many people got it within days, and whether they answer.

    "few": it went to too few to be mass mailing. "ignored": enough had time, and fewer answer than the share under
    which LinkedIn restricts bulk senders. "answered": more than that share answer, and the sample proves it: no
    spam. "early": too few had time to answer; "open": the sample proves neither.
    """
    if people < limits["copies_people"]:
        return "few"
    if told.n and proven_share(told.k, told.n) >= limits["copies_stop_rate"]:
        return "answered"
    if told.n < limits["copies_stop_n"]:
        return "early"
    return "ignored" if told.k / told.n < limits["copies_stop_rate"] else "open"


def proven_share(k: int, n: int) -> float:
    """Return the lower end of the 95 % interval of a share k of n (Wilson 1927); n is above 0."""
    if k == 0:
        return 0.0
    share, over = k / n, _Z2 / n
    half = sqrt(_Z2) * sqrt(share * (1 - share) / n + over / (4 * n))
    return (share + over / 2 - half) / (1 + over)
