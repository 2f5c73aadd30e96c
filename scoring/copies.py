"""The words of copies of one text: what all copies have, and what each sender added, as far as a viewer may read."""

import json
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import takewhile
from typing import NamedTuple

import numpy as np
from rapidfuzz.distance import Indel

from data import derive, queries
from data.scope import Scope
from data.words import N_
from scoring import templates
from scoring.templates import fold
from scoring.text import plain

SAMPLE = 40
"""Copies that tell what is common to all."""
COMMON, LEAST = 0.12, 3
"""Part of the sample that has three words in a row before they count as the shared text, and how many at least."""
SLOTS = {"first": N_("first name"), "name": N_("name"), "company": N_("company"), "position": N_("job title")}
"""What a place holds, by what is known of the people who got the text."""
OWN = N_("own words")
_EDGES = re.compile(r"^(\W*)(.*?)(\W*)$", re.S)


class Piece(NamedTuple):
    """Some words of one copy. `own` ones are the sender's; of those that may not be read the text is ""."""

    text: str
    own: bool = False


class Part(NamedTuple):
    """A stretch of a text that went to many: fixed, optional, a choice of `variants`, or a slot.

    The text of a slot says what it holds and is marked for translation.
    """

    kind: str
    text: str
    variants: tuple[str, ...] = ()


# --- what went to many ----------------------------------------------------------------------------------------------
def shared_words(conn: sqlite3.Connection, scope: Scope, template_id: str) -> tuple[Part, ...]:
    """Return a text as it went to many; () where texts may not be seen."""
    rows = _sample(conn, scope, template_id)
    texts = _texts(conn, [row["message_id"] for row in rows])
    known = _known(rows)
    parts = [part for piece in templates.display(list(texts.values())) for part in _parts(piece, known) if part.text]
    return tuple(_spaced(parts))


def _spaced(parts: Sequence[Part]) -> Iterator[Part]:
    """Put a space between words of two parts, and none before the first."""
    before = ""
    for part in parts:
        text = part.text.lstrip() if not before else part.text
        if before[-1:].isalnum() and text[:1].isalnum() and part.kind != "slot":
            text = f" {text}"
        if text:
            yield part._replace(text=text)
        before = "x" if part.kind == "slot" else text or before


def in_braces(parts: Iterable[Part], slot: Callable[[str], str]) -> str:
    """Return a text as one line, its places in braces: "Hi {first name}, I noticed"; `slot` translates their names."""
    return "".join(f"{{{slot(part.text)}}}" if part.kind == "slot" else part.text for part in parts)


def first_words(conn: sqlite3.Connection, scope: Scope, ids: tuple[str, ...]) -> dict[str, tuple[Part, ...]]:
    """Return several texts as they went to many, by id; texts that may not be seen are left out."""
    found = {one: shared_words(conn, scope, one) for one in ids}
    return {one: parts for one, parts in found.items() if parts}


def _sample(conn: sqlite3.Connection, scope: Scope, template_id: str) -> list[sqlite3.Row]:
    if scope.masked or scope.text == "none":
        return []
    return queries.rows(conn, "templates_sample", scope, id=template_id, size=SAMPLE)


def _texts(conn: sqlite3.Connection, ids: list[str]) -> dict[str, str]:
    return {row["id"]: plain(row["text"]) for row in derive.rows(conn, "texts", ids=ids)}


def _known(rows: Sequence[sqlite3.Row]) -> dict[str, set[str]]:
    """Return the words of what is known of the people: first names, names, companies, positions."""
    names = [row["contact"] for row in rows]
    told = {
        "first": [name.split()[0] for name in names if name.strip()],
        "name": names,
        "company": [row["company"] for row in rows],
        "position": [row["position"] for row in rows],
    }
    return {kind: {word for text in texts for word in fold.words(text)} for kind, texts in told.items()}


