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

FEW, BULK_RATE, BULK_N = 5, 0.13, 30
"""Fewer people are no mass mailing. LinkedIn restricts bulk senders of whom less than 13 % get an answer; that is said
once 30 copies had time for one. The same numbers stand in scoring/weights.toml: change both together, a test compares.
"""


class Limits(NamedTuple):
    """What a verdict asks for: people, the answered share to reach, and how many copies had time for an answer."""

    few: float = FEW
    rate: float = BULK_RATE
    n: float = BULK_N


USUAL = Limits()


def limits_with(own: Mapping[str, float]) -> Limits:
    """Return the limits with a workspace's own thresholds of rules in the place of those that they replace."""
    keys = ("copies_people", "copies_stop_rate", "copies_stop_n")
    return Limits(*(own.get(key, usual) for key, usual in zip(keys, USUAL, strict=True)))


MOSTLY_FIXED = 0.5
"""Fixed share from which a text is a paste; below it, most words are the sender's own."""
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
    k, n, low = answered.k or 0, answered.n or 0, answered.low or 0.0
    if use == "talk":
        return Judged("talk", Said(N_("Part of talks")))
    if people < limits.few:
        return Judged("early", Said(N_("Few people")))
    if n and n >= limits.n and k / n < limits.rate:
        return _ignored(use, fixed)
    if negative >= NO_MANY and negative > NO_SHARE * k:
        return Judged("watch", Said(N_("Many say no")))
    if n >= TOO_FEW and low >= limits.rate:
        return Judged("ok", Said(N_("Gets answers") if fixed >= MOSTLY_FIXED else N_("Own words answered")))
    return Judged("early", Said(N_("Too early to say") if n < limits.n else N_("Not told from chance")))


def _ignored(use: Use, fixed: float) -> Judged:
    if use == "follow_up":
        return Judged("watch", Said(N_("Nudges in vain")))
    if fixed < MOSTLY_FIXED:
        return Judged("watch", Said(N_("Hardly answered")))
    return Judged("stop", Said(N_("Pasted and ignored")))
