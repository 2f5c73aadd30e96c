"""The slides of promises: what became of last week's, and what was promised in this meeting."""

import sqlite3
from collections import Counter
from dataclasses import asdict

from data import reviews
from data.reviews import Promise
from data.words import N_, NN_
from metrics.catalog import BY_ID
from metrics.metric import Measurement
from metrics.review.kept import Outcome, outcome
from metrics.review.sight import Sight
from metrics.review.slide import Line, Row, Slide
from metrics.words import Day, Said, counted

NO_MORE = 8
"""Promises that can be read on one screen; the newest come first."""


def slide(conn: sqlite3.Connection, seen: Sight) -> Slide:
    """Return what became of the promises that were made in reviews of earlier weeks and not settled before."""
    found = due_now(conn, seen)
    if not found:
        return Slide(
            "promises",
            Said(N_("No promise is open")),
            notes=(Said(N_("What is promised today comes back here next week.")),),
        )
    told = Counter(one.state for _, one in found)
    return Slide(
        "promises",
        _title(told, len(found)),
        lines=tuple(_line(promise, one, seen) for promise, one in found[:NO_MORE]),
    )


def due_now(conn: sqlite3.Connection, seen: Sight) -> list[tuple[Promise, Outcome]]:
    """Return the promises that a week's review begins with: made before it, and open, or settled in it."""
    known = [one for one in reviews.promises(conn) if one.week < seen.week.since]
    mine = [one for one in known if one.state == "open" or one.settled_in == seen.week.since]
    return [(one, outcome(conn, one, seen.scope, seen.week.as_of)) for one in mine]


def settle(conn: sqlite3.Connection, seen: Sight, who: str) -> None:
    """Write down what became of every promise that can be told of by a figure."""
    for promise, one in due_now(conn, seen):
        if promise.state == "open" and one.state != "open":
            before, after = (_told(found) for found in (one.before, one.after))
            reviews.settle(conn, promise.id, one.state, seen.week.since, who, before, after)


def _told(found: Measurement | None) -> dict | None:
    return asdict(found) if found else None


def _title(told: Counter[str], total: int) -> Said:
    judged = told["kept"] + told["missed"]
    if not judged:
        return counted(NN_("{n} promise to look at", "{n} promises to look at"), total)
    if not told["missed"]:
        return counted(NN_("The promise was kept", "All {n} promises were kept"), told["kept"])
    return Said(N_("{k} of {n} promises were kept"), {"k": told["kept"], "n": judged})


def _line(promise: Promise, one: Outcome, seen: Sight) -> Line:
    text = _text(promise, seen)
    return Line(text, _measured(promise, one), one.state, id=promise.id)


def _measured(promise: Promise, one: Outcome) -> Said:
    if promise.metric not in BY_ID or one.after is None or one.before is None:
        return one.said
    told = {"figure": Said(BY_ID[promise.metric].title), "said": one.said}
    return Said(N_("{figure}. {said}"), told)


def row_of(promise: Promise, one: Outcome) -> Row | None:
    """Return a promise's figure before and after; None where nothing was measured."""
    if one.before is None or one.after is None or one.after.value is None:
        return None
    top = max(1.0 if one.after.unit == "rate" else 0.0, one.after.high or one.after.value, one.before.high or 0)
    return Row(BY_ID[promise.metric].title, None, one.after, one.before, one.said, scale=top, target=promise.goal)


def last_slide(conn: sqlite3.Connection, seen: Sight) -> Slide:
    """Return what was promised and decided in this week's review."""
    promises = [one for one in reviews.promises(conn) if one.week == seen.week.since]
    decided = reviews.decisions(conn, seen.week.since)
    lines = [_promise(one, seen) for one in promises]
    lines += [Line(Said("{text}", {"text": one.text}), Said(N_("decided")), "note", id=one.id) for one in decided]
    if not lines:
        title = Said(N_("Nothing was promised"))
        return Slide("end", title, notes=(Said(N_("One change a week is enough; go one step back and choose it.")),))
    title = counted(NN_("One promise until next week", "{n} promises until next week"), len(promises))
    return Slide("end", title if promises else Said(N_("Decided today")), lines=tuple(lines))


def _promise(one: Promise, seen: Sight) -> Line:
    whose = seen.name_of(one.rep_id) if one.rep_id else ""
    text = (
        Said(N_("{name}: {text}"), {"name": whose, "text": one.text}) if whose else Said("{text}", {"text": one.text})
    )
    figure = Said(BY_ID[one.metric].title) if one.metric in BY_ID else Said(N_("we ask"))
    return Line(text, Said(N_("until {day} · {figure}"), {"day": Day(one.due), "figure": figure}), "open", id=one.id)


def _text(one: Promise, seen: Sight) -> Said:
    if not one.rep_id:
        return Said("{text}", {"text": one.text})
    return Said(N_("{name}: {text}"), {"name": seen.name_of(one.rep_id), "text": one.text})
