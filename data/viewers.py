"""People who may sign in: e-mail, role, and the rep whose rows are their own."""

import sqlite3

from data.scope import ROLES
from data.store import bump, now


class ViewerError(ValueError):
    """What can't be done with a person's account; the message says why and what to do."""


def add(conn: sqlite3.Connection, email: str, role: str, rep_id: str | None = None, name: str = "") -> None:
    """Let somebody sign in, or change role, rep or name of somebody who may; a disabled account opens again.

    Raises:
        ViewerError: no e-mail, no such role, no such rep, or a rep's account without one.
    """
    address = email.strip().casefold()
    if "@" not in address.strip("@"):
        raise ViewerError(f"{email!r} is no e-mail address.")
    if role not in ROLES:
        raise ViewerError(f"{role!r} is no role; choose one of {', '.join(ROLES)}.")
    if role == "rep" and not rep_id:
        raise ViewerError("Say which rep this is, or nothing could be shown to them.")
    if rep_id and not conn.execute("SELECT 1 FROM rep WHERE id = ?", (rep_id,)).fetchone():
        raise ViewerError(f"There is no rep {rep_id!r}; import an export of theirs first.")
    conn.execute(
        "INSERT INTO viewer (email, name, role, rep_id) VALUES (?,?,?,?) ON CONFLICT (email) DO UPDATE SET "
        "name = COALESCE(NULLIF(excluded.name, ''), name), role = excluded.role, rep_id = excluded.rep_id, "
        "disabled_at = NULL",
        (address, name, role, rep_id),
    )
    bump(conn)


def disable(conn: sqlite3.Connection, email: str) -> None:
    """Close an account; what its owner imported or answered stays.

    Raises:
        ViewerError: there is no such account.
    """
    sql = "UPDATE viewer SET disabled_at = COALESCE(disabled_at, ?) WHERE email = ?"
    if not conn.execute(sql, (now(), email.strip().casefold())).rowcount:
        raise ViewerError(f"{email} has no account here.")
    bump(conn)


def listed(conn: sqlite3.Connection) -> list[dict[str, str | None]]:
    """Return everybody with an account: email, name, role, rep_id, disabled_at."""
    sql = "SELECT email, name, role, rep_id, disabled_at FROM viewer ORDER BY email"
    return [dict(row) for row in conn.execute(sql)]
