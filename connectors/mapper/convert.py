"""Rows of a mapped table as they are read: values by field for a preview, and records of what is stored."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, timedelta
from typing import Any

from connectors.connector import Context, Line, Member, Problem
from connectors.mapper.fields import Target, targets
from connectors.mapper.grid import Grid, is_total, rows_of
from connectors.mapper.mapping import Mapping
from connectors.mapper.values import clean, direction, normal, number, offset, wall
from connectors.moments import NEVER, Moment, moment, of_wall
from connectors.phones import e164
from connectors.profile_links import key_of_link
from data.records import IN, OUT, UNKNOWN, Activity, Identity, Message, Prospect, canonical_json, person_key, stable_id

Values = dict[str, str]
"""Cells by field, cleaned; texts exactly as they stand."""


AS_WRITTEN = ("text", "subject")
"""Fields whose words are somebody's own: "-" or "n/a" in them is no gap."""


class Reader:
    """Reads the rows of one table by a mapping."""

    def __init__(self, grid: Grid, mapping: Mapping, *, lenient: bool = False) -> None:
        """Find the columns. lenient: for a preview, which shows also what is not enough yet.

        Raises:
            MappingError: the table is not the one that the mapping is for.
        """
        self.grid, self.mapping = grid, mapping if lenient else mapping.for_header(grid.header)
        self.target: Target = targets()[mapping.target]
        self._kinds = {field.id: field.kind for field in self.target.fields}
        self.places = {key: grid.header.index(name) for key, name in self.mapping.columns.items()}

    def values(self, row: Sequence[str]) -> Values:
        """Return the cells of a row by field."""
        cells = {key: row[place] if place < len(row) else "" for key, place in self.places.items()}
        return {key: cell if key in AS_WRITTEN else clean(cell) for key, cell in cells.items()}

    def shown(self, row: Sequence[str]) -> dict[str, str]:
        """Return a row as it would be read, for people to look at: a value that is not understood begins with "?"."""
        told = {key: self._shown(key, cell) for key, cell in self.values(row).items()}
        if self.target.id == "messages":
            told["direction"] = self.way(self.values(row)) or "?"
        return told

    def _shown(self, key: str, cell: str) -> str:
        kind = self._kind(key)
        if not clean(cell):
            return cell if key in AS_WRITTEN else ""
        if kind == "moment":
            when = wall(cell, self.mapping.date_order)
            return when.isoformat(" ", "minutes") if when else f"? {cell}"
        if kind in ("money", "number"):
            value = number(cell, self.mapping.decimal)
            return f"? {cell}" if value is None else f"{value:,.2f}".rstrip("0").rstrip(".")
        return cell

    def _kind(self, key: str) -> str:
        return self._kinds.get(key, "text")

    def way(self, values: Values) -> str:
        """Return the direction that a row states, or that the mapping gives all of them; "" when neither."""
        return direction(values.get("direction", "")) or self.mapping.direction

    def problem(self, values: Values) -> Problem | None:
        """Tell what is wrong with the first value that can't be read, if any."""
        for key, cell in values.items():
            if self._kind(key) == "moment" and cell and wall(cell, self.mapping.date_order or "dmy") is None:
                return Problem("bad-date")
            if self._kind(key) in ("money", "number") and cell and number(cell, self.mapping.decimal) is None:
                return Problem("no-number", {"column": self.mapping.columns[key][:60]})
        return None


def read(member: Member, grid: Grid, mapping: Mapping, ctx: Context) -> Iterator[Line]:
    """Yield records and problems of a mapped table."""
    reader = Reader(grid, mapping)
    make = {"messages": _message, "activities": _activity, "contacts": _contact}.get(mapping.target)
    seen: Counter[tuple] = Counter()
    left = 0
    for line, row in rows_of(member, grid):
        if isinstance(row, Problem):
            yield line, row
            continue
        if is_total(row):
            left += 1
            continue
        values = reader.values(row)
        if problem := reader.problem(values):
            yield line, problem
        if make:
            yield from ((line, one) for one in make(values, reader, ctx, seen))
    if left:
        yield 0, Problem("total-rows", {"rows": left})
    if not make:
        yield 0, Problem("not-stored-yet", {"target": mapping.target})


