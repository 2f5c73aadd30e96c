"""One conversation as values: its messages in time order, what each does, what the rules found, what came of it."""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from data import queries
from data.scope import Scope
from data.words import N_, NN_
from metrics.words import Day, Said, counted

SURE = 0.5
"""How likely a message must do something to be called so."""
GAP_DAYS, SILENCE_DAYS = 2, 5
"""Days between two messages that are drawn as a gap, and that are called silence."""
SHORTEST_MARK = 3
"""Characters; a marked question mark alone tells nothing."""
Mark = tuple[int, int, str]


@dataclass(frozen=True)
class Found:
    """A breach in the conversation; its words stand with the rules. `evidence` is "" where it may not be read."""

    id: str
    rule: str
    severity: str
    message_id: str | None
    params: Mapping[str, Any]
    evidence: str
    spans: tuple[tuple[int, int], ...]
    answer: str | None = None
    decided: str | None = None


@dataclass(frozen=True)
class Line:
    """A message. `text` None: not to be read by the viewer (`chars` long); `cited`: only what a finding quotes.

    `tags` are (tone, words); `marks` count characters in `text`; `gap_days` are the days since the message before.
    """

    id: str
    kind: str
    side: str  # out, in
    at: str | None
    exact: bool
    day: str | None
    sender: str
    subject: str
    text: str | None
    cited: bool
    chars: int
    attached: bool
    tags: tuple[tuple[str, Said], ...]
    marks: tuple[Mark, ...]
    found: tuple[Found, ...]
    gap_days: int = 0


@dataclass(frozen=True)
class Note:
    """A note: written here (`ours`, by `who`), or the network's own."""

    id: str
    at: str
    who: str
    text: str
    ours: bool


@dataclass(frozen=True)
class TalkModel:
    """One conversation. `own`: the viewer's; `hidden`: messages that the viewer may not read."""

    id: str
    rep_id: str
    rep: str
    network: str
    contact: str
    company: str
    position: str
    private: bool
    own: bool
    days: int
    ours: int
    theirs: int
    answer: tuple[Said, ...]
    lines: tuple[Line, ...]
    found: tuple[Found, ...] = field(default=())  # about the whole conversation
    notes: tuple[Note, ...] = ()

    @property
    def hidden(self) -> int:
        """How many messages the viewer may not read whole."""
        return sum(line.text is None or line.cited for line in self.lines)


def talk(conn: sqlite3.Connection, scope: Scope, conversation_id: str) -> TalkModel | None:
    """Return a conversation whole, whatever the scope's days; None for one that is not the scope's."""
    heads = queries.rows(conn, "talk_head", scope, id=conversation_id)
    if not heads:
        return None
    head = heads[0]
    found = [_found(row) for row in queries.rows(conn, "talk_findings", scope, id=conversation_id)]
    lines = _lines(queries.rows(conn, "talk_lines", scope, id=conversation_id), found)
    ids = {line.id for line in lines}
    notes = queries.rows(conn, "talk_notes", scope, id=conversation_id)
    return TalkModel(
        id=head["id"],
        rep_id=head["rep_id"],
        rep=head["rep"] or "",
        network=head["network"],
        contact=head["contact"],
        company=head["company"],
        position=head["position"],
        private=bool(head["private"]),
        own=bool(head["own"]),
        days=_days(head["started_at"], head["last_at"]),
        ours=head["ours"],
        theirs=head["theirs"],
        answer=tuple(_story(head, lines)),
        lines=tuple(lines),
        found=tuple(one for one in found if one.message_id not in ids),
        notes=tuple(Note(row["id"], row["at"], row["who"], row["text"], bool(row["ours"])) for row in notes),
    )


def _days(start: str | None, end: str | None) -> int:
    if not start or not end:
        return 0
    return (date.fromisoformat(end[:10]) - date.fromisoformat(start[:10])).days


def _found(row: sqlite3.Row) -> Found:
    spans = tuple((start, end) for start, end in json.loads(row["spans"]))
    params = json.loads(row["params"])
    return Found(
        row["id"],
        row["rule"],
        row["severity"],
        row["message_id"],
        params,
        row["evidence"],
        spans,
        row["answer"],
        row["decided"],
    )


