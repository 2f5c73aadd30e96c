"""The audit: random links that the program made by itself, looked at one by one, and what that proves."""

import json
import sqlite3
from dataclasses import dataclass
from random import Random

from scipy.stats import beta

from data import queries
from data.scope import Scope
from metrics.matches import sides
from metrics.matches.sides import Agreed, Contact, Person

SIZE = 60
"""Links of an audit: none wrong of 60 says with 95 % confidence that fewer than 5 % are wrong (rule of three)."""


@dataclass(frozen=True)
class Audited:
    """A link of an audit; `said` is same, not, or "" as long as nobody looked."""

    contact: Contact
    person: Person
    tier: str
    agreed: tuple[Agreed, ...]
    said: str


@dataclass(frozen=True)
class Audit:
    """The newest audit beside what the program linked in all, by tier."""

    by_key: int
    by_name: int
    drawn_at: str
    links: tuple[Audited, ...]

    @property
    def checked(self) -> int:
        """How many somebody looked at."""
        return sum(bool(one.said) for one in self.links)

    @property
    def wrong(self) -> int:
        """How many of them were wrong."""
        return sum(one.said == "not" for one in self.links)

    @property
    def wrong_by_name(self) -> int:
        """How many wrong ones were linked by name and company."""
        return sum(one.said == "not" and one.tier == "name_company" for one in self.links)

    @property
    def at_most(self) -> float:
        """Return the share of wrong links that is not exceeded with 95 % confidence (one-sided Clopper-Pearson)."""
        return most_wrong(self.wrong, self.checked)


def most_wrong(wrong: int, checked: int) -> float:
    """Return the upper 95 % bound of a share of wrong links; with none wrong about 3 / checked (rule of three)."""
    return 1.0 if wrong >= checked else float(beta.ppf(0.95, wrong + 1, checked - wrong))


def audit(conn: sqlite3.Connection, scope: Scope) -> Audit:
    """Return the newest audit of a team; without links where none was drawn, or for one rep."""
    rows = queries.rows(conn, "matches_audit", scope)
    mine = sides.contacts(conn, scope, [row["contact_id"] for row in rows])
    theirs = sides.people(conn, scope, [row["person_id"] for row in rows])
    links = [
        Audited(
            mine[row["contact_id"]],
            theirs[row["person_id"]],
            row["tier"],
            sides.agreed(json.loads(row["evidence"])),
            row["said"],
        )
        for row in rows
        if row["contact_id"] in mine and row["person_id"] in theirs
    ]
    made = [row["tier"] for row in queries.rows(conn, "matches_links", scope, tier="")]
    drawn = rows[0]["drawn_at"] if rows else ""
    return Audit(made.count("key"), made.count("name_company"), drawn, tuple(links))


def drawn(conn: sqlite3.Connection, scope: Scope, seed: int, size: int = SIZE) -> list[tuple[str, str, str]]:
    """Return random automatic links nobody looked at yet, as (person key, person, tier): all where there are few."""
    rows = queries.rows(conn, "matches_links", scope, tier="")
    free = [(row["person_key"], row["person_id"], row["tier"]) for row in rows if not row["said"]]
    return Random(seed).sample(free, min(size, len(free)))
