"""JSON files of an export: whole, or, where the file is long or breaks off, message by message."""

import codecs
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Any

import ijson

from connectors.connector import Member, Problem
from connectors.meta.mangled import is_mangled, mended, texts_of

WHOLE = 24 << 20
"""Bytes up to which a file is read at once; what is longer passes in a stream."""
_SAMPLE = 500
_FIELDS = ("participants", "title", "thread_type", "threadName", "thread_path")
_LIST = re.compile(r'"messages"\s*:\s*\[')
_SCALARS = ("string", "number", "boolean")


@dataclass
class Document:
    """A file as a value; `problem` says what is wrong with it, `value` is then what could be saved, or None."""

    value: Any
    problem: Problem | None = None


@dataclass
class ThreadFile:
    """A file of a thread: its fields without the messages, and the messages one by one. `problems` fills meanwhile."""

    fields: dict[str, Any]
    messages: Iterator[Any]
    problems: list[Problem] = field(default_factory=list)


def decoded(body: bytes) -> str:
    """Return the text of a file: UTF-8 with or without a mark, or UTF-16 as an editor saves it."""
    if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return body.decode("utf-16", "replace")
    return body.decode("utf-8-sig", "replace")


def load(member: Member, mend: bool = True) -> Document:
    """Read a whole file; garbled text is put right, unless it can't be garbled (`mend`)."""
    if member.size > WHOLE * 4:
        return Document(None, Problem("file-too-long", {"mb": WHOLE * 4 >> 20}))
    with member.open() as file:
        body = file.read()
    return parse(decoded(body), mend)


def parse(text: str, mend: bool = True) -> Document:
    """Read JSON text; of a list that breaks off what stands before the break is kept."""
    if not text.strip():
        return Document(None, Problem("empty-file"))
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return Document(None, Problem("bad-json"))
    return Document(mended(value) if mend and is_mangled(texts_of(value)) else value)


def thread_file(member: Member) -> ThreadFile:
    """Open a file of a thread; one that breaks off gives the messages before the break."""
    if member.size > WHOLE:
        return _streamed(member)
    with member.open() as file:
        text = decoded(file.read())
    found = parse(text)
    if found.problem is None and isinstance(found.value, dict):
        messages = found.value.pop("messages", None)
        return ThreadFile(found.value, iter(messages if isinstance(messages, list) else ()))
    problem = found.problem or Problem("bad-json")
    if problem.code != "bad-json":
        return ThreadFile({}, iter(()), [problem])
    fields, messages = _salvaged(text)
    return ThreadFile(fields, iter(messages), [Problem("broken-json", {"messages": len(messages)})])


def _salvaged(text: str) -> tuple[dict[str, Any], list[Any]]:
    """Return the fields and messages that stand whole in broken JSON."""
    start = _LIST.search(text)
    fields = {}
    for name in _FIELDS:
        told = re.search(rf'"{name}"\s*:\s*', text)
        if told and (value := _value_at(text, told.end())):
            fields[name] = value[0]
    messages = []
    at = start.end() if start else len(text)
    while value := _value_at(text, at):
        messages.append(value[0])
        at = value[1]
        while at < len(text) and text[at] in " \t\r\n,":
            at += 1
    whole = {"fields": fields, "messages": messages}
    whole = mended(whole) if is_mangled(texts_of(whole)) else whole
    return whole["fields"], whole["messages"]


_DECODER = json.JSONDecoder(strict=False)


def _value_at(text: str, at: int) -> tuple[Any, int] | None:
    while at < len(text) and text[at] in " \t\r\n":
        at += 1
    try:
        return _DECODER.raw_decode(text, at)
    except (ValueError, RecursionError):
        return None


def _streamed(member: Member) -> ThreadFile:
    """Pass through a long file twice: first for its fields, then message by message."""
    opened = ThreadFile({}, iter(()))
    fields = _fields(member, opened.problems)
    with member.open() as file:
        sample = list(islice(_items(file, []), _SAMPLE))
    garbled = is_mangled(texts_of([fields, sample]))
    opened.fields = mended(fields) if garbled else fields
    opened.messages = _mended_items(member, opened.problems, garbled)
    return opened


def _fields(member: Member, problems: list[Problem]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    people: list[Any] = []
    with member.open() as file:
        try:
            for prefix, event, value in ijson.parse(file, use_float=True):
                if event in _SCALARS and prefix in _FIELDS:
                    found[prefix] = value
                elif event == "string" and prefix in ("participants.item", "participants.item.name"):
                    people.append(value)
        except (ijson.JSONError, UnicodeError, ValueError):
            problems.append(Problem("broken-json", {"messages": "?"}))
    return {**found, "participants": people}


def _items(file: Any, problems: list[Problem]) -> Iterator[Any]:
    try:
        yield from ijson.items(file, "messages.item", use_float=True)
    except (ijson.JSONError, UnicodeError, ValueError):
        if not problems:
            problems.append(Problem("broken-json", {"messages": "?"}))


def _mended_items(member: Member, problems: list[Problem], garbled: bool) -> Iterator[Any]:
    with member.open() as file:
        for item in chain(_items(file, problems)):
            yield mended(item) if garbled else item
