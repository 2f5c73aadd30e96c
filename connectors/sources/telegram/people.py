"""The address book of an account's export: ties and ways to reach people."""

from collections.abc import Iterator, Mapping
from typing import Any

from connectors.connector import Context, Line, Problem
from connectors.moments import NEVER, Moment, of_unix
from connectors.phones import e164
from connectors.sources.telegram.ids import NETWORK, full_name, name_key, text_of, user_of
from data.records import Activity, Connection, Identity, stable_id


def people(name: str, value: Any, old: bool, ctx: Context, line: int) -> Iterator[Line]:
    """Yield the records of a section of an account: contacts, stories; nothing of the others."""
    rows = value.get("list") if isinstance(value, Mapping) else value
    if name == "stories":
        rows = rows if isinstance(rows, list) else []
        yield from ((line, act) for row in rows if (act := _story(row, ctx)))
    if name == "contacts" and isinstance(rows, list):
        for number, row in enumerate(rows, 1):
            yield from ((0 if type(what) is Problem else line, what) for what in _contact(row, number, old, ctx))


def identities_of(key: str, rep_id: str, **told: str) -> Iterator[Identity]:
    """Yield what names or reaches a person, by kind (name, phone, handle ...)."""
    for kind, value in told.items():
        if value:
            yield Identity(stable_id(rep_id, NETWORK, "identity", key, kind, value), rep_id, NETWORK, key, kind, value)


def _contact(row: Any, number: int, old: bool, ctx: Context) -> Iterator[Connection | Identity | Problem]:
    """Yield a contact of the address book: the only place of an export with telephone numbers."""
    row = row if isinstance(row, Mapping) else {}
    name, user = full_name(row), user_of(row.get("user_id"), old)
    phone = e164(text_of(row.get("phone_number")), international=True)
    if not (user or name):
        yield Problem("empty-contact", {"number": number})
        return
    key = user.key if user else name_key(ctx.rep_id, name)
    own_id = stable_id(ctx.rep_id, NETWORK, "connection", key)
    yield Connection(own_id, ctx.rep_id, NETWORK, key, name, "", "", "", _since(row, ctx).day)
    yield from identities_of(key, ctx.rep_id, name=name, phone=phone)


def _since(row: Mapping[str, Any], ctx: Context) -> Moment:
    told = row.get("date_unixtime")
    return of_unix(int(told), ctx.time_zone) if isinstance(told, str) and told.isdecimal() and len(told) < 13 else NEVER


def _story(row: Any, ctx: Context) -> Activity | None:
    row = row if isinstance(row, Mapping) else {}
    when = _since(row, ctx)
    if when.at is None:
        return None
    own_id = stable_id(ctx.rep_id, NETWORK, "story", row.get("id"), when.at)
    text = text_of(row.get("caption")) or text_of(row.get("text"))
    return Activity(
        own_id, ctx.rep_id, NETWORK, "post", "story", when.at, when.by, when.day, "", str(row.get("id", "")), text
    )
