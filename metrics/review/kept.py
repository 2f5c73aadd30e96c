"""What became of promises: those about a figure of ours are measured, before and after; the others are asked.

The days before are as many as the days after, and end on the day of the promise. A goal is kept when the figure is as
good as the goal; without a goal, when it became better by more than chance.
"""

import sqlite3
from dataclasses import dataclass
from datetime import date

from data.reviews import Promise, State
from data.scope import Scope
from data.words import N_, NN_
from metrics.catalog import BY_ID
from metrics.change import compare
from metrics.figures import totals
from metrics.measure import last_mature
from metrics.metric import Measurement
from metrics.models import Change
from metrics.review.goals import reached
from metrics.review.weeks import later
from metrics.words import Day, Said, Share, counted


@dataclass(frozen=True)
class Outcome:
    """What became of a promise. `change` is None where nothing was measured."""

    state: State
    said: Said
    before: Measurement | None = None
    after: Measurement | None = None
    change: Change | None = None


def outcome(conn: sqlite3.Connection, promise: Promise, scope: Scope, as_of: str) -> Outcome:
    """Return what became of a promise as known on a day; "open" while it isn't due or somebody has to be asked."""
    if promise.state != "open":
        return Outcome(promise.state, _settled(promise), _read(promise.before), _read(promise.after))
    if promise.metric not in BY_ID:
        return Outcome("open", Said(N_("Not a figure of ours: ask.")))
    before, after = _measured(conn, promise, scope, as_of)
    if as_of < promise.due:
        return Outcome("open", Said(N_("Runs until {day}."), {"day": Day(promise.due)}), before, after)
    change = compare(after, before)
    state = _state(promise, after, change)
    return Outcome(state, _said(state, change, after), before, after, change)


def _measured(conn: sqlite3.Connection, promise: Promise, scope: Scope, as_of: str) -> tuple[Measurement, Measurement]:
    """Return the figure over equal spans before and after a promise; too young cases end both at the same age."""
    metric = BY_ID[promise.metric]
    last = max(min(promise.due, as_of, last_mature(metric, as_of)), promise.made_on)
    length = max(1, _days(promise.made_on, last))
    own = scope.of(promise.rep_id) if promise.rep_id else scope
    spans = (later(promise.made_on, 1 - length), promise.made_on), (later(promise.made_on, 1), last)
    if last == promise.made_on:
        spans = spans[0], (later(promise.made_on, 1), later(promise.made_on, 1))
    first, second = (totals(conn, [metric.id], own.during(*span), as_of)[metric.id] for span in spans)
    return first, second


def _days(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


def _state(promise: Promise, after: Measurement, change: Change) -> State:
    if after.value is None or after.too_few:
        return "unclear"
    if promise.goal is not None:
        return "kept" if reached(promise.metric, after.value, promise.goal) else "missed"
    if not change.proven or change.difference is None:
        return "unclear"
    better = BY_ID[promise.metric].better != "down"
    return "kept" if (change.difference > 0) == better else "missed"


def _said(state: State, change: Change, after: Measurement) -> Said:
    if after.value is None or after.too_few:
        return counted(NN_("Too few to tell: {n} case.", "Too few to tell: {n} cases."), after.n or 0)
    told = {"before": _shown(change.before), "after": _shown(after), "change": change.said}
    if state == "unclear":
        return Said(N_("{before} before, {after} after: {change}. It can’t be told yet."), told)
    return Said(N_("{before} before, {after} after: {change}."), told)


def _shown(one: Measurement) -> Share | float | int | str:
    if one.value is None:
        return "–"
    if one.unit == "rate":
        return Share(one.value)
    return int(one.value) if one.value == int(one.value) else float(one.value)


def _settled(promise: Promise) -> Said:
    return Said(N_("Settled on {day}."), {"day": Day((promise.settled_at or promise.due)[:10])})


def _read(told: object) -> Measurement | None:
    return Measurement(**told) if isinstance(told, dict) else None
