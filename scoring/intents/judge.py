"""Judging one text: probabilities of what our message does, the class of theirs, and the words that tell."""

import functools
import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from scoring.intents.features import Features, features
from scoring.intents.language import language
from scoring.intents.model import scorer
from scoring.languages import lexicon

Spans = Mapping[str, list[tuple[int, int]]]

OUTBOUND_LABELS = ("is_pitch", "asks_meeting", "offers_help", "has_question", "is_bump")
INBOUND_LABELS = ("interested", "question", "neutral", "later", "refusal", "opt_out", "complaint")
GROUPS_OF = {
    "is_pitch": (
        "pitch.we_do",
        "pitch.product",
        "pitch.price",
        "pitch.benefit",
        "pitch.proof",
        "pitch.material",
        "pitch.cta",
    ),
    "asks_meeting": ("meeting.ask",),
    "offers_help": ("help.offer",),
    "has_question": ("questions",),
    "is_bump": ("bump.nudge",),
}
_TELLING = ("pitch.we_do", "pitch.product", "pitch.price", "pitch.benefit", "pitch.proof", "pitch.material")
"""Groups whose phrases name what is sold: a question ("interested?") alone sells nothing."""
_OFFERED = ("pitch.product", "pitch.price", "pitch.benefit", "pitch.proof")
"""What must be named for a text to sell although it says that something is given away."""
SURE = 0.5
"""How likely it must be that a text sells before it is said to; a finding needs more (pitch_sure in weights.toml)."""
_NOT_TOLD = 0.45
"""The chance of a text that gives something away and is not said to sell."""
CLOSING_WORDS = 6
"""A thanks with more words than this may want an answer."""
_STOP_ALONE = 0.4
"""How likely "stop" must be when none of its own phrases is there; the rule about writing on looks for those only."""
_STOP_CHANCE = 0.2
"""How likely "stop" must be by all words, when one of its own phrases is there."""


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
    """How a message of theirs sounds: one of INBOUND_LABELS. `closing`: it asks for no answer (thanks, a thumb).

    `spans` may hold the label, "meeting" (they agree to one) and "asks_offer" (they ask what we sell or its price).
    `sells`: it offers us something of theirs, and asks for nothing of ours.
    """

    label: str = "neutral"
    auto_reply: bool = False
    spans: Spans = field(default_factory=dict)
    closing: bool = False
    sells: bool = False


@functools.cache
def _stops(lang: str) -> re.Pattern[str]:
    return re.compile("|".join(lexicon(lang)["opt_out"]["patterns"]), re.I)


def opt_outs(text: str, lang: str) -> list[tuple[int, int]]:
    """Return where a text asks in so many words to be left alone."""
    plain = text.replace("ё", "е").replace("Ё", "Е")
    return [match.span() for match in _stops("ru" if lang == "ru" else "en").finditer(plain)]


def judge_outbound(text: str, lang: str | None = None) -> Outbound:
    """Judge a text of ours. A text without words does nothing."""
    lang = language(text) if lang is None else lang
    seen = features(text, lang)
    if not seen.words:
        return Outbound()
    chances = [1 / (1 + math.exp(-score)) for score in _scores("outbound", lang, seen)]
    chances[3] = 0.95 if seen.spans.get("questions") else 0.05  # a question is seen, not guessed
    if not said_to_sell(chances[0], seen):
        chances[0] = min(chances[0], _NOT_TOLD)
    if chances[0] >= 0.5:
        chances[2] = min(chances[2], 0.4)  # who sells does not help, by definition
    spans = {}
    for label, chance in zip(OUTBOUND_LABELS, chances, strict=True):
        told = _strong(seen, GROUPS_OF[label]) if label == "is_pitch" else seen.spans
        if chance >= 0.5 and (found := _collect(told, GROUPS_OF[label])):
            spans[label] = found
    if seen.spans.get("personal"):
        spans["personal"] = seen.spans["personal"]
    return Outbound(*(round(chance, 3) for chance in chances), spans)


