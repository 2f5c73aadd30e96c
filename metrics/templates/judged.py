"""What a text sent to many does: how alike its copies are, how few answer, and what that is called."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from data.words import N_
from metrics.metric import TOO_FEW, Measurement
from metrics.words import Said

Use = Literal["opener", "follow_up", "talk"]
"""What a text mostly is: a first message, a follow-up, or part of a talk that goes on."""
Kind = Literal["stop", "watch", "ok", "early", "talk"]
ORDER: tuple[Kind, ...] = ("stop", "watch", "ok", "early", "talk")
"""Verdicts in the order of harm."""

FEW, BULK_RATE, BULK_N, OWN = 5, 0.13, 30, 0.5
"""Fewer people are no mass mailing. LinkedIn restricts bulk senders of whom less than 13 % get an answer; that is said
once 30 copies had time for one. From half of a text in own words on, it is no paste. The same numbers stand in
scoring/weights.toml: change both together, a test compares.
"""


class Limits(NamedTuple):
    """What a verdict asks for: people, the answered share to reach, how many copies had time, own words."""

    few: float = FEW
    rate: float = BULK_RATE
    n: float = BULK_N
    own: float = OWN


USUAL = Limits()


def limits_with(own: Mapping[str, float]) -> Limits:
    """Return the limits with a workspace's own thresholds of rules in the place of those that they replace."""
    keys = ("copies_people", "copies_stop_rate", "copies_stop_n", "copies_own")
    return Limits(*(own.get(key, usual) for key, usual in zip(keys, USUAL, strict=True)))


NO_SHARE, NO_MANY = 0.3, 3
"""Refusals among answers from which they are worth a look, and how many there must be."""


@dataclass(frozen=True)
class Judged:
    """A verdict on a text and what it is called in a few words."""

    kind: Kind
    said: Said


def judge(use: Use, people: int, fixed: float, answered: Measurement, negative: int, limits: Limits = USUAL) -> Judged:
    """Judge a text by both axes: how alike its copies are and how few answer.

    Good answers are never called spam, however alike the copies; a follow-up is at most worth a look.
    """
    pasted = fixed > 1 - limits.own
    k, n, low = answered.k or 0, answered.n or 0, answered.low or 0.0
    if use == "talk":
        return Judged("talk", Said(N_("Part of talks")))
    if people < limits.few:
        return Judged("early", Said(N_("Few people") if pasted else N_("Mostly own words")))
    if n and n >= limits.n and k / n < limits.rate:
        return _ignored(use, pasted)
    if negative >= NO_MANY and negative > NO_SHARE * k:
        return Judged("watch", Said(N_("Many say no")))
    if n >= TOO_FEW and low >= limits.rate:
        return Judged("ok", Said(N_("Gets answers") if pasted else N_("Own words answered")))
    if not pasted:
        return Judged("early", Said(N_("Mostly own words")))
    return Judged("early", Said(N_("Too early to say") if n < limits.n else N_("Not told from chance")))


def _ignored(use: Use, pasted: bool) -> Judged:
    if use == "follow_up":
        return Judged("watch", Said(N_("Nudges in vain")))
    if not pasted:
        return Judged("watch", Said(N_("Hardly answered")))
    return Judged("stop", Said(N_("Pasted and ignored")))
