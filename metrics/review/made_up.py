"""A review that the demo team held last week, so that the first one anybody opens begins with promises."""

import sqlite3

from data import reviews
from data.derive import newest_day
from data.scope import Scope
from metrics.review import agenda
from metrics.review.slide import told
from metrics.review.weeks import later, newest_week, week_of

LEADER = "Marta Lindqvist"
PROMISES = (
    ("anna-sokolova", "Help three people before asking anybody for anything", "help_people", 3.0),
    ("ben-carter", "Pause the pasted text; write ten first messages by hand", "copies", 0.3),
    ("farid-aliyev", "Begin five conversations", "started", 5.0),
    ("", "Ask marketing for one case study that helps without selling", "", None),
)
"""Whose, what, the figure and the goal."""
DECISION = "No price and no product in a first message."


def hold(conn: sqlite3.Connection, who: str) -> None:
    """Hold the review of the week before the newest: its slides are those of that week."""
    newest = newest_day(conn)
    if newest is None:
        return
    week = week_of(later(newest_week(newest), -7), newest)
    reps = {row[0] for row in conn.execute("SELECT id FROM rep")}
    reviews.open_review(conn, week.since, week.as_of, [], who)
    reviews.note(conn, week.since, LEADER, sorted(reps & {"grace-kim"}))
    for rep_id, text, metric, goal in PROMISES:
        if not rep_id or rep_id in reps:
            due = later(week.until, 5)
            reviews.promise(conn, week.since, text, due, made_on=week.as_of, rep_id=rep_id, metric=metric, goal=goal)
    reviews.decide(conn, week.since, DECISION, who)
    shown = agenda.slides(conn, Scope(reps=None, masked=True), week)
    reviews.open_review(conn, week.since, week.as_of, [told(one) for one in shown], who)
    reviews.close(conn, week.since)
