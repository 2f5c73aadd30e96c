"""The text of a message, whatever pieces it comes in, and what hangs on it."""

from collections.abc import Iterator, Mapping
from typing import Any

from connectors.sources.telegram.ids import text_of

_MEDIA = ("photo", "file")
_THINGS = {
    "contact_information": "contact",
    "location_information": "location",
    "poll": "poll",
    "todo_list": "list",
    "invoice_information": "invoice",
    "game_title": "game",
}
"""Key of a message -> word for what it brings."""


def full_text(body: Mapping[str, Any]) -> str:
    """Return a text, and below it the words of a poll or a list of things to do: its question and its lines."""
    return "\n".join(filter(None, (_text(body), *_asked(body))))


def _asked(body: Mapping[str, Any]) -> Iterator[str]:
    for key, question in (("poll", "question"), ("todo_list", "title")):
        if isinstance(told := body.get(key), Mapping):
            lines = told.get("answers")
            yield _words(told.get(question))
            yield from (f"• {words}" for one in (lines if isinstance(lines, list) else ()) if (words := _line(one)))


def _line(one: Any) -> str:
    return _words(one.get("text") if isinstance(one, Mapping) else one)


def _words(told: Any) -> str:
    """Return a text, which newer versions tell in pieces."""
    return "".join(map(_piece, told)) if isinstance(told, list) else _piece(told)


def _text(body: Mapping[str, Any]) -> str:
    """Return the text of a message: one string, or pieces that are joined without anything between them."""
    told = body.get("text")
    if isinstance(told, str) and told:
        return told
    pieces = told if isinstance(told, list) and told else body.get("text_entities")
    return "".join(map(_piece, pieces)) if isinstance(pieces, list) else ""


def _piece(piece: Any) -> str:
    return text_of(piece.get("text")) if isinstance(piece, Mapping) else text_of(piece)


def attached(body: Mapping[str, Any]) -> list[str]:
    """Return what hangs on a message: file names, words for what has no name, and addresses behind words."""
    found = [_media(body, key) for key in _MEDIA if key in body]
    found += [word for key, word in _THINGS.items() if key in body]
    pieces = body.get("text")
    if isinstance(pieces, list):
        found += [text_of(piece.get("href")) for piece in pieces if isinstance(piece, Mapping)]
    return [one for one in found if one]


def _media(body: Mapping[str, Any], key: str) -> str:
    """Return a file's name; where the file was left out its path is only a note in brackets."""
    path = text_of(body.get(key))
    name = text_of(body.get("file_name")) if key == "file" else ""
    kind = text_of(body.get("media_type")) if key == "file" else ""
    return name or (path if path and not path.startswith("(") else "") or kind or key
