"""What a message of a conversation is and does, in words, and which of its characters tell it."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from typing import Protocol

from data.words import N_
from metrics.words import Said

SURE = 0.5
"""How likely a message must do something to be called so."""
SHORTEST_MARK = 3
"""Characters; a marked question mark alone tells nothing."""
Mark = tuple[int, int, str]
"""Start, end and tone: stop, watch or ok."""


class Cited(Protocol):
    """What a finding says of a message: the words cited, and the spans in them that broke the rule."""

    @property
    def severity(self) -> str: ...

    @property
    def evidence(self) -> str: ...

    @property
    def spans(self) -> tuple[tuple[int, int], ...]: ...


_ROLES = {"opener": N_("first message"), "follow_up": N_("follow-up"), "reply": N_("first answer")}
_INBOUND = {
    "interested": ("good", N_("interest")),
    "question": ("", N_("question")),
    "later": ("", N_("not now")),
    "refusal": ("watch", N_("declines")),
    "opt_out": ("stop", N_("asks to stop")),
    "complaint": ("stop", N_("complains")),
}


def tags(row: sqlite3.Row) -> Iterator[tuple[str, Said]]:
    """Yield what a message is and does: tone and words."""
    if row["kind"] == "invitation":
        yield "", Said(N_("invitation"))
    if row["kind"] == "forward":
        yield "", Said(N_("forwarded"))
    if row["role"] in _ROLES:
        yield "", Said(_ROLES[row["role"]])
    if row["auto_reply"]:
        yield "", Said(N_("automatic answer"))
    elif row["inbound_class"] in _INBOUND:
        tone, words = _INBOUND[row["inbound_class"]]
        yield tone, Said(words)
    for key, tone, words in _DOES:
        if (row[key] or 0) >= SURE:
            yield (_pitch_tone(row) if key == "is_pitch" else tone), Said(words)


_DOES = (
    ("is_pitch", "", N_("offer")),
    ("offers_help", "good", N_("help")),
    ("asks_meeting", "", N_("asks to meet")),
    ("has_question", "", N_("question")),
    ("is_bump", "watch", N_("nudge")),
)


def _pitch_tone(row: sqlite3.Row) -> str:
    """Return the tone of an offer: harm before and right after the first answer; later on it is what talks are for."""
    return "stop" if row["role"] in ("opener", "after_reply") else ""


_GOOD_SPANS = ("interested", "question", "meeting", "asks_offer")
_HARD_SPANS = ("refusal", "opt_out", "complaint")


def marks(row: sqlite3.Row, text: str | None, found: Sequence[Cited]) -> tuple[Mark, ...]:
    """Return the words meant, in characters of the text that is shown: those of findings first."""
    if text is None:
        return ()
    found_marks: list[Mark] = []
    for one in found:
        at = text.find(one.evidence) if one.evidence else -1
        if at >= 0 and (one.spans != ((0, len(one.evidence)),)):
            tone = "stop" if one.severity == "stop" else "watch"
            found_marks += [(at + start, at + end, tone) for start, end in one.spans]
    for label, spans in json.loads(row["spans"] or "{}").items():
        tone = _span_tone(row, label)
        found_marks += [
            (start, end, tone)
            for start, end in spans
            if tone and end - start >= SHORTEST_MARK and not _touches(found_marks, start, end)
        ]
    return tuple(found_marks)


def _touches(marks: list[Mark], start: int, end: int) -> bool:
    return any(start < last and first < end for first, last, _ in marks)


def _span_tone(row: sqlite3.Row, label: str) -> str:
    if label == "is_pitch":
        return _pitch_tone(row) if (row["is_pitch"] or 0) >= SURE else ""
    if label == "offers_help":
        return "ok" if (row["offers_help"] or 0) >= SURE else ""
    if row["direction"] != "in":
        return ""
    return "ok" if label in _GOOD_SPANS else "stop" if label in _HARD_SPANS else ""
