"""What a text sent to many does: how alike its copies are, how few answer, and what that is called."""

from dataclasses import dataclass
from typing import Literal

from data.words import N_
from metrics.metric import TOO_FEW, Measurement
from metrics.words import Said

Use = Literal["opener", "follow_up", "talk"]
"""What a text mostly is: a first message, a follow-up, or part of a talk that goes on."""
Kind = Literal["stop", "watch", "ok", "early", "talk"]
ORDER: tuple[Kind, ...] = ("stop", "watch", "ok", "early", "talk")
"""Verdicts in the order of harm."""

BULK_RATE, BULK_N = 0.13, 30
"""LinkedIn restricts bulk senders whose answers stay below 13 %; fewer than 30 old enough copies prove nothing."""
MOSTLY_FIXED = 0.5
"""Fixed share from which a text is a paste; below it, most words are the sender's own."""
NO_SHARE, NO_MANY = 0.3, 3
"""Refusals among answers from which they are worth a look, and how many there must be."""


@dataclass(frozen=True)
class Judged:
    """A verdict on a text and what it is called in a few words."""

    kind: Kind
    said: Said


def judge(use: Use, fixed: float, answered: Measurement, negative: int) -> Judged:
    """Judge a text by both axes: how alike its copies are and how few answer.

    Good answers are never called spam, however alike the copies; a follow-up is at most worth a look.
    """
    if use == "talk":
        return Judged("talk", Said(N_("Part of talks")))
    k, n = answered.k or 0, answered.n or 0
    if n < TOO_FEW:
        return Judged("early", Said(N_("Too early to say")))
    if k / n < BULK_RATE:
        return _ignored(use, fixed, n)
    if negative >= NO_MANY and negative > NO_SHARE * k:
        return Judged("watch", Said(N_("Many say no")))
    if fixed < MOSTLY_FIXED:
        return Judged("ok", Said(N_("Own words answered")))
    return Judged("ok", Said(N_("Gets answers")))


def _ignored(use: Use, fixed: float, n: int) -> Judged:
    if use == "follow_up":
        return Judged("watch", Said(N_("Nudges in vain")))
    if fixed < MOSTLY_FIXED:
        return Judged("watch", Said(N_("Hardly answered")))
    if n < BULK_N:
        return Judged("watch", Said(N_("Hardly answered")))
    return Judged("stop", Said(N_("Pasted and ignored")))
