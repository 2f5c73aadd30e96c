"""helpful_streak: working days in a row on which ten people were helped."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from data.words import N_
from metrics.metric import Context, Measurement, Metric

GOAL = 10
"""The usual goal; a workspace may settle another (`Context.goal`)."""
ONE_PERSON = N_("a record of one person, not of a team")


class Streak(NamedTuple):
    """Working days in a row with the goal met: now and at best; and what is done today."""

    current: int
    best: int
    today: int


def streak(helped: Mapping[str, int], today: str, works: Callable[[str], bool], goal: int = GOAL) -> Streak:
    """Return the streaks of one rep from people helped by day; `today` never breaks one, nor do days off."""
    current = best = 0
    day, last = date.fromisoformat(min(helped, default=today)), date.fromisoformat(today)
    while day <= last:
        name = day.isoformat()
        if helped.get(name, 0) >= goal and works(name):
            current += 1
        elif works(name) and day < last:
            current = 0
        best = max(best, current)
        day += timedelta(days=1)
    return Streak(current, best, helped.get(today, 0))


def by_day(rows: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    """Return the people helped by day, all networks together."""
    days: Counter[str] = Counter()
    for row in rows:
        days[row["day"]] += row["k"]
    return dict(days)


def _compute(rows: Sequence[Mapping[str, Any]], context: Context) -> Measurement:
    reps = {row["rep_id"] for row in rows}
    if len(reps) > 1:
        return Measurement("", unit="days", note=ONE_PERSON)
    works = context.at_work(next(iter(reps), ""))
    return Measurement("", value=float(streak(by_day(rows), context.as_of, works, context.goal).current), unit="days")


METRIC = Metric(
    id="helpful_streak",
    title=N_("The daily goal of help, days in a row"),
    sub=N_("working days"),
    how=N_(
        "Working days in a row on which so many different people as the goal says (usually ten) got a message that "
        "helps and asks for nothing. "
        "Days off and leave don’t break it, and today doesn’t until it is over."
    ),
    unit="days",
    better="up",
    query="figure_days",
    figures=("help_people",),
    lookback=365,
    compute=_compute,
)
