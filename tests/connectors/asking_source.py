"""A tiny chat log that leaves everything open: who writes, in which zone, in which order days and months stand."""

import io
from collections.abc import Iterator
from datetime import datetime

from connectors.connector import Choice, Connector, Context, Line, Owner, Part, Problem, Question, Upload
from connectors.moments import NEVER, of_wall
from data.records import IN, OUT, UNKNOWN, Activity, Message, canonical_json, person_key, stable_id

ORDERS = {"dmy": "%d.%m.%Y %H:%M", "mdy": "%m.%d.%Y %H:%M"}


def chat(name: str, *lines: tuple[str, str, str]) -> Upload:
    """Return an upload of one chat: (date and time, sender, text) a line."""
    return Upload.of(name, {f"{name}.chat": "\n".join("|".join(line) for line in lines).encode()})


def _lines(part: Part) -> Iterator[list[str]]:
    for line in io.TextIOWrapper(part.member.open(), "utf-8"):
        yield line.rstrip("\n").split("|")


def _questions(parts: tuple[Part, ...]) -> tuple[Question, ...]:
    rows = [row for part in parts for row in _lines(part) if len(row) == 3]
    names = sorted({row[1] for row in rows})
    choices = tuple(Choice(name, name, sum(row[1] == name for row in rows)) for name in names)
    proven = {order for row in rows for order in ORDERS if not _wall(row[0], order)}
    order = ({"dmy", "mdy"} - proven).pop() if len(proven) == 1 else "dmy"
    orders = (Choice("dmy", "day first"), Choice("mdy", "month first"))
    return (
        Question("self", choices),
        Question("date-order", orders, order, bool(proven), rows[0][0] if rows else ""),
        Question("zone", (), "Europe/Moscow"),
    )


def _wall(text: str, order: str) -> datetime | None:
    try:
        return datetime.strptime(text, ORDERS[order or "dmy"])  # noqa: DTZ007 (a wall clock has no zone)
    except ValueError:
        return None


def _read(part: Part, ctx: Context) -> Iterator[Line]:
    seen: dict[tuple, int] = {}
    names = {row[1] for row in _lines(part) if len(row) == 3}
    for no, row in enumerate(_lines(part), 1):
        if len(row) != 3:
            yield no, Problem("bad-date")
            continue
        at, sender, text = row
        seen[at, sender, text] = seen.get((at, sender, text), 0) + 1
        yield no, _message(ctx, part.member.name, row, sorted(names - {sender}), seen[at, sender, text])
        if text == "call":
            wall = _wall(at, ctx.answers.get("date-order", ""))
            when = of_wall(wall, ctx.zone, ctx.time_zone) if wall else NEVER
            number = stable_id(ctx.rep_id, part.member.name, "call", *row, seen[at, sender, text])
            yield no, Activity(number, ctx.rep_id, "ask", "call", "", when.at, when.by, when.day, "", "", "", at)


def _message(ctx: Context, talk: str, row: list[str], others: list[str], nth: int) -> Message:
    at, sender, text = row
    wall = _wall(at, ctx.answers.get("date-order", ""))
    when = of_wall(wall, ctx.zone, ctx.time_zone) if wall else NEVER
    mine = ctx.answers.get("self", "")
    direction = (OUT if sender == mine else IN) if mine else UNKNOWN
    keys = {name: person_key("ask", "name", f"{ctx.rep_id}/{name.casefold()}") for name in [*others, sender]}
    person = (others or [""])[0] if direction == OUT else sender if direction == IN else ""
    return Message(
        stable_id(ctx.rep_id, talk, at, sender, text, nth),
        ctx.rep_id,
        "ask",
        stable_id(ctx.rep_id, talk),
        talk,
        "direct",
        direction,
        "confirmed" if mine else "unknown",
        when.at,
        when.by,
        at,
        when.day,
        keys.get(person),
        person,
        keys[sender],
        sender,
        canonical_json([[name, keys[name]] for name in others]),
        "",
        text,
        "[]",
        "",
    )


ASKING = Connector(
    id="asking",
    network="ask",
    title="Asking",
    how_to_export="",
    recognise=lambda upload: tuple(Part(one, "chat") for one in upload.members if one.path.endswith(".chat")),
    find_owner=lambda _: Owner(),
    taken_on=lambda _, __: "2026-03-01",
    read=_read,
    questions=_questions,
    wall=_wall,
)
