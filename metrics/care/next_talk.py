"""What is open with a client, and what to talk about next: from their last words, notes and dates."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

AHEAD_DAYS, BEHIND_DAYS = 45, 365
"""A date is worth a word so many days before it comes; what was said longer ago than the latter is no topic."""
MOST_TOPICS = 5
EXCERPT = 160
WAITS = ("question", "interested", "later", "complaint")
"""Their last words that call for an answer; thanks and refusals do not."""


@dataclass(frozen=True)
class Open:
    """Something that waits. kind: theirs (they asked, or wrote, last), ours (we asked and nobody answered), complaint.
    `ref`: the conversation or complaint."""

    kind: str
    day: str | None
    who: str
    network: str
    text: str | None
    rep_id: str
    rep: str
    ref: str


@dataclass(frozen=True)
class Topic:
    """Something to begin a talk with. kind: date, later, interested, asked, note, gift, solved."""

    kind: str
    day: str | None
    who: str
    text: str | None
    ref: str = ""


def open_questions(lines: Sequence[Any]) -> tuple[Open, ...]:
    """Return what waits, of lines newest first: the last word of each conversation, open complaints."""
    found = []
    seen: set[str] = set()
    for line in lines:
        if line.kind == "message" and line.ref not in seen and line.side in ("in", "out"):
            seen.add(line.ref)
            if line.side == "in" and (line.question or line.extra in WAITS):
                found.append(_open("theirs", line))
            elif line.side == "out" and line.question:
                found.append(_open("ours", line))
        elif line.kind in ("complaint", "request") and line.extra in ("open", "answered"):
            found.append(_open("complaint", line))
    order = {"complaint": 0, "theirs": 1, "ours": 2}
    return tuple(sorted(found, key=lambda one: (order[one.kind], one.day or "")))


def _open(kind: str, line: Any) -> Open:
    text = line.title if kind == "complaint" else excerpt(line.text)
    return Open(kind, line.day, line.person, line.network, text, line.rep_id, line.rep, line.ref)


def excerpt(text: str | None) -> str | None:
    """Return the beginning of a text, whole words of it."""
    if text is None or len(text) <= EXCERPT:
        return text
    return text[:EXCERPT].rsplit(" ", 1)[0] + "…"


def topics(lines: Sequence[Any], today: str) -> tuple[Topic, ...]:
    """Return what to talk about next, the most pressing first: coming dates, what they asked for, notes."""
    since = (date.fromisoformat(today) - timedelta(days=BEHIND_DAYS)).isoformat()
    found = [*_dates(lines, today), *_said(lines, since), *_solved(lines, since), *_noted(lines)]
    return tuple(found[:MOST_TOPICS])


def _dates(lines: Sequence[Any], today: str) -> Iterator[Topic]:
    until = (date.fromisoformat(today) + timedelta(days=AHEAD_DAYS)).isoformat()
    coming = [(next_time(line.day, line.extra == "1", today), line) for line in lines if line.kind == "date"]
    for day, line in sorted((pair for pair in coming if pair[0]), key=lambda pair: pair[0]):
        if day <= until:
            yield Topic("date", day, line.person, line.text)


def next_time(day: str | None, yearly: bool, today: str) -> str | None:
    """Return when a day comes next, today included; None when it does not come again. 29 February falls on the 28th."""
    if not day or (not yearly and day < today):
        return None
    if not yearly:
        return day
    year = max(int(today[:4]), int(day[:4]))
    for one in (year, year + 1):
        try:
            found = date(one, int(day[5:7]), int(day[8:10])).isoformat()
        except ValueError:
            found = date(one, 2, 28).isoformat()
        if found >= today:
            return found
    return None


def _said(lines: Sequence[Any], since: str) -> Iterator[Topic]:
    """Yield the newest words of each kind that call for another talk, one a person."""
    seen: set[tuple[str, str]] = set()
    for wanted, kind in (("later", "later"), ("interested", "interested"), ("question", "asked")):
        for line in lines:
            key = (wanted, line.person)
            fits = line.kind == "message" and line.side == "in" and line.extra == wanted
            if fits and key not in seen and (line.day or "") >= since:
                seen.add(key)
                yield Topic(kind, line.day, line.person, excerpt(line.text), line.ref)
                break


def _solved(lines: Sequence[Any], since: str) -> Iterator[Topic]:
    for line in lines:
        if line.kind == "complaint" and line.extra == "closed" and (line.day or "") >= since:
            yield Topic("solved", line.day, line.person, line.title, line.ref)
            return


def _noted(lines: Sequence[Any]) -> Iterator[Topic]:
    for line in lines:
        if line.kind in ("note", "gift") and line.text:
            yield Topic(line.kind, line.day, line.person, excerpt(line.text))
