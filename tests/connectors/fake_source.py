"""A tiny source of facts for tests of ingest itself: JSON lines, with an owner file that says whose they are."""

import io
import json
from collections.abc import Iterator
from dataclasses import replace

from connectors.connector import Connector, Context, Line, Owner, Part, Problem, Upload
from data.records import Connection, Message, person_key, stable_id


def export(name: str, taken_on: str = "2026-03-01", owner: dict | None = None, **files: list) -> Upload:
    """Return an upload of files "messages", "connections" ... each a list of rows."""
    body = {"owner.json": json.dumps({"taken_on": taken_on, **(owner or {"name": "Anna Sokolova"})}).encode()}
    for file, rows in files.items():
        body[f"{file}.jsonl"] = "\n".join(map(json.dumps, rows)).encode()
    return Upload.of(name, body)


def _recognise(upload: Upload) -> tuple[Part, ...]:
    if not any(member.path == "owner.json" for member in upload.members):
        return ()
    kinds = {"owner.json": ("owner", "not-needed"), "secret.jsonl": ("secret", "sensitive")}
    return tuple(Part(one, *kinds.get(one.path, (one.path.removesuffix(".jsonl"), ""))) for one in upload.members)


def _told(parts: tuple[Part, ...]) -> dict:
    return json.load(next(part.member for part in parts if part.kind == "owner").open())


def _find_owner(parts: tuple[Part, ...]) -> Owner:
    told = {key: value for key, value in _told(parts).items() if key != "taken_on"}
    return Owner(**{"confidence": "stated" if told.get("name") else "unknown", **told})


def _read(part: Part, ctx: Context) -> Iterator[Line]:
    for no, line in enumerate(io.TextIOWrapper(part.member.open(), "utf-8"), 1):
        row = json.loads(line)
        if row == "bad":
            yield no, Problem("bad-date")
        elif row == "damage":
            raise EOFError("the file ends too early")
        elif row == "bug":
            raise KeyError("a mistake in the program")
        else:
            yield no, (_message if part.kind.startswith("messages") else _connection)(row, ctx)


def _message(row: list, ctx: Context) -> Message:
    talk, second, direction, text, *more = row
    at = f"2026-02-{1 + second // 86400:02}T00:00:{second % 60:02}Z"
    key = person_key("fake", "in", f"p{talk}")
    conversation = stable_id(ctx.rep_id, "fake", talk)
    message_id = stable_id(ctx.rep_id, "fake", talk, at, text)
    whose = "direct", direction, "stated", at, "exact", at, at[:10], key, f"Person {talk}"
    return Message(
        message_id, ctx.rep_id, "fake", conversation, "", *whose, None, "", "[]", "", text, "[]", "".join(more)
    )


def _connection(row: list, ctx: Context) -> Connection:
    person, company, *more = row
    key = person_key("fake", "in", f"p{person}")
    made = stable_id(ctx.rep_id, "fake", "connection", key)
    return Connection(made, ctx.rep_id, "fake", key, f"Person {person}", company, "", "".join(more), "2026-01-05")


FAKE = Connector(
    id="fake",
    network="fake",
    title="Fake",
    how_to_export="",
    recognise=_recognise,
    find_owner=_find_owner,
    taken_on=lambda _, parts: _told(parts)["taken_on"],
    read=_read,
)
RIVAL = replace(FAKE, id="rival", title="Rival")
