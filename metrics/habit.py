"""The habit of helping: people helped a day, the daily goal, and who answers what."""

import json
import sqlite3
from datetime import date, timedelta

from data import queries
from data.scope import Scope
from data.words import N_, NN_
from metrics.catalog.helpful_streak import by_day, streak
from metrics.metric import Context, Measurement
from metrics.models import Habit, Kinds, Tone
from metrics.stats import difference
from metrics.words import Said, Share, counted

WEEKS = 13
RECENT = 14
KINDS: tuple[tuple[str, str, Tone], ...] = (
    ("reply_to_help", N_("help, no offer"), "met"),
    ("reply_to_question", N_("a question"), "plain"),
    ("reply_to_offer", N_("an offer"), "stop"),
)


def habit(conn: sqlite3.Connection, scope: Scope, context: Context, known_until: str | None = None) -> Habit:
    """Return the calendar of one rep's help messages: the newest 13 weeks of the scope, working days only.

    Days before the rep's first message, and after the last day anything is known of, are no days without help.
    """
    figures = json.dumps(["help_people", "messages_out"])
    rows = queries.rows(conn, "figure_days", scope.during("", context.as_of), figures=figures)
    helped = by_day([row for row in rows if row["figure"] == "help_people"])
    first = min((row["day"] for row in rows if row["n"]), default="9999")
    last = known_until or context.as_of
    works, goal = context.at_work(scope.reps[0] if scope.reps else ""), context.goal
    days = [(day, helped.get(day, 0)) for day in _days(scope, context.as_of) if first <= day <= last and works(day)]
    met = sum(count >= goal for _, count in days)
    run = streak(helped, context.as_of, works, goal)
    mean, recent = (
        _mean([count for _, count in days]),
        _mean([count for day, count in days if day > _ago(context.as_of)]),
    )
    title = counted(
        NN_(
            "The goal of {goal} was met on {k} of {n} working day",
            "The goal of {goal} was met on {k} of {n} working days",
        ),
        len(days),
        k=met,
        goal=goal,
    )
    return Habit(goal, tuple(days), met, mean, recent, run.current, run.best, run.today, title, _note(mean, recent))


def _days(scope: Scope, as_of: str) -> list[str]:
    last = date.fromisoformat(min(scope.until or as_of, as_of))
    first = max(date.fromisoformat(scope.since or "1970-01-01"), last - timedelta(weeks=WEEKS, days=-1))
    return [(first + timedelta(days=no)).isoformat() for no in range((last - first).days + 1)]


def _ago(as_of: str) -> str:
    return (date.fromisoformat(as_of) - timedelta(days=RECENT)).isoformat()


def _mean(counts: list[int]) -> float | None:
    return sum(counts) / len(counts) if counts else None


def _note(mean: float | None, recent: float | None) -> Said:
    if mean is None:
        return Said(N_("No working days in view."))
    if mean == 0:
        return Said(N_("No help message in these weeks."))
    if recent is None:
        return Said(N_("{mean} a day on average."), {"mean": float(mean)})
    told = {"mean": float(mean), "recent": float(recent)}
    return Said(N_("{mean} a day on average, {recent} in the last two weeks."), told)


def kinds(found: dict[str, Measurement]) -> Kinds:
    """Compare how many answer help, a question and an offer; the claim of the articles on the rep's own data."""
    bars = tuple((name, found[metric], "grey" if found[metric].thin else tone) for metric, name, tone in KINDS)
    helps, offers = found["reply_to_help"], found["reply_to_offer"]
    if helps.value is None or offers.value is None or helps.too_few or offers.too_few:
        return Kinds(Said(N_("Too few to compare help with offers")), bars, _measured(helps))
    by, low, high = difference(offers.k, offers.n, helps.k, helps.n)
    points = {"points": abs(round(by * 100)), "low": round(low * 100), "high": round(high * 100)}
    note = Said(
        N_("Help against offer: {points} points apart, range {low} to {high}. {measured}"),
        {**points, "measured": _measured(helps)},
    )
    if low > 0:
        return Kinds(Said(N_("Help is answered more often than offers")), bars, note)
    if high < 0:
        return Kinds(Said(N_("Offers are answered more often than help")), bars, note)
    return Kinds(Said(N_("Help and offers: no difference that can be told")), bars, note)


def _measured(helps: Measurement) -> Said:
    if helps.value is None or helps.too_few:
        return Said(N_("The articles promise “up to 70 %”; too few help messages to check it."))
    return Said(N_("The articles promise “up to 70 %”; here it is {share}."), {"share": Share(helps.value)})
