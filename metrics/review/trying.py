"""The slide of one thing to try: the habit that harms most, turned into a change with a figure that shows it."""

import sqlite3
from collections import Counter

from data.words import N_, NN_
from metrics.catalog import BY_ID
from metrics.models import Period
from metrics.people import Judged
from metrics.reasons import HABITS, habit_of
from metrics.review.goals import goal_of
from metrics.review.sight import Sight
from metrics.review.slide import Line, Slide
from metrics.review.weeks import later
from metrics.standing import SHARES, standings
from metrics.words import Day, Said, counted

HELP = "help_people"


def slide(conn: sqlite3.Connection, seen: Sight) -> Slide:
    """Return what to try next week: one change, why this one, how it shows."""
    period = Period("15w", later(seen.week.as_of, -104), seen.week.as_of, seen.week.as_of)
    judged = standings(conn, seen.scope.during(period.since, period.until), period, list(seen.reps), seen.week.as_of)
    figure, count = _commonest(judged)
    if not figure:
        return _help(seen)
    why = counted(
        NN_("{n} of {reps} reps has this habit: {what}.", "{n} of {reps} reps have this habit: {what}."),
        count,
        reps=len(seen.reps),
        what=Said(HABITS[figure].what),
    )
    return Slide(
        "try",
        Said(HABITS[figure].step),
        Said(N_("This week we try")),
        lines=(Line(Said(N_("Why this")), why), _measured(conn, figure), _again(seen)),
    )


def _commonest(judged: dict[str, Judged]) -> tuple[str, int]:
    """Return the habit with a figure that most reps have, the more harmful first; "" when nobody has any."""
    found: Counter[str] = Counter()
    for one in judged.values():
        found.update({reason["figure"] for reason in one.reasons if habit_of(reason) and reason["figure"] in SHARES})
    order = list(HABITS)
    return max(found.items(), key=lambda pair: (pair[1], -order.index(pair[0])), default=("", 0))


def _measured(conn: sqlite3.Connection, figure: str) -> Line:
    metric, goal = BY_ID[figure], goal_of(conn, figure)
    told = {"figure": Said(metric.title), "goal": round((goal or 0) * 100)}
    how = N_("{figure}: at most {goal} %") if goal is not None else N_("{figure}: better than before, beyond chance")
    return Line(Said(N_("How we measure")), Said(how, told), id=figure)


def _again(seen: Sight) -> Line:
    return Line(Said(N_("We look again")), Said(N_("on {day}, as the first question"), {"day": Day(due(seen))}))


def due(seen: Sight) -> str:
    """Return the day that a promise of this week is due: the Sunday after the next."""
    return later(seen.week.until, 7)


def _help(seen: Sight) -> Slide:
    return Slide(
        "try",
        Said(N_("Ten short messages a day that sell nothing and offer help")),
        Said(N_("This week we try")),
        lines=(
            Line(Said(N_("Why this")), Said(N_("No habit stands out that harms; this one works."))),
            Line(Said(N_("How we measure")), Said(BY_ID[HELP].title), id=HELP),
            _again(seen),
        ),
    )
