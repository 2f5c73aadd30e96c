"""One conversation as values: its messages in time order, what each does, what the rules found, what came of it."""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from data import queries
from data.scope import Scope
from metrics.conversations.marks import Mark, marks, tags
from metrics.conversations.story import story
from metrics.templates.listed import limits_of, used
from metrics.templates.words import came_back, got_it
from metrics.words import Said

GAP_DAYS, SILENCE_DAYS = 2, 5
"""Days between two messages that are drawn as a gap, and that are called silence."""


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
class Copied:
    """What a message is a copy of: how many got that text in all, as far as the viewer may see, and what came back."""

    template_id: str
    people: Said
    came_back: Said


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
    network: str = ""  # told only where messages of several networks stand together
    copied: Copied | None = None


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
    rows = queries.rows(conn, "talk_lines", scope, id=conversation_id)
    own = limits_of(conn).own
    pasted = {row["id"]: row["template_id"] for row in rows if row["template_id"] and row["personal_share"] < own}
    known = _copied(conn, scope, set(pasted.values()))
    lines = _lines(rows, found, {id_: known[one] for id_, one in pasted.items() if one in known})
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
        days=days_between(head["started_at"], head["last_at"]),
        ours=head["ours"],
        theirs=head["theirs"],
        answer=tuple(story(head, lines)),
        lines=tuple(lines),
        found=tuple(one for one in found if one.message_id not in ids),
        notes=tuple(Note(row["id"], row["at"], row["who"], row["text"], bool(row["ours"])) for row in notes),
    )


def days_between(start: str | None, end: str | None) -> int:
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


def _copied(conn: sqlite3.Connection, scope: Scope, ids: Iterable[str]) -> dict[str, Copied]:
    """Return what is known of texts, over all days, that went to several people."""
    always = scope.during("", "9999-12-31")
    rows = {one: used(conn, always, one) for one in sorted(ids)}
    return {one: Copied(one, got_it(found[0]), came_back(found[0])) for one, found in rows.items() if found}


def _lines(rows: list[sqlite3.Row], found: list[Found], copied: Mapping[str, Copied]) -> list[Line]:
    lines, before = [], None
    for row in rows:
        mine = tuple(one for one in found if one.message_id == row["id"])
        text, cited = row["text"], False
        if text is None:
            quoted = _quoted(mine)
            text, cited = (quoted, True) if quoted else (None, False)
        line = _line(row, text, cited, mine, days_between(before, row["day"]))
        lines.append(replace(line, copied=copied.get(row["id"])))
        before = row["day"] or before
    return lines


def _quoted(found: Sequence[Found]) -> str:
    """Return everything that findings quote of one message: each piece once, the longer ones first."""
    kept: list[str] = []
    for piece in sorted((one.evidence for one in found if one.evidence), key=len, reverse=True):
        if not any(piece in other for other in kept):
            kept.append(piece)
    return "\n…\n".join(kept)


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
        tags=tuple(tags(row)),
        marks=marks(row, text, found),
        found=found,
        gap_days=gap if gap >= GAP_DAYS else 0,
    )
