"""People that stand in the CRM more than once."""

import sqlite3
from dataclasses import dataclass
from itertools import groupby

from data import queries
from data.scope import Scope
from metrics.matches import sides
from metrics.matches.sides import Person

MOST = 50


@dataclass(frozen=True)
class Group:
    """Rows of the CRM that are one person, with the leads each of them has."""

    people: tuple[Person, ...]
    leads: tuple[int, ...]


@dataclass(frozen=True)
class Doubles:
    """How many groups there are, the rows they hold, and the first groups."""

    total: int
    rows: int
    groups: tuple[Group, ...]


def doubles(conn: sqlite3.Connection, scope: Scope, most: int = MOST) -> Doubles:
    """Return suspected doubles of the CRM, those with most leads first; nothing for one rep."""
    rows = queries.rows(conn, "matches_doubles", scope)
    told = [(list(group)) for _, group in groupby(rows, key=lambda row: row["double_id"])]
    told = [group for group in told if len(group) > 1]
    known = sides.people(conn, scope, [row["person_id"] for group in told[:most] for row in group])
    groups = [
        Group(tuple(known[row["person_id"]] for row in group), tuple(row["leads"] for row in group))
        for group in told[:most]
        if all(row["person_id"] in known for row in group)
    ]
    return Doubles(len(told), sum(map(len, told)), tuple(groups))
