"""When a message was sent: exactly since June 2022, before that by the clock of the computer that made the export."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from connectors.connector import Context
from connectors.moments import NEVER, Moment, of_unix, of_wall
from connectors.sources.telegram.ids import text_of


def sent(body: Mapping[str, Any], ctx: Context) -> Moment:
    """Return the moment of a message or of another dated thing."""
    told = body.get("date_unixtime")
    if isinstance(told, int | str) and (seconds := _seconds(told)):
        return of_unix(seconds, ctx.time_zone)
    wall = wall_clock(text_of(body.get("date")))
    return of_wall(wall, ctx.zone, ctx.time_zone) if wall else NEVER


def wall_clock(text: str, order: str = "") -> datetime | None:  # noqa: ARG001 (one order only)
    """Read "2025-03-03T10:05:11" of the JSON, or "03.03.2025 10:05:11" of the web pages."""
    for form in ("%Y-%m-%dT%H:%M:%S", "%d.%m.%Y %H:%M:%S"):
        try:
            return datetime.strptime(text[:19], form)  # noqa: DTZ007 (the file tells no zone)
        except ValueError:
            continue
    return None


def _seconds(told: int | str) -> int:
    text = str(told)
    return int(text) if text.isdecimal() and len(text) < 13 else 0
