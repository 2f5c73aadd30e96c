"""How many conversations are linked to the CRM, and by what."""

import sqlite3
from dataclasses import dataclass

from data import queries
from data.scope import Scope


@dataclass(frozen=True)
class Coverage:
    """Conversations of a scope: all, and those whose contact is linked by a key, by name and company, by a word."""

    talks: int = 0
    by_key: int = 0
    by_name: int = 0
    confirmed: int = 0
    waiting: int = 0

    @property
    def linked(self) -> int:
        """How many are linked in any way."""
        return self.by_key + self.by_name + self.confirmed

    @property
    def nobody(self) -> int:
        """How many have nobody in the CRM who could be meant."""
        return self.talks - self.linked - self.waiting


def coverage(conn: sqlite3.Connection, scope: Scope) -> Coverage:
    """Return how many conversations of a scope are linked."""
    row = queries.rows(conn, "matches_coverage", scope)[0]
    return Coverage(row["talks"], row["by_key"], row["by_name"], row["confirmed"], row["waiting"])
