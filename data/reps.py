"""Whose export it is: reps, what identifies them, and when only a person can tell."""

import json
import sqlite3
from collections.abc import Mapping
from typing import Any, NamedTuple

from data.names import fold, profile, slug

_SURE = ("confirmed", "stated", "likely")


class UnclearRepError(Exception):
    """Nobody but a person can tell whose export this is. `reason`: unknown, two-accounts, several-reps."""

    def __init__(self, reason: str, **detail: str) -> None:
        super().__init__(reason)
        self.reason, self.detail = reason, detail


class Signs(NamedTuple):
    """What an export tells about its owner; "" where it is silent."""

    name: str = ""
    profile_url: str = ""
    member_id: str = ""
    email: str = ""

    def values(self) -> dict[str, str]:
        """Return what is told, by kind, in the form in which it is compared."""
        told = {
            "name": fold(self.name),
            "profile": profile(self.profile_url),
            "member_id": self.member_id.strip(),
            "email": self.email.strip().casefold(),
        }
        return {kind: value for kind, value in told.items() if value}


def resolve(conn: sqlite3.Connection, network: str, signs: Signs, named: str = "") -> tuple[str, str]:
    """Return the (id, name) of the rep an export belongs to; a rep not known yet gets an id of the name.

    `named` is what a person answered and settles the question.

    Raises:
        UnclearRepError: the signs point nowhere, to several reps, or to another account of a rep of this name.
    """
    if named.strip():
        return _named(conn, named)
    told = signs.values()
    if not told.get("name"):
        raise UnclearRepError("unknown")
    found = _candidates(conn, network, told)
    if not found:
        return slug(signs.name), " ".join(signs.name.split())
    if len(found) > 1:
        raise UnclearRepError("several-reps", name=signs.name, reps=", ".join(sorted(found)))
    rep_id = found.pop()
    name = conn.execute("SELECT name FROM rep WHERE id = ?", (rep_id,)).fetchone()[0]
    _refuse_other_account(conn, network, rep_id, name, told)
    return rep_id, name


def _named(conn: sqlite3.Connection, named: str) -> tuple[str, str]:
    for rep_id, name in conn.execute("SELECT id, name FROM rep ORDER BY id"):
        if named.strip() == rep_id or fold(named) == fold(name):
            return rep_id, name
    found = conn.execute("SELECT id, name FROM rep WHERE id = ?", (slug(named),)).fetchone()
    if not slug(named):
        raise UnclearRepError("unknown")
    return tuple(found) if found else (slug(named), " ".join(named.split()))


def _candidates(conn: sqlite3.Connection, network: str, told: Mapping[str, str]) -> set[str]:
    """Return the reps that the surest of the signs points to; a profile that points elsewhere adds to them."""
    sql = "SELECT DISTINCT rep_id FROM rep_identity WHERE network = ? AND kind = ? AND value = ?"
    member, owner = (
        {row[0] for row in conn.execute(sql, (network, kind, told.get(kind, "")))} for kind in ("member_id", "profile")
    )
    return (member | owner) or _of_name(conn, told["name"])


def _of_name(conn: sqlite3.Connection, name: str) -> set[str]:
    names = conn.execute("SELECT id, name FROM rep UNION SELECT rep_id, value FROM rep_identity WHERE kind = 'name'")
    return {rep_id for rep_id, known in names if slug(known) == slug(name) or rep_id == slug(name)}


def _refuse_other_account(conn, network: str, rep_id: str, name: str, told: Mapping[str, str]) -> None:
    sql = "SELECT kind, value FROM rep_identity WHERE rep_id = ? AND network = ?"
    known: dict[str, set[str]] = {}
    for kind, value in conn.execute(sql, (rep_id, network)):
        known.setdefault(kind, set()).add(value)
    members, profiles = known.get("member_id", set()), known.get("profile", set())
    if told.get("member_id") in members:
        return
    if ("member_id" in told and members) or ("profile" in told and profiles and told["profile"] not in profiles):
        raise UnclearRepError("two-accounts", name=name)


def ensure(conn: sqlite3.Connection, rep_id: str, name: str, added_by: str = "import") -> None:
    """Add a rep unless it is there."""
    conn.execute("INSERT OR IGNORE INTO rep (id, name, added_by) VALUES (?, ?, ?)", (rep_id, name, added_by))


_TOLD = "SELECT network, taken_on, owner FROM import WHERE rep_id = ? AND state IN ('running', 'done')"


_SELVES = """
INSERT OR REPLACE INTO rep_identity SELECT rep_id, network, 'self', value, 'confirmed' FROM answer
WHERE question = 'self' AND rep_id = :rep AND EXISTS
  (SELECT 1 FROM import i WHERE i.rep_id = :rep AND i.network = answer.network AND i.state IN ('running', 'done'))
"""
"""Under which names a rep goes in networks whose exports do not tell, as people answered."""


def settle(conn: sqlite3.Connection, rep_id: str) -> None:
    """Derive a rep's identities and name from the imports that stand; a rep no import tells of goes.

    A rep whom a person added, or gave a title or a start, stays and keeps its name.
    """
    imports = [(network, taken, json.loads(owner)) for network, taken, owner in conn.execute(_TOLD, (rep_id,))]
    conn.execute("DELETE FROM rep_identity WHERE rep_id = ?", (rep_id,))
    conn.executemany(
        "INSERT INTO rep_identity VALUES (?,?,?,?,?)",
        [(rep_id, *sign, certainty) for sign, certainty in sorted(_identities(imports).items())],
    )
    conn.execute(_SELVES, {"rep": rep_id})
    by_import = "id = ? AND added_by = 'import'"
    if imports:
        conn.execute(f"UPDATE rep SET name = ? WHERE {by_import}", (_best_name(imports), rep_id))  # noqa: S608
        return
    untouched = f"SELECT 1 FROM rep WHERE {by_import} AND role_title = '' AND started_on IS NULL"  # noqa: S608
    if conn.execute(untouched, (rep_id,)).fetchone():
        conn.execute("UPDATE import SET rep_id = NULL WHERE rep_id = ?", (rep_id,))
        conn.execute("DELETE FROM rep WHERE id = ?", (rep_id,))


def _identities(imports: list[tuple[str, str, dict[str, Any]]]) -> dict[tuple[str, str, str], str]:
    found: dict[tuple[str, str, str], str] = {}
    for network, _, owner in imports:
        certainty = owner.get("confidence", "")
        if certainty not in _SURE:
            continue
        signs = Signs(*(owner.get(field, "") for field in Signs._fields))
        for kind, value in signs.values().items():
            known = found.get((network, kind, value), certainty)
            found[network, kind, value] = min(known, certainty, key=_SURE.index)
    return found


def _best_name(imports: list[tuple[str, str, dict[str, Any]]]) -> str:
    """Return the name a person gave, else the newest export's."""
    told = [(owner.get("named", ""), taken, owner.get("name") or owner["rep_name"]) for _, taken, owner in imports]
    return max((bool(named), taken, " ".join((named or name).split())) for named, taken, name in told)[2]


def find(conn: sqlite3.Connection, name: str) -> str | None:
    """Return the id of the rep of this id or name, None when there is none."""
    wanted = (name.strip(), slug(name))
    reps = conn.execute("SELECT id, name FROM rep ORDER BY id").fetchall()
    return next((row[0] for row in reps if row[0] in wanted or fold(row[1]) == fold(name)), None)
