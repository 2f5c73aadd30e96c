"""The words of copies of one text: what all copies have, and what each sender added, as far as a viewer may read."""

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from data import derive, queries
from data.scope import Scope
from scoring.text import fold, plain

SAMPLE = 40
"""Copies that tell what is common to all."""
COMMON = 0.25
"""Part of the sample that has three words in a row before they count as the shared text."""
_WORD = re.compile(r"\w+")


class Piece(NamedTuple):
    """Some words of a copy. `own` ones are the sender's; `hidden` ones may not be read, so `text` is "" then."""

    text: str
    own: bool = False
    hidden: bool = False


def words_of_copies(
    conn: sqlite3.Connection, scope: Scope, template_id: str, ids: tuple[str, ...]
) -> dict[str, tuple[Piece, ...]]:
    """Return the words of some copies of a text by message id; copies out of the scope are left out.

    Whoever may not read a message still sees in it what went to many; what only this person got is hidden. A scope
    without texts gets nothing.
    """
    if scope.masked or scope.text == "none" or not ids:
        return {}
    wanted = {"id": template_id, "part": "sent", "mature": "", "skip": 0}
    sample = queries.rows(conn, "templates_cases", scope, **wanted, ids=None, size=SAMPLE)
    asked = queries.rows(conn, "templates_cases", scope, **wanted, ids=json.dumps(ids), size=-1)
    texts = _texts(conn, [row["message_id"] for row in (*sample, *asked)])
    common = _common([texts[row["message_id"]] for row in sample])
    return {row["message_id"]: tuple(_pieces(texts[row["message_id"]], common, bool(row["readable"]))) for row in asked}


def shared_words(conn: sqlite3.Connection, scope: Scope, template_id: str) -> tuple[Piece, ...]:
    """Return a text as it went to many: the shared words, and places that change (`own`, with a name for it or "")."""
    if scope.masked or scope.text == "none":
        return ()
    wanted = {"id": template_id, "part": "sent", "mature": "", "skip": 0}
    sample = queries.rows(conn, "templates_cases", scope, **wanted, ids=None, size=SAMPLE)
    if not sample:
        return ()
    texts = _texts(conn, [row["message_id"] for row in sample])
    common = _common(list(texts.values()))
    made = {id_: tuple(_pieces(text, common, readable=True)) for id_, text in texts.items()}
    typical = min(made, key=lambda id_: (-_shared(made[id_]), len(made[id_]), id_))
    return tuple(piece._replace(text="") if piece.own else piece for piece in made[typical])


def _shared(pieces: Sequence[Piece]) -> int:
    return sum(len(piece.text) for piece in pieces if not piece.own)


def _texts(conn: sqlite3.Connection, ids: list[str]) -> dict[str, str]:
    return {row["id"]: plain(row["text"]) for row in derive.rows(conn, "texts", ids=ids)}


def _common(texts: Sequence[str]) -> set[tuple[str, ...]]:
    """Return the three words in a row that many of the texts have."""
    counts = Counter(three for text in texts for three in set(_threes(_folded(text))))
    return {three for three, seen in counts.items() if seen >= max(2, COMMON * len(texts))}


def _folded(text: str) -> list[str]:
    return [fold(text[start:end]) for start, end in _spans(text)]


def _spans(text: str) -> list[tuple[int, int]]:
    return [found.span() for found in _WORD.finditer(text)]


def _threes(words: Sequence[str]) -> Iterable[tuple[str, ...]]:
    return zip(words, words[1:], words[2:], strict=False)


def _pieces(text: str, common: set[tuple[str, ...]], readable: bool) -> Iterable[Piece]:
    """Cut a text where the shared words begin and end."""
    words, spans = _folded(text), _spans(text)
    shared = [False] * len(words)
    for no, three in enumerate(_threes(words)):
        if three in common:
            shared[no : no + 3] = [True] * 3
    at = 0
    for start, end in _runs(spans, shared):
        if start > at:
            yield Piece(text[at:start])
        yield Piece(text[start:end], own=True) if readable else Piece("", own=True, hidden=True)
        at = end
    if at < len(text):
        yield Piece(text[at:])


def _runs(spans: Sequence[tuple[int, int]], shared: Sequence[bool]) -> Iterable[tuple[int, int]]:
    """Yield start and end of each run of words that are not shared."""
    start = None
    for no, (begin, _) in enumerate(spans):
        if shared[no]:
            if start is not None:
                yield start, spans[no - 1][1]
            start = None
        elif start is None:
            start = begin
    if start is not None:
        yield start, spans[-1][1]
