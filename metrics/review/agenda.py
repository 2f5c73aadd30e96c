"""The slides of a week, made of figures: one question a screen, at most a handful of answers on it."""

import sqlite3

from data.scope import Scope
from metrics.review import happened, outreach, praised, profile, promised, sold, trying
from metrics.review.sight import sight
from metrics.review.slide import STEPS, Slide
from metrics.review.weeks import Week

MAKERS = {
    "promises": promised.slide,
    "changed": happened.slide,
    "profiles": profile.slide,
    "outreach": outreach.slide,
    "results": sold.slide,
    "praise": praised.slide,
    "try": trying.slide,
    "end": promised.last_slide,
}
"""Who makes the slide of a step; None where there is nothing to show, and the step is left out."""


def slides(conn: sqlite3.Connection, scope: Scope, week: Week) -> tuple[Slide, ...]:
    """Return the slides of a week in the order of the meeting."""
    seen = sight(conn, scope, week)
    made = [MAKERS[step](conn, seen) for step in STEPS]
    return tuple(one for one in made if one is not None)