def said_to_sell(chance: float, seen: Features) -> bool:
    """Tell whether a text is said to sell: likely enough, and what is given away must name a product or price."""
    return chance >= SURE and (not seen.spans.get("selling.given") or tells_selling(seen))


def tells_selling(seen: Features) -> bool:
    """Tell whether a text names a product, an offer, a price or a benefit, in words that mean nothing else.

    What is given away free of strings, or told out of interest, is no offer unless a product or price stands with it.
    """
    groups = _OFFERED if seen.spans.get("selling.given") else _TELLING
    return any(_strong(seen, groups).values())


def _strong(seen: Features, groups: Iterable[str]) -> Spans:
    """Return the spans of some groups without those that prove nothing alone ("on 14 %", "your presentation")."""
    weak = seen.spans.get("selling.weak", ())
    return {
        group: [(a, b) for a, b in seen.spans.get(group, ()) if not any(x <= a and b <= y for x, y in weak)]
        for group in groups
    }


def judge_inbound(text: str, lang: str | None = None) -> Inbound:
    """Judge a text of theirs. An auto-reply is neutral; a text without words (a thumb) is neutral and closing."""
    lang = language(text) if lang is None else lang
    seen = features(text, lang)
    if not seen.words:
        return Inbound(closing=not text.strip(" !.)\n") or "?" not in text)
    if _automatic(seen):
        told = seen.spans.get("auto.words") or seen.spans["auto.strong"]
        return Inbound("neutral", True, {"auto_reply": told}, True)
    chances = _chances(_scores("inbound", lang, seen))
    stop = opt_outs(text, lang) if chances["opt_out"] >= _STOP_CHANCE else []
    label = _label(chances, bool(stop))
    if label in ("interested", "question") and seen.spans.get("selling.postpones"):
        label = "later"
    spans = {"opt_out": stop} if label == "opt_out" and stop else {}
    for name in (label, "meeting", "asks_offer"):
        if name != "opt_out" and (found := seen.spans.get(f"inbound.{name}")):
            spans[name] = found
    return Inbound(label, False, spans, _closes(label, seen), _sells(seen, lang))


def _sells(seen: Features, lang: str) -> bool:
    """Tell whether a text of theirs sells to us; who says what they need, or asks about ours, buys."""
    if seen.spans.get("selling.buys"):
        return False
    return tells_selling(seen) and _scores("outbound", lang, seen)[0] >= math.log(SURE / (1 - SURE))


def _chances(scores: list[float]) -> dict[str, float]:
    top = max(scores)
    weights = [math.exp(score - top) for score in scores]
    total = sum(weights)
    return {label: weight / total for label, weight in zip(INBOUND_LABELS, weights, strict=True)}


def _label(chances: Mapping[str, float], stop: bool) -> str:
    """Return the likeliest class; "stop" sooner when words of theirs say so."""
    if stop:
        return "opt_out"
    allowed = [label for label in INBOUND_LABELS if label != "opt_out" or chances[label] >= _STOP_ALONE]
    return max(allowed, key=chances.__getitem__)


def _automatic(seen: Features) -> bool:
    return bool(seen.spans.get("auto.strong")) or len(seen.spans.get("auto.words", ())) > 1


def _closes(label: str, seen: Features) -> bool:
    """Tell whether a message is thanks or the like, so that nobody waits for an answer to it."""
    thanks = seen.spans.get("inbound.thanks")
    return label == "neutral" and not seen.spans.get("questions") and bool(thanks) and seen.words <= CLOSING_WORDS


def _scores(kind: str, lang: str, seen: Features) -> list[float]:
    """Return the log-odds of every label of a kind."""
    return scorer(kind, lang).scores(seen)


def _collect(spans: Mapping[str, list[tuple[int, int]]], groups: Iterable[str]) -> list[tuple[int, int]]:
    """Return the spans of some groups in order, joined where they touch."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(span for group in groups for span in spans.get(group, ())):
        if joined and start <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
