"""Judging one text: probabilities of what our message does, the class of theirs, and the words that tell."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Spans = Mapping[str, list[tuple[int, int]]]

INBOUND_LABELS = ("interested", "question", "neutral", "later", "refusal", "opt_out", "complaint")


@dataclass(frozen=True)
class Outbound:
    """What a message of ours does: probabilities 0..1; `spans` says by label which characters of the text tell it."""

    is_pitch: float = 0.0
    asks_meeting: float = 0.0
    offers_help: float = 0.0
    has_question: float = 0.0
    is_bump: float = 0.0
    spans: Spans = field(default_factory=dict)


@dataclass(frozen=True)
class Inbound:
    """How a message of theirs sounds: one of INBOUND_LABELS. `closing`: it asks for no answer (thanks, a thumb)."""

    label: str = "neutral"
    auto_reply: bool = False
    spans: Spans = field(default_factory=dict)
    closing: bool = False


def judge_outbound(text: str, lang: str | None = None) -> Outbound:
    """Judge a text of ours."""
    return Outbound()


def judge_inbound(text: str, lang: str | None = None) -> Inbound:
    """Judge a text of theirs."""
    return Inbound()
