"""What the slides of one week are made of."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass

from data import workspace
from data.scope import Scope
from metrics import people
from metrics.people import Known
from metrics.review.weeks import Week, later

LATELY = 4
"""Weeks that figures of a slide are measured over, the reviewed one the last: one week alone has too few cases."""


@dataclass(frozen=True)
class Sight:
    """A masked scope, the week, its reps; `named`: single reps may be named on a shared screen."""

    scope: Scope
    week: Week
    reps: tuple[Known, ...]
    named: bool

    @property
    def lately(self) -> Scope:
        """The scope over the newest four weeks."""
        return self.scope.during(later(self.week.until, 1 - 7 * LATELY), self.week.as_of)

    @property
    def earlier(self) -> Scope:
        """The scope over the four weeks before those."""
        first = later(self.week.until, 1 - 7 * LATELY)
        return self.scope.during(later(first, -7 * LATELY), later(first, -1))

    @property
    def name_of(self) -> Callable[[str], str]:
        """Return the name of a rep by id."""
        names = {rep.rep_id: rep.name for rep in self.reps}
        return lambda rep_id: names.get(rep_id, rep_id)


def sight(conn: sqlite3.Connection, scope: Scope, week: Week) -> Sight:
    """Return what a review of a week looks at.

    Raises:
        ValueError: the scope holds names of contacts or texts; a review never does.
    """
    if not scope.masked or scope.text != "none":
        raise ValueError("the slides of a review are made of a masked scope")
    reps = tuple(people.known(conn, scope, week.as_of))
    return Sight(scope, week, reps, workspace.load(conn).review_names)
