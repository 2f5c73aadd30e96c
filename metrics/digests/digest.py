"""A digest as sentences: the same for e-mail, chats and the preview on the page."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from data import queries, reviews
from data.derive import newest_day
from data.scope import Scope, Viewer, scope_for
from data.store import now
from data.words import N_, NN_
from metrics import people
from metrics.metric import Measurement
from metrics.models import Link
from metrics.review import agenda
from metrics.review.slide import STEPS, Row, Slide
from metrics.review.weeks import later, newest_week, week_of
from metrics.scorecard import scorecard
from metrics.words import Day, Said, Share, counted

SHOWN = ("promises", "changed", "outreach", "results", "try")
"""Steps of the review that stand in the leader's digest; their lines hold what people wrote, so only figures do."""
QUIET = (7, 30)
"""Days without an answer after which somebody who was interested has gone quiet, and after which it is over."""
NAMED = 3


@dataclass(frozen=True)
class Item:
    """One thing to read: what it is about, its answer, sentences under it, and where it leads in the dashboard."""

    head: Said
    lines: tuple[Said, ...] = ()
    link: Link | None = None
    kicker: Said | None = None


@dataclass(frozen=True)
class Message:
    """A digest: its title and items; `until` is the newest day known; `names`: contacts are named in it."""

    title: Said
    items: tuple[Item, ...]
    until: str
    notes: tuple[Said, ...] = field(default=())
    names: bool = False


def leader(conn: sqlite3.Connection) -> Message | None:
    """Return the leader's week: promises, what changed, outreach, results, one thing to try; None without data."""
    newest = newest_day(conn)
    if newest is None:
        return None
    scope = Scope(reps=None, masked=True)
    week = week_of(newest_week(newest), newest)
    slides = {slide.step: slide for slide in agenda.slides(conn, scope, week)}
    items = tuple(_item(slides[step], week.since) for step in SHOWN if step in slides)
    span = {"since": Day(week.since), "until": Day(week.until)}
    return Message(Said(N_("Your team’s week, {since} – {until}"), span), items, newest, _notes(conn, scope, newest))


def _item(slide: Slide, week: str) -> Item:
    lines = tuple(_figure(row) for row in slide.rows if row.now.value is not None)
    why = slide.notes[:1] if slide.step == "changed" and not slide.rows else ()
    link = Link("review", {"week": week, "step": slide.step})
    return Item(slide.title, (*lines, *why), link, Said(STEPS[slide.step]))


def _figure(row: Row) -> Said:
    told = {"figure": Said(row.title), "now": _value(row.now), "said": row.said}
    return Said(N_("{figure}: {now} · {said}"), told)


def _value(one: Measurement) -> Said:
    if one.unit == "rate" and one.n and one.too_few:
        return Said(N_("{k} of {n}"), {"k": one.k or 0, "n": one.n})
    if one.unit == "rate":
        return Said("{share}", {"share": Share(one.value)})
    whole = one.value == round(one.value)
    return Said("{n}", {"n": int(one.value) if whole else float(one.value)})


def _notes(conn: sqlite3.Connection, scope: Scope, newest: str) -> tuple[Said, ...]:
    stale = sum(rep.stale for rep in people.known(conn, scope, newest))
    open_ones = sum(one.state == "open" for one in reviews.promises(conn))
    notes = []
    if open_ones:
        notes.append(counted(NN_("{n} promise is open.", "{n} promises are open."), open_ones))
    if stale:
        notes.append(counted(NN_("{n} rep has no fresh export.", "{n} reps have no fresh export."), stale))
    return tuple(notes)


def rep(conn: sqlite3.Connection, rep_id: str, *, names: bool = False) -> Message | None:
    """Return a rep's day: the next three steps and who has gone quiet; None when nothing is known of the rep.

    names: whom to answer is named. Their texts are in no scope of this.
    """
    newest = newest_day(conn)
    if newest is None:
        return None
    own = scope_for(Viewer("", "rep", rep_id=rep_id))
    scope = own if names else replace(own, text="none", masked=True)
    model = scorecard(conn, scope, rep_id, "30d")
    if not model.steps:
        return None
    items = tuple(Item(step.title, (step.detail,), step.link, step.effort) for step in model.steps)
    items += (*_quiet(conn, scope, rep_id, newest), *_tasks(conn, scope))
    return Message(Said(N_("Your next steps")), items, newest, (), names)


def _tasks(conn: sqlite3.Connection, scope: Scope) -> Sequence[Item]:
    """Return how many tasks are due; their words may name somebody, so they stay in the dashboard."""
    asked = {"state": "open", "customer": None, "origin": None, "origin_id": None}
    rows = queries.rows(conn, "tasks_list", scope.during("", now()[:10]), **asked)
    if not rows:
        return ()
    head = counted(NN_("{n} task is due", "{n} tasks are due"), len(rows))
    return (Item(head, (Said(N_("The oldest since {day}."), {"day": Day(rows[0]["due"])}),), Link("tasks")),)


def _quiet(conn: sqlite3.Connection, scope: Scope, rep_id: str, newest: str) -> Sequence[Item]:
    soonest, latest = QUIET
    rows = queries.rows(conn, "gone_quiet", scope.during(later(newest, -latest), later(newest, -soonest)))
    if not rows:
        return ()
    head = counted(
        NN_("{n} person who was interested has gone quiet", "{n} people who were interested have gone quiet"), len(rows)
    )
    return (Item(head, (_whom(rows, newest),), Link("conversations", {"rep": rep_id})),)


def _whom(rows: Sequence[sqlite3.Row], newest: str) -> Said:
    ages = [(date.fromisoformat(newest) - date.fromisoformat(row["last_day"])).days for row in rows]
    if not rows[0]["contact"]:
        forms = NN_("The newest silence has lasted {n} day.", "The newest silence has lasted {n} days.")
        return counted(forms, ages[0])
    shown = [
        Said(N_("{name} ({days})"), {"name": row["contact"], "days": _days(age)})
        for row, age in zip(rows, ages, strict=True)
    ]
    told = dict(zip("abc", shown, strict=False))
    if len(rows) > NAMED:
        return Said(N_("{a}, {b}, {c} and {more} more."), {**told, "more": len(rows) - NAMED})
    return Said({1: N_("{a}."), 2: N_("{a}, {b}."), 3: N_("{a}, {b}, {c}.")}[len(shown)], told)


def _days(age: int) -> Said:
    return counted(NN_("{n} day", "{n} days"), age)
