"""The Conversations page as values: the list with its search and narrowings, and the cases behind a figure."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from data import queries
from data.derive import newest_day
from data.scope import Scope
from data.words import N_, NN_
from metrics.catalog import BY_ID
from metrics.measure import conversations
from metrics.templates.copies import cases as copies_of
from metrics.words import Said, counted

View = Literal["all", "early", "waits", "negative", "best", "finding", "private"]
VIEWS: tuple[View, ...] = ("all", "early", "waits", "negative", "best", "finding", "private")
SIZE = 25


@dataclass(frozen=True)
class Asked:
    """What the list is narrowed to. `text` is what was typed, `words` the same as a full-text query ("" for none).

    `figure` and `part` ("k" or "n") ask for the cases of a figure, `rule` for conversations that broke a rule,
    `template` and `part` (see `template_copies.PARTS`) for the copies of a text.
    """

    view: View = "all"
    text: str = ""
    words: str = ""
    figure: str = ""
    part: str = "k"
    rule: str = ""
    template: str = ""
    page: int = 0
    size: int = SIZE


@dataclass(frozen=True)
class Row:
    """One line of the list. `words` is the last message of own talks, of others what a finding cites (`cited`)."""

    id: str
    rep_id: str
    rep: str
    network: str
    contact: str
    company: str
    day: str | None
    words: str
    cited: bool
    private: bool
    messages: int
    marks: tuple[tuple[str, str, Said], ...]  # tone, symbol, words


@dataclass(frozen=True)
class Totals:
    """How many conversations there are in these days, and of each view."""

    every: int = 0
    by_view: Mapping[str, int] | None = None


@dataclass(frozen=True)
class TalksModel:
    """The list. `total` rows, of which one page is in `rows`; of a figure they are its cases, `of` its n.

    `cases`: rows are cases of something counted, and a conversation that is several of them stands there as often.
    """

    answer: tuple[Said, ...]
    rows: tuple[Row, ...]
    total: int
    totals: Totals
    figure: str = ""
    of: int | None = None
    cases: bool = False


def talks(conn: sqlite3.Connection, scope: Scope, asked: Asked) -> TalksModel:
    """Return one page of a scope's conversations."""
    totals = _totals(conn, scope)
    found = _found(conn, scope, asked)
    if asked.figure in BY_ID and BY_ID[asked.figure].listable:
        return _cases_of_figure(conn, scope, asked, totals, found)
    if asked.template:
        return _cases_of_text(conn, scope, asked, totals, found)
    rows = _rows(conn, scope, asked, found=found, skip=asked.page * asked.size, size=asked.size)
    total = rows[0]["total"] if rows else 0
    as_of = newest_day(conn)
    return TalksModel(_answer(totals), tuple(_row(row, as_of) for row in rows), total, totals)


def _totals(conn: sqlite3.Connection, scope: Scope) -> Totals:
    row = queries.rows(conn, "talks_totals", scope)[0]
    return Totals(row["every"], {view: row[view] for view in VIEWS[1:]})


def _found(conn: sqlite3.Connection, scope: Scope, asked: Asked) -> list[str] | None:
    """Return the conversations that a search finds by person, company or words; None when nothing was typed."""
    if not asked.text.strip():
        return None
    found = named_like(conn, scope, asked.text)
    if asked.words:
        found |= {row["id"] for row in queries.rows(conn, "talks_words", scope, words=asked.words)}
    return sorted(found)


def named_like(conn: sqlite3.Connection, scope: Scope, typed: str) -> set[str]:
    """Return the conversations with people in whose name and company all typed words occur; none when none is typed."""
    wanted = _fold(typed).split()
    names = queries.rows(conn, "talks_names", scope) if wanted else []
    return {row["id"] for row in names if _all_in(wanted, _fold(f"{row['contact']} {row['company']}"))}


def _fold(text: str) -> str:
    return text.casefold().replace("ё", "е")


def _all_in(wanted: Sequence[str], text: str) -> bool:
    return all(word in text for word in wanted)


def _rows(
    conn: sqlite3.Connection,
    scope: Scope,
    asked: Asked,
    *,
    found: list[str] | None,
    ids: Sequence[str] | None = None,
    skip: int = 0,
    size: int = -1,
) -> list[sqlite3.Row]:
    return queries.rows(
        conn,
        "talks_list",
        scope,
        view=asked.view,
        rule=asked.rule or None,
        found=None if found is None else json.dumps(found),
        ids=None if ids is None else json.dumps(list(ids)),
        skip=skip,
        size=size,
    )