# --- messages -------------------------------------------------------------------------------------------------------
def _message(values: Values, reader: Reader, ctx: Context, seen: Counter) -> Iterator[Any]:
    text, network = values.get("text", ""), reader.mapping.network
    if not text.strip():
        yield Problem("empty-row")
        return
    stamp = " ".join(filter(None, (values.get("sent_at", ""), values.get("time", ""))))
    when = _moment(stamp, reader, ctx)
    way = reader.way(values)
    person = _person(values, network, ctx.rep_id)
    sender, recipient = values.get("sender", ""), values.get("recipient", "")
    name = values.get("person_name") or _full(values) or _other(way, sender, recipient)
    key = person or (_name_key(network, ctx.rep_id, name) if name else None)
    talk = values.get("conversation") or key or canonical_json(sorted({normal(sender), normal(recipient)}))
    conversation = stable_id(ctx.rep_id, network, "mapped", talk)
    who = sender or (name if way == IN else ctx.owner.name if way == OUT else "")
    same = (conversation, stamp, values.get("direction", ""), normal(sender), text)
    seen[same] += 1
    others = _others(who, sender, recipient, name, key, reader, ctx, way)
    yield Message(
        stable_id("mapped", *same, seen[same]),
        ctx.rep_id,
        network,
        conversation,
        name,
        "direct",
        way or UNKNOWN,
        ("stated" if values.get("direction") else "confirmed") if way else "unknown",
        when.at,
        when.by,
        stamp,
        when.day,
        key if way or name else None,
        name,
        (key if way == IN else None) if who else None,
        who,
        canonical_json(others),
        values.get("subject", ""),
        text,
        "[]",
        ": ".join(filter(None, ("mapped", values.get("campaign", "").strip()))),
    )
    if key:
        yield from _once(_identities(key, values, network, ctx.rep_id, name), seen)


def _once(found: Iterator[Identity], seen: Counter) -> Iterator[Identity]:
    for one in found:
        if not seen[one.id,]:
            seen[one.id,] = 1
            yield one


def _other(way: str, sender: str, recipient: str) -> str:
    return recipient if way == OUT else sender if way == IN else ""


def _others(who, sender, recipient, name, key, reader: Reader, ctx: Context, way: str) -> list[list[str | None]]:
    """Return everybody but the sender."""
    if sender or recipient:
        other = recipient if recipient and recipient != who else ""
        own_key = key if other and other == name else _name_key(reader.mapping.network, ctx.rep_id, other)
        return [[other, own_key]] if other else []
    return [[name, key]] if way == OUT and name else []


def _person(values: Values, network: str, rep_id: str) -> str | None:  # noqa: ARG001
    """Return the key of the other person by the surest thing the row tells: link, e-mail, phone."""
    url = values.get("person_url") or values.get("url") or ""
    email = values.get("person_email") or values.get("email") or ""
    phone = e164(values.get("person_phone") or values.get("phone") or "")
    if url and (key := key_of_link(url)) and network == "linkedin":
        return key
    if email:
        return person_key(network, "email", email.casefold())
    if phone:
        return person_key(network, "phone", phone)
    return person_key(network, "url", url.casefold().rstrip("/")) if url else None


def _name_key(network: str, rep_id: str, name: str) -> str | None:
    folded = " ".join(name.casefold().split())
    return person_key(network, "name", f"{rep_id}/{folded}") if folded else None


def _full(values: Values) -> str:
    return " ".join(filter(None, (values.get("first_name", ""), values.get("last_name", ""))))


def _identities(key: str, values: Values, network: str, rep_id: str, name: str) -> Iterator[Identity]:
    told = {
        "name": name,
        "email": (values.get("person_email") or values.get("email") or "").casefold(),
        "phone": e164(values.get("person_phone") or values.get("phone") or ""),
        "url": values.get("person_url") or values.get("url") or "",
    }
    for kind, value in told.items():
        if value:
            yield Identity(stable_id(rep_id, network, key, kind, value), rep_id, network, key, kind, value)


# --- the others -----------------------------------------------------------------------------------------------------
def _activity(values: Values, reader: Reader, ctx: Context, seen: Counter) -> Iterator[Any]:
    stamp, kind = values.get("at", ""), normal(values.get("kind", "")).replace(" ", "_")[:40] or "other"
    when = _moment(stamp, reader, ctx)
    same = ("activity", stamp, kind, values.get("link", ""), values.get("person_name", ""), values.get("text", ""))
    seen[same] += 1
    network = reader.mapping.network
    number_ = stable_id(ctx.rep_id, network, "mapped", *same, seen[same])
    text, link = values.get("text", ""), values.get("link", "")
    wall_text = stamp if when.by in ("assumed", "none") else ""
    yield Activity(number_, ctx.rep_id, network, kind, "", when.at, when.by, when.day, link, "", text, wall_text)


def _contact(values: Values, reader: Reader, ctx: Context, seen: Counter) -> Iterator[Any]:
    network = reader.mapping.network
    name = values.get("name") or _full(values)
    key = _person(values, network, ctx.rep_id) or _name_key(network, ctx.rep_id, name)
    if not key:
        yield Problem("no-person")
        return
    company, position, email = (values.get(each, "") for each in ("company", "position", "email"))
    source = reader.mapping.name or "mapped"
    number_ = stable_id(ctx.rep_id, network, source, key, normal(company))
    yield Prospect(number_, ctx.rep_id, network, key, name, company.strip(), position.strip(), email, source)
    yield from _once(_identities(key, values, network, ctx.rep_id, name), seen)


def _moment(stamp: str, reader: Reader, ctx: Context) -> Moment:
    when = wall(stamp, reader.mapping.date_order or ctx.answers.get("date-order", "") or "dmy")
    if when is None:
        return NEVER
    away = offset(stamp)
    if away is None:
        return of_wall(when, ctx.zone, ctx.time_zone)
    return moment((when - away).replace(tzinfo=UTC), "exact" if away == timedelta() else "offset", ctx.time_zone)