def _parts(piece: templates.Piece, known: Mapping[str, set[str]]) -> Iterator[Part]:
    if piece.kind in ("fixed", "optional"):
        yield Part(piece.kind, piece.text)
        return
    before, after = _edges(piece.variants)
    yield Part("fixed", f" {before}")
    if piece.kind == "slot":
        yield Part("slot", _named(piece.variants, known))
    else:
        bare = [_EDGES.match(text).group(2) if before or after else text for text in piece.variants]
        yield Part("variants", bare[0], tuple(bare))
    yield Part("fixed", after)


def _edges(fillers: Sequence[str]) -> tuple[str, str]:
    """Return the signs that stand around every filler of a place: they are the text's, not the place's."""
    found = [_EDGES.match(filler).group(1, 3) for filler in fillers]
    before, after = zip(*found, strict=True) if found else ((), ())
    return _start(sign[::-1] for sign in before)[::-1], _start(after)


def _start(signs: Iterable[str]) -> str:
    """Return what all begin with."""
    return "".join(same[0] for same in takewhile(lambda place: len(set(place)) == 1, zip(*signs, strict=False)))


def _named(fillers: Sequence[str], known: Mapping[str, set[str]]) -> str:
    words = [found for filler in fillers if (found := fold.words(filler))]
    for kind, name in SLOTS.items():
        fits = sum(all(word in known[kind] for word in filler) for filler in words)
        if words and fits > len(words) / 2:
            return name
    return OWN


# --- one copy -------------------------------------------------------------------------------------------------------
def words_of_copies(
    conn: sqlite3.Connection, scope: Scope, template_id: str, ids: tuple[str, ...]
) -> dict[str, tuple[Piece, ...]]:
    """Return the words of some copies of a text by message id; copies out of the scope are left out.

    Whoever may not read a message still sees in it what went to many; what only this person got is hidden. A scope
    without texts gets nothing.
    """
    sample = _sample(conn, scope, template_id)
    wanted = {"id": template_id, "ids": json.dumps(ids), "part": "sent", "mature": "", "skip": 0, "size": -1}
    rows = queries.rows(conn, "templates_cases", scope, **wanted) if sample and ids else []
    texts = _texts(conn, [row["message_id"] for row in (*sample, *rows)])
    common = _Common([texts[row["message_id"]] for row in sample])
    return {row["message_id"]: tuple(_pieces(texts[row["message_id"]], common, row["readable"])) for row in rows}


class _Common:
    """What the copies of a sample have in common."""

    def __init__(self, texts: Sequence[str]) -> None:
        each = [np.unique(fold.shingles(fold.text_hashes(text))) for text in texts]
        values, seen = np.unique(np.concatenate([np.empty(0, np.uint64), *each]), return_counts=True)
        enough = seen >= max(min(LEAST, len(texts)), COMMON * len(texts))
        ones = np.ones(int(enough.sum()), np.int64)
        self.template = templates.Template(values[enough], ones, seen[enough], len(texts))
        fixed = "".join(piece.text for piece in templates.display(texts) if piece.kind != "slot")
        self.words = [hashed for _, _, hashed in fold.placed(fixed)]


def _pieces(text: str, common: _Common, readable: bool) -> Iterator[Piece]:
    """Cut a text where the shared words begin and end."""
    at = 0
    for start, end in _own(text, common):
        if start > at:
            yield Piece(text[at:start])
        yield Piece(text[start:end] if readable else "", own=True)
        at = end
    if at < len(text):
        yield Piece(text[at:])


def _own(text: str, common: _Common) -> Iterable[tuple[int, int]]:
    """Yield where the sender's own words stand, without shared words at either end ("Hi" in "Hi Eva")."""
    placed = fold.placed(text)
    shared = {
        place
        for step in Indel.opcodes(common.words, [hashed for _, _, hashed in placed])
        if step.tag == "equal"
        for place in range(step.dest_start, step.dest_end)
    }
    for start, end in templates.personal_spans(text, common.template):
        run = [no for no, (first, last, _) in enumerate(placed) if first >= start and last <= end]
        while run and run[0] in shared:
            run.pop(0)
        while run and run[-1] in shared:
            run.pop()
        if run:
            yield placed[run[0]][0], placed[run[-1]][1]
