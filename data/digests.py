"""Digests people asked for: who gets what, by which channel, and when one is due."""

import re
import secrets
import sqlite3
import uuid
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from data.store import bump, now
from data.words import N_
from data.workspace import Workspace

LATE = 2
"""Days after its own for which a weekly digest still goes out, when nothing ran on its day."""
CHANNEL = re.compile(r"[A-Z][A-Z0-9_]{0,39}")
BAD_CHANNEL = N_("A channel is a name of letters, digits and underscores, like MAIL or TEAM_CHAT.")
BAD_TIME = N_("The hour is 0 to 23, the day Monday to Sunday.")
QUIET_HOUR = N_("At this hour nothing goes out; choose one of the working day.")
BAD_ADDRESS = N_("Write one address, like anna@example.com.")
NO_NAMES = N_("Names of contacts go to their own rep only.")
_FIELDS = "id, rep_id, channel, address, weekday, hour, lang, names, token, added_at, stopped_at"


class DigestError(ValueError):
    """A digest that can't be; the message says what to do."""


@dataclass(frozen=True)
class Digest:
    """Who gets what and when; see `007_digests.sql`."""

    id: str
    rep_id: str
    channel: str
    address: str
    weekday: int | None
    hour: int
    lang: str
    names: int
    token: str
    added_at: str
    stopped_at: str | None = None


def digests(conn: sqlite3.Connection) -> tuple[Digest, ...]:
    """Return every digest, the leader's first."""
    return tuple(Digest(*row) for row in conn.execute(f"SELECT {_FIELDS} FROM digest ORDER BY rep_id, added_at, id"))  # noqa: S608


def add(
    conn: sqlite3.Connection,
    who: str,
    team: Workspace,
    *,
    channel: str,
    rep_id: str = "",
    address: str = "",
    weekday: int | None = None,
    hour: int = 9,
    lang: str = "en",
    names: bool = False,
) -> str:
    """Keep a digest and return its id.

    Raises:
        DigestError: a channel, day, hour or address that can't be.
    """
    channel = channel.strip().upper()
    _check(team, channel, weekday, hour, address)
    if names and not rep_id:
        raise DigestError(NO_NAMES)
    known = uuid.uuid4().hex
    token = secrets.token_urlsafe(24)
    conn.execute(
        f"INSERT INTO digest ({_FIELDS}, added_by) VALUES (?,?,?,?,?,?,?,?,?,?,NULL,?)",  # noqa: S608
        (known, rep_id, channel, address, weekday, hour, lang, int(names), token, now(), who),
    )
    bump(conn)
    return known


def _check(team: Workspace, channel: str, weekday: int | None, hour: int, address: str) -> None:
    if not CHANNEL.fullmatch(channel):
        raise DigestError(BAD_CHANNEL)
    if not 0 <= hour <= 23 or (weekday is not None and not 0 <= weekday <= 6):
        raise DigestError(BAD_TIME)
    if not team.work_from <= hour < team.work_until:
        raise DigestError(QUIET_HOUR)
    if address and (address.count("@") != 1 or any(sign.isspace() or sign in "<>,;\\?&=/" for sign in address)):
        raise DigestError(BAD_ADDRESS)


def without_names(digest: Digest) -> Digest:
    """Return the digest as somebody other than its reader may see it."""
    return replace(digest, names=0)


def remove(conn: sqlite3.Connection, digest_id: str) -> None:
    """Forget a digest and its deliveries."""
    conn.execute("DELETE FROM digest WHERE id = ?", (digest_id,))
    bump(conn)


def stop(conn: sqlite3.Connection, token: str) -> bool:
    """End a digest by the token that stands in its messages; tell whether there was one."""
    done = conn.execute("UPDATE digest SET stopped_at = ? WHERE token = ? AND stopped_at IS NULL", (now(), token))
    bump(conn)
    return done.rowcount > 0


def quiet(team: Workspace, at: datetime) -> bool:
    """Tell whether nothing goes out at a moment: outside the hours of the working day, in the team's time zone."""
    return not team.work_from <= at.astimezone(team.zone).hour < team.work_until


def period_of(digest: Digest, team: Workspace, at: datetime) -> str | None:
    """Return the day whose digest is due at a moment; None when none is.

    One that nothing sent in its hour goes out later, but not in quiet hours: a daily one on that day, a weekly one
    within two days. Days before the digest was asked for are not made up for.
    """
    local = at.astimezone(team.zone)
    begins = min(max(digest.hour, team.work_from), team.work_until - 1)  # the working day may have changed since
    if quiet(team, at):
        return None
    if digest.weekday is None:
        works = local.weekday() in team.work_days and not _off(digest, team, local.date().isoformat())
        return local.date().isoformat() if works and local.hour >= begins else None
    late = (local.weekday() - digest.weekday) % 7
    day = local.date() - timedelta(days=late)
    if late > LATE or (late == 0 and local.hour < begins) or (late and day < _asked(digest, team)):
        return None
    return day.isoformat()


def _asked(digest: Digest, team: Workspace) -> date:
    """Return the day from which a digest may be due: that after it was asked for in its own hour or later."""
    asked = datetime.fromisoformat(digest.added_at.replace("Z", "+00:00")).astimezone(team.zone)
    return asked.date() + timedelta(days=asked.hour >= digest.hour)


def _off(digest: Digest, team: Workspace, day: str) -> bool:
    spans = [*(team.days_off or {}).get("", ()), *(team.days_off or {}).get(digest.rep_id, ())]
    return any(first <= day <= last for first, last in spans)


def text_of(at: datetime) -> str:
    """Return a moment as it is stored."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