def _lines(rows: list[sqlite3.Row], found: list[Found]) -> list[Line]:
    lines, before = [], None
    for row in rows:
        mine = tuple(one for one in found if one.message_id == row["id"])
        text, cited = row["text"], False
        if text is None:
            quoted = max((one.evidence for one in mine), key=len, default="")
            text, cited = (quoted, True) if quoted else (None, False)
        lines.append(_line(row, text, cited, mine, _days(before, row["day"])))
        before = row["day"] or before
    return lines


def _line(row: sqlite3.Row, text: str | None, cited: bool, found: tuple[Found, ...], gap: int) -> Line:
    return Line(
        id=row["id"],
        kind=row["kind"],
        side="in" if row["direction"] == "in" else "out",
        at=row["sent_at"],
        exact=row["sent_at_by"] in ("exact", "offset"),
        day=row["day"],
        sender=row["sender"],
        subject=row["subject"],
        text=text,
        cited=cited and len(text or "") < row["chars"],
        chars=row["chars"],
        attached=bool(row["attached"]),
        tags=tuple(_tags(row)),
        marks=_marks(row, text, found),
        found=found,
        gap_days=gap if gap >= GAP_DAYS else 0,
    )


_ROLES = {"opener": N_("first message"), "follow_up": N_("follow-up"), "reply": N_("first answer")}
_INBOUND = {
    "interested": ("good", N_("interest")),
    "question": ("", N_("question")),
    "later": ("", N_("not now")),
    "refusal": ("watch", N_("declines")),
    "opt_out": ("stop", N_("asks to stop")),
    "complaint": ("stop", N_("complains")),
}


def _tags(row: sqlite3.Row):
    if row["kind"] == "invitation":
        yield "", Said(N_("invitation"))
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
    ("is_pitch", "watch", N_("offer")),
    ("offers_help", "good", N_("help")),
    ("asks_meeting", "", N_("asks to meet")),
    ("has_question", "", N_("question")),
    ("is_bump", "watch", N_("nudge")),
)


def _pitch_tone(row: sqlite3.Row) -> str:
    return "stop" if row["role"] in ("opener", "after_reply") else "watch"


_GOOD_SPANS = ("interested", "question", "meeting", "asks_offer")
_HARD_SPANS = ("refusal", "opt_out", "complaint")


def _marks(row: sqlite3.Row, text: str | None, found: tuple[Found, ...]) -> tuple[Mark, ...]:
    """Return the words meant, in characters of the text that is shown: those of findings first."""
    if text is None:
        return ()
    marks: list[Mark] = []
    for one in found:
        at = text.find(one.evidence) if one.evidence else -1
        if at >= 0 and (one.spans != ((0, len(one.evidence)),)):
            tone = "stop" if one.severity == "stop" else "watch"
            marks += [(at + start, at + end, tone) for start, end in one.spans]
    for label, spans in json.loads(row["spans"] or "{}").items():
        tone = _span_tone(row, label)
        marks += [
            (start, end, tone)
            for start, end in spans
            if tone and end - start >= SHORTEST_MARK and not _touches(marks, start, end)
        ]
    return tuple(marks)


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


# --- what came of it ------------------------------------------------------------------------------------------------
_OUTCOME = {
    "meeting": N_("It led to a meeting."),
    "interested": N_("They showed interest."),
    "later": N_("They put it off."),
    "refusal": N_("They declined."),
    "opt_out": N_("They asked to stop."),
    "complaint": N_("They complained."),
}


def _story(head: sqlite3.Row, lines: list[Line]):
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
    if silence >= SILENCE_DAYS * 2:
        yield counted(NN_("The longest silence was {n} day.", "The longest silence was {n} days."), silence)
    if head["waiting_since"]:
        yield Said(N_("They have waited for an answer since {day}."), {"day": Day(head["waiting_since"][:10])})
    elif head["outcome"] in _OUTCOME:
        yield Said(_OUTCOME[head["outcome"]])


def _offer(head: sqlite3.Row, lines: list[Line]) -> Said:
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
