"""Lists of an export as dictionaries, whatever wraps them, and what stands in their fields."""

from collections.abc import Iterator, Mapping
from typing import Any

from connectors.connector import Context, Line, Problem
from connectors.moments import NEVER, Moment, of_unix
from data.records import AudienceFigure, stable_id


def entries_of(value: Any, name: str) -> list[Any]:
    """Return the list in a field, [] when there is none."""
    found = value.get(name) if isinstance(value, Mapping) else None
    return found if isinstance(found, list) else []


def dicts(value: Any, *names: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Yield numbered entries of a list that stands bare, or in a field of one of these names; one entry alone too."""
    listed = (
        value if isinstance(value, list) else next((got for name in names if (got := entries_of(value, name))), None)
    )
    if listed is None:
        listed = [value] if isinstance(value, dict) and "timestamp" in value else []
    yield from ((no, one) for no, one in enumerate(listed, 1) if isinstance(one, dict))


def bad_entries(value: Any) -> Iterator[Line]:
    """Yield the problem of a list that holds other things than entries."""
    lists = [value] if isinstance(value, list) else [one for one in _values(value) if isinstance(one, list)][:1]
    bad = sum(not isinstance(one, dict) for listed in lists for one in listed)
    if bad:
        yield 0, Problem("bad-entries", {"entries": bad})


def _values(value: Any) -> Iterator[Any]:
    yield from value.values() if isinstance(value, dict) else ()


def text_at(value: Any, *names: str) -> str:
    """Return the text at the end of a path of fields, "" when the path breaks off."""
    for name in names:
        value = value.get(name) if isinstance(value, Mapping) else None
    return value if isinstance(value, str) else ""


def stamp_of(value: Any) -> int | float | None:
    """Return a stamp that counts, None for what is none."""
    return value if isinstance(value, int | float) and not isinstance(value, bool) and value else None


def unix(stamp: Any, ctx: Context) -> Moment:
    """Return the moment of Unix seconds (or milliseconds); NEVER for what is none."""
    if isinstance(stamp, bool) or not isinstance(stamp, int | float) or not 0 < stamp < 1e14:
        return NEVER
    return of_unix(stamp / 1000 if stamp > 1e11 else stamp, ctx.time_zone)


def followers_figure(ctx: Context, network: str, metric: str, value: int) -> Iterator[Line]:
    """Yield how many there were on the day of the export, when that day is known."""
    if ctx.taken_on:
        own = stable_id(ctx.rep_id, network, "day", ctx.taken_on, metric)
        yield 0, AudienceFigure(own, ctx.rep_id, network, "day", ctx.taken_on, metric, value)