def _cases_of_figure(
    conn: sqlite3.Connection, scope: Scope, asked: Asked, totals: Totals, found: list[str] | None
) -> TalksModel:
    """List the very cases of a figure: as many rows as its k or n says."""
    part = asked.part if asked.part in ("k", "n") else "k"
    cases = conversations(conn, asked.figure, scope, part)
    of = len(conversations(conn, asked.figure, scope, "n")) if part == "k" else len(cases)
    kind = part if BY_ID[asked.figure].unit == "rate" else "count"
    answer = Said(_CASES[kind], {"k": len(cases), "n": of, "figure": Said(BY_ID[asked.figure].title)})
    rows, total = _listed(conn, scope, asked, cases, found)
    return TalksModel((answer,), rows, total, totals, asked.figure, of, cases=True)


def _cases_of_text(
    conn: sqlite3.Connection, scope: Scope, asked: Asked, totals: Totals, found: list[str] | None
) -> TalksModel:
    """List the copies of a text that a figure of it counts."""
    cases = copies_of(conn, scope, asked.template, asked.part)
    forms = _COPIES.get(asked.part, _COPIES["sent"])
    rows, total = _listed(conn, scope, asked, cases, found)
    return TalksModel((counted(forms, len(cases)),), rows, total, totals, cases=True)


def _listed(
    conn: sqlite3.Connection, scope: Scope, asked: Asked, cases: Sequence[sqlite3.Row], found: list[str] | None
) -> tuple[tuple[Row, ...], int]:
    """Return one page of cases as rows, and how many there are; one conversation may be several cases."""
    if found is not None:
        cases = [case for case in cases if case["conversation_id"] in set(found)]
    shown = cases[asked.page * asked.size : (asked.page + 1) * asked.size]
    as_of = newest_day(conn)
    rows = _rows(conn, scope, Asked(), found=None, ids=sorted({case["conversation_id"] for case in shown}))
    by_id = {row["id"]: row for row in rows}
    lines = [_row(by_id[id_], as_of, case["day"]) for case in shown if (id_ := case["conversation_id"]) in by_id]
    return tuple(lines), len(cases)


_CASES = {
    "count": N_("“{figure}”: {n}. These are the cases counted."),
    "k": N_("“{figure}”: {k} of {n}. These are the cases counted."),
    "n": N_("“{figure}”: all {n} cases it is a share of."),
}


_COPIES = {
    "sent": NN_("{n} copy of one text was sent.", "{n} copies of one text were sent."),
    "people": NN_("{n} person got this text.", "{n} people got this text."),
    "n": NN_("{n} copy is old enough to count.", "{n} copies are old enough to count."),
    "k": NN_("{n} copy was answered.", "{n} copies were answered."),
    "negative": NN_("{n} copy was answered with a no.", "{n} copies were answered with a no."),
    "bumps": NN_("{n} copy is old enough to count.", "{n} copies are old enough to count."),
    "woken": NN_("{n} copy was answered.", "{n} copies were answered."),
}


def _row(row: sqlite3.Row, as_of: str | None, day: str | None = None) -> Row:
    return Row(
        id=row["id"],
        rep_id=row["rep_id"],
        rep=row["rep"] or "",
        network=row["network"],
        contact=row["contact"],
        company=row["company"],
        day=day or row["last_day"],
        words=row["last_words"] or row["cited"] or "",
        cited=row["last_words"] is None and bool(row["cited"]),
        private=bool(row["private"]),
        messages=row["messages"],
        marks=tuple(_marks(row, as_of)),
    )


_OUTCOMES = {
    "opt_out": ("stop", "block", N_("asked to stop")),
    "complaint": ("stop", "report", N_("complained")),
    "refusal": ("none", "do_not_disturb_on", N_("declined")),
    "meeting": ("good", "event", N_("meeting")),
    "interested": ("good", "thumb_up", N_("interested")),
    "later": ("none", "update", N_("later")),
}


def _marks(row: sqlite3.Row, as_of: str | None):
    if row["private"]:
        yield "none", "lock", Said(N_("private"))
    if row["pitch_after_reply"]:
        yield "stop", "block", Said(N_("offer after answer"))
    if row["waiting_since"] and as_of:
        days = (date.fromisoformat(as_of) - date.fromisoformat(row["waiting_since"][:10])).days
        waits = counted(NN_("waits {n} day", "waits {n} days"), days) if days > 0 else Said(N_("waits since today"))
        yield "watch", "schedule", waits
    if row["outcome"] in _OUTCOMES:
        tone, symbol, words = _OUTCOMES[row["outcome"]]
        yield tone, symbol, Said(words)


def _answer(totals: Totals) -> tuple[Said, ...]:
    by_view = totals.by_view or {}
    head = counted(NN_("{n} conversation in this period.", "{n} conversations in this period."), totals.every)
    parts = [head]
    if waits := by_view.get("waits", 0):
        parts.append(counted(NN_("{n} waits for an answer.", "{n} wait for an answer."), waits))
    if early := by_view.get("early", 0):
        forms = NN_("In {n} an offer followed the first answer.", "In {n} an offer followed the first answer.")
        parts.append(counted(forms, early))
    return tuple(parts)
