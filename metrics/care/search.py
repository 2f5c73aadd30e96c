"""Search over everything a viewer may see: people, clients, companies, messages, notes."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from data import derive, name_index, queries
from data.name_index import CLIENT, COMPANY, CRM, PERSON
from data.scope import Scope
from data.stemming import SLIPS_FROM, name_words, places, query, stem

FEW, PAGE = 8, 25
"""Rows of a kind on the first page, and of messages on every page."""
CANDIDATES = 200
"""People and companies that are looked at before the best of them are shown."""
LOOKED_THROUGH = 3_000
"""Newest messages with the words that are looked through where the viewer may read few of them."""
LONGEST, MOST_WORDS = 200, 8
AROUND = 70
END = 2**63 - 1


@dataclass(frozen=True)
class PersonHit:
    """Somebody found by name (and company). `talk`: the newest conversation; `customer`: whose client they are."""

    name: str
    network: str
    company: str
    position: str
    talk: str
    last_day: str | None
    customer: str


@dataclass(frozen=True)
class ClientHit:
    """A client found by its name, or by the name of somebody there."""

    customer: str
    name: str
    won: int
    person: str = ""
    title: str = ""


@dataclass(frozen=True)
class CompanyHit:
    """A company that contacts work for; `people` counts them up to 100."""

    name: str
    people: int


@dataclass(frozen=True)
class MessageHit:
    """A message with the words; `marks` are where they stand in `text`, which may be a part of it."""

    no: int
    talk: str
    rep_id: str
    rep: str
    network: str
    contact: str
    company: str
    day: str | None
    side: str
    text: str
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class NoteHit:
    """A note with the words. kind: talk, network, client or complaint; `ref` is what it belongs to."""

    kind: str
    ref: str
    rep_id: str
    who: str
    about: str
    day: str | None
    text: str
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Found:
    """What a search found. `alike`: words of names one slip away that were taken instead, as (asked, taken).

    `more`: from which row number the next page of messages goes on, 0 when there is none.
    """

    people: tuple[PersonHit, ...] = ()
    clients: tuple[ClientHit, ...] = ()
    companies: tuple[CompanyHit, ...] = ()
    messages: tuple[MessageHit, ...] = ()
    notes: tuple[NoteHit, ...] = ()
    alike: tuple[tuple[str, str], ...] = ()
    more: int = 0

    @property
    def empty(self) -> bool:
        """Whether nothing was found."""
        return not (self.people or self.clients or self.companies or self.messages or self.notes)


def search(conn: sqlite3.Connection, scope: Scope, typed: str, before: int = 0) -> Found:
    """Return what a scope's viewer may see of everything with all typed words, whatever the scope's days.

    `before` goes on with older messages (see `Found.more`) and leaves the rest out.
    """
    wide, typed = scope.during("", ""), typed[:LONGEST]
    if scope.masked or scope.text == "none" or not typed.strip():
        return Found()
    messages, more = _messages(conn, wide, typed, before or END)
    if before:
        return Found(messages=messages, more=more)
    named = _named(conn, wide, typed)
    return replace(named, messages=messages, more=more, notes=_notes(conn, wide, typed))


# --- names ----------------------------------------------------------------------------------------------------------
def _named(conn: sqlite3.Connection, scope: Scope, typed: str) -> Found:
    """Return people, clients and companies: by words as typed or in other forms; by words one slip away if none is."""
    words = sorted(name_words(typed), key=len, reverse=True)[:MOST_WORDS]
    if not words or max(map(len, words)) < 2:
        return Found()
    found = _by_words(conn, scope, [[word] for word in words], words)
    if not (found.people or found.clients or found.companies):
        found = _by_words(conn, scope, [_forms(word) for word in words], words)
    if found.people or found.clients or found.companies:
        return found
    alike = {word: name_index.like(conn, word) for word in words}
    if not any(alike.values()):
        return found
    ways = [[*_forms(word), *(f"{one}\x01" for one in alike[word])] for word in words]
    taken = tuple((word, one) for word in words for one in alike[word])
    found = _by_words(conn, scope, ways, words)
    names = name_words(" ".join(_names_of(found)))
    return replace(found, alike=tuple(pair for pair in taken if pair[1] in names))


def _names_of(found: Found) -> list[str]:
    told = [f"{one.name} {one.company}" for one in found.people]
    return told + [f"{one.name} {one.person}" for one in found.clients] + [one.name for one in found.companies]


def _forms(word: str) -> list[str]:
    """Return the beginnings that a name has in another case than the typed one, or in Latin letters."""
    roots = [stem(word), *([] if word.isascii() else [name_index.latin(word)])]
    return [word, *(root for root in roots if len(root) >= SLIPS_FROM and root != word)]


def _by_words(conn: sqlite3.Connection, scope: Scope, ways: Sequence[Sequence[str]], typed: Sequence[str]) -> Found:
    asked = [(no, *_span(way)) for no, forms in enumerate(ways) for way in forms]
    size = {"size": CANDIDATES}
    people = _rows(conn, "search_people", scope, asked, (PERSON,), **size)
    clients = _rows(conn, "search_clients", scope, asked, (CLIENT, CRM), **size)
    companies = _rows(conn, "search_companies", scope, asked, (COMPANY,), **size)
    people.sort(key=lambda row: row["last_day"] or "", reverse=True)
    people.sort(key=lambda row: _rank(row["name"], typed))
    clients.sort(key=lambda row: (row["kind"] != "client", _rank(row["client"], typed), -row["won"]))
    companies.sort(key=lambda row: (_rank(row["company"], typed), -row["people"]))
    return Found(
        _people(conn, scope, people[:FEW]),
        tuple(_client(row) for row in clients[:FEW]),
        tuple(CompanyHit(row["company"], row["people"]) for row in companies[:FEW]),
    )


def _span(way: str) -> tuple[str, str]:
    """Return from which word below which one a way goes: the words that begin so, or (with a mark) only the word."""
    return (way[:-1], way) if way.endswith("\x01") else (way, f"{way}\U0010ffff")


_COUNT = """SELECT count(*) FROM (
    SELECT 1 FROM name_word WHERE word >= ? AND word < ? AND +kind IN (SELECT value FROM json_each(?)) LIMIT 5000)"""


def _rows(
    conn: sqlite3.Connection, name: str, scope: Scope, asked: Sequence[tuple], kinds: Sequence[str], **params: Any
) -> list[sqlite3.Row]:
    """Run a query by names, beginning with the rarest word that stands in names of these kinds; none: no rows."""
    counts = _counts(conn, asked, kinds)
    there = {no: count for no, count in counts.items() if count}
    elsewhere = [row for row in asked if row[0] not in there]
    if not there or (elsewhere and kinds != (PERSON,)):
        return []
    if elsewhere and not all(_counts(conn, elsewhere, (COMPANY,)).values()):
        return []
    first = min(there, key=lambda no: (there[no], no))
    return queries.rows(conn, name, scope, words=json.dumps(asked), first=first, **params)


def _counts(conn: sqlite3.Connection, asked: Sequence[tuple], kinds: Sequence[str]) -> dict[int, int]:
    """Return how many names of some kinds have each of the words, counted up to a few thousand."""
    counts: dict[int, int] = {}
    for no, low, high in asked:
        counts[no] = counts.get(no, 0) + conn.execute(_COUNT, (low, high, json.dumps(kinds))).fetchone()[0]
    return counts


def _rank(name: str, typed: Sequence[str]) -> int:
    """Return how many typed words are no whole word of a name: 0 is best."""
    words = name_words(name)
    return sum(word not in words for word in typed)


def _people(conn: sqlite3.Connection, scope: Scope, rows: Sequence[sqlite3.Row]) -> tuple[PersonHit, ...]:
    ids = json.dumps([row["id"] for row in rows])
    more = {row["id"]: row for row in queries.rows(conn, "search_people_more", scope, ids=ids)}
    return tuple(_person(row, more[row["id"]]) for row in rows)


def _person(row: sqlite3.Row, more: sqlite3.Row) -> PersonHit:
    place = row["network"], row["company"], row["position"]
    return PersonHit(row["name"], *place, more["talk"] or "", row["last_day"], more["customer_id"] or "")


def _client(row: sqlite3.Row) -> ClientHit:
    return ClientHit(row["customer_id"], row["client"], row["won"], row["person"], row["title"])


# --- texts ----------------------------------------------------------------------------------------------------------
def _messages(conn: sqlite3.Connection, scope: Scope, typed: str, before: int) -> tuple[tuple[MessageHit, ...], int]:
    words = query(typed)
    if not words:
        return (), 0
    some = _index_query(words, scope)
    most = PAGE * 4 if scope.text == "all" else LOOKED_THROUGH
    rows: list[sqlite3.Row] = []
    while True:
        asked = {"words": some, "before": before, "most": most, "size": PAGE + 1 - len(rows)}
        rows += queries.rows(conn, "search_messages", scope, **asked)
        seen, last = conn.execute(_LAST, {name: asked[name] for name in ("words", "before", "most")}).fetchone()
        if len(rows) > PAGE or seen < most:
            break
        before = last
        if scope.text != "all":  # few of the messages may be read: what was looked through is enough for one page
            return tuple(_message(row, typed) for row in rows), last
    more = rows[PAGE - 1]["no"] if len(rows) > PAGE else 0
    return tuple(_message(row, typed) for row in rows[:PAGE]), more


_LAST = """SELECT count(*), min(no) FROM (
    SELECT rowid AS no FROM search WHERE search MATCH :words AND rowid < :before ORDER BY rowid DESC LIMIT :most)"""


def _index_query(words: str, scope: Scope) -> str:
    """Return the query of the index: the words, and of some reps the words that stand for these."""
    if scope.reps is None:
        return f"stems : ({words})"
    who = " OR ".join(derive.who(rep) for rep in scope.reps) or "nobody"
    return f"stems : ({words}) AND who : ({who})"


def _message(row: sqlite3.Row, typed: str) -> MessageHit:
    text, marks = excerpt(row["text"] or "", typed)
    place = row["conversation_id"], row["rep_id"], row["rep"], row["network"], row["contact"], row["company"]
    return MessageHit(row["no"], *place, row["day"], row["direction"], text, marks)


def excerpt(text: str, typed: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return the part of a text around the first of the words, and where they stand in it."""
    spots = places(text, typed)
    if not spots:
        return text[: 3 * AROUND], ()
    start = max(0, spots[0][0] - AROUND)
    end = min(len(text), spots[0][1] + 2 * AROUND)
    start = text.find(" ", start) + 1 if start and 0 <= text.find(" ", start) < spots[0][0] else start
    end = text.rfind(" ", spots[0][1], end) if end < len(text) and " " in text[spots[0][1] : end] else end
    head, tail = "… " if start else "", " …" if end < len(text) else ""
    shift = len(head) - start
    marks = tuple((a + shift, b + shift) for a, b in spots if start <= a and b <= end)
    return f"{head}{text[start:end]}{tail}", marks


def _notes(conn: sqlite3.Connection, scope: Scope, typed: str) -> tuple[NoteHit, ...]:
    words = query(typed)
    rows = queries.rows(conn, "search_notes", scope, words=words, size=PAGE) if words else []
    return tuple(_note(row, typed) for row in rows)


def _note(row: sqlite3.Row, typed: str) -> NoteHit:
    text, marks = excerpt(row["text"], typed)
    ref = row["conversation_id"] or row["customer_id"] or row["complaint_id"]
    about = row["client"] or row["person"]
    return NoteHit(row["kind"], ref, row["rep_id"], row["who"], about, row["day"], text, marks)
