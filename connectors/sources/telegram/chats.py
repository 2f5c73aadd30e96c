"""The second pass over a result.json, when it is known whose export it is: everything in it as records."""

from collections.abc import Iterator, Mapping
from typing import Any

from connectors.connector import Context, Line, Problem
from connectors.sources.telegram.acts import acts_of
from connectors.sources.telegram.clock import sent
from connectors.sources.telegram.people import people
from connectors.sources.telegram.stream import pieces
from connectors.sources.telegram.survey import ResultFile
from connectors.sources.telegram.talk import Talk


def read_result(member: ResultFile, ctx: Context) -> Iterator[Line]:
    """Yield the records and problems of a result.json."""
    survey = member.survey
    talk: Talk | None = None
    for piece in pieces(member):
        if piece.what == "message":
            yield from _lines(talk, piece.line, piece.body)
        elif piece.what == "chat":
            talk = Talk(survey.chats[piece.chat], member, ctx)
            yield from talk.head_lines(piece.line)
        elif piece.what == "problem":
            yield piece.line, piece.body
        else:
            yield from people(*piece.body, survey.old, ctx, piece.line)


def _lines(talk: Talk, line: int, body: Any) -> Iterator[Line]:
    if not body or not isinstance(body, Mapping):
        yield line, Problem("json-message")
        return
    when = sent(body, talk.ctx)
    if when.at is None:
        yield line, _undated(body)
    message = talk.message(body, when)
    yield line, message
    yield from ((line, act) for act in acts_of(talk, body, message))


def _undated(body: Mapping[str, Any]) -> Problem:
    if body.get("date") or body.get("date_unixtime"):
        return Problem("bad-date", {"value": str(body.get("date") or body["date_unixtime"])[:40]})
    return Problem("not-exported" if body.get("type") == "unsupported" else "no-date")
