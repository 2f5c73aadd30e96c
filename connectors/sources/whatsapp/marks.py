"""What WhatsApp itself writes into a chat, in any language: notices, placeholders of media, marks of edits, calls."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

_INVISIBLE = "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u200b"
_PLAIN = {**dict.fromkeys(map(ord, _INVISIBLE)), **dict.fromkeys(map(ord, "\u00a0\u202f\u2009\u2007"), " ")}
_ODD = re.compile(f"[{_INVISIBLE}\u00a0\u202f\u2009\u2007]")
TABLES = tomllib.loads(Path(__file__).with_name("marks.toml").read_text(encoding="utf-8"))
_NUMBERED = re.compile(r"<[^<>:\n]{2,30}: ?(\d{5,9}-[^<>\n]+)>\s*$")
_NAMED = re.compile(r"<([^<>:\n]{2,30}): ?([^<>\n]+\.\w{1,5})>\s*$")
_BRACKETED = re.compile(r"(\S[^\n]{0,180}\.\w{1,5}) \(([^()\n]{4,40})\)\s*(?:\n|$)")
_CAMERA = re.compile(r"(?:IMG|VID|AUD|PTT|STK|DOC)-\d{8}-WA\d+\.\w+", re.IGNORECASE)
_HOLLOW = re.compile(r"<[^<>\n@/:.]{4,50}>")
_PAGES = re.compile(r"[^\n]+\.\w{1,5} • ?\d+ ?[^\s\d]+\s*")
_EDITED = re.compile(r"\s*<([^<>\n]{6,60})>\s*$")
_LASTED = r"[,.:]? ?(?:\d.{0,40}|[^\d\n]{0,40})"


class Body(NamedTuple):
    """The text of a message taken apart: `kind` is text, media, deleted, own-deleted, missed-call, call, system.

    `words` are the person's own; `files` what stood in their place, as the file names it.
    """

    kind: str
    words: str
    files: tuple[str, ...] = ()
    edited: bool = False


def plain(text: str) -> str:
    """Return the text without invisible marks, with ordinary spaces."""
    return text if text.isascii() or not _ODD.search(text) else text.translate(_PLAIN)


def folded(text: str) -> str:
    """Return the text as it is compared: plain, lower case, single spaces, no dot at the end."""
    return " ".join(plain(text).casefold().split()).rstrip(".")


@cache
def phrases(table: str) -> tuple[str, ...]:
    """Return all phrases of one table, of every language."""
    return tuple(phrase for words in TABLES[table].values() for phrase in words)


@cache
def _whole(table: str, key: str = "") -> frozenset[str]:
    words: Iterable[str] = TABLES[table][key] if key else phrases(table)
    return frozenset(folded(word) for word in words)


def holds(table: str, text: str) -> bool:
    """Tell whether a phrase of a table stands in the text."""
    told = plain(text).casefold()
    return any(phrase in told for phrase in phrases(table))


OPENING = 3
"""Messages at the beginning of a chat among which the notice of its encryption stands."""


def opens_chat(text: str) -> bool:
    """Tell the notice that all chats begin with by its words alone: the mark before it gets lost on the way."""
    return folded(text).startswith(phrases("notice_begins")) and holds("notice", text)


def take_apart(raw: str, marked: bool) -> Body:
    """Say what a body is. `marked`: an iPhone's invisible mark stands before it, so not all of it is the person's."""
    text = plain(raw).strip()
    if len(text) < 200:
        kind = _notice(text, marked)
        if kind == "media":
            return Body("media", "", (text,))
        if kind:
            return Body(kind, text)
    if marked and (holds("notice", text) or holds("system", text) or holds("group", text)):
        return Body("system", text)
    if "<" in text or "(" in text:
        return _with_files(raw, text, marked)
    return Body("text", raw.removeprefix("\u200e") if marked else raw)


def _notice(text: str, marked: bool) -> str:
    told = folded(text)
    if told in _whole("deleted", "any"):
        return "deleted"
    if told in _whole("deleted", "own"):
        return "own-deleted"
    bare = told.strip("<>")
    if (bare in _whole("media") and (marked or told != bare)) or _HOLLOW.fullmatch(text):
        return "media"
    return _call(told, marked)


@cache
def _calls() -> re.Pattern[str]:
    missed, held = ("|".join(map(re.escape, TABLES["call"][key])) for key in ("missed", "held"))
    return re.compile(rf"(?:(?P<missed>{missed})|(?P<held>{held}))(?P<rest>{_LASTED})", re.DOTALL)


def _call(told: str, marked: bool) -> str:
    found = _calls().fullmatch(told)
    if not found:
        return ""
    rest = found["rest"].strip(" ,.")
    sure = marked or (found["missed"] and not rest) or rest[:1].isdecimal()
    return ("missed-call" if found["missed"] else "call") if sure else ""


def _with_files(raw: str, text: str, marked: bool) -> Body:
    edited = False
    if (found := _EDITED.search(plain(raw))) and folded(found[1]) in _whole("edited"):
        edited = True
        raw = _cut_last(raw)
        text = plain(raw).strip()
    found = _NUMBERED.search(text)
    name = found[1] if found else ""
    if not found and (found := _NAMED.search(text)) and marked:
        name = found[2]
    if found and name:
        before = text[: found.start()].strip()
        return Body("media", "" if _PAGES.fullmatch(before) else before, (name,), edited)
    if (found := _BRACKETED.match(text)) and (_CAMERA.fullmatch(found[1]) or folded(found[2]) in _whole("attached")):
        return Body("media", text[found.end() :].strip(), (found[1],), edited)
    first, _, rest = text.partition("\n")
    if rest and len(first) < 60 and folded(first).strip("<>") in _whole("media") and first.startswith("<"):
        return Body("media", rest.strip(), (first,), edited)
    return Body("text", raw.removeprefix("\u200e") if marked else raw, (), edited)


def _cut_last(raw: str) -> str:
    """Return a body without the mark in angle brackets at its end."""
    return raw[: raw.rindex("<")].rstrip(_INVISIBLE + " \u00a0\u202f\n")
