"""The five figures as cards."""

import sqlite3
from dataclasses import replace
from datetime import date

from data.scope import Scope
from data.words import N_, NN_
from metrics.catalog import BY_ID
from metrics.figures import figure
from metrics.measure import measure_many
from metrics.metric import Measurement
from metrics.models import Change, Figure, Link, Point
from metrics.periods import scope_before, steps
from metrics.results.windows import counted_over
from metrics.words import Money, Said, counted

FIVE = ("new_leads", "lead_to_opp", "worked_opps", "worked_to_won", "profit_by_type")
LONG_PERIOD = 200
"""From so many days on a series goes by month."""


def total(conn: sqlite3.Connection, metric_id: str, scope: Scope, as_of: str) -> Measurement:
    """Return the total of a figure over a scope."""
    return measure_many(conn, [metric_id], scope, (), as_of)[metric_id, ()]


def five(conn: sqlite3.Connection, scope: Scope, as_of: str, currency: str) -> tuple[Figure, ...]:
    """Return the five figures as cards, each counted over the days that are old enough for it."""
    return tuple(_card(conn, name, counted_over(scope, name), as_of, currency) for name in FIVE)


def _card(conn: sqlite3.Connection, name: str, scope: Scope, as_of: str, currency: str) -> Figure:
    before = scope_before(scope)
    now = total(conn, name, scope, as_of)
    earlier = total(conn, name, before, as_of) if before else None
    weekly, notes = _series(conn, name, scope, as_of), _notes(conn, name, scope, as_of, currency)
    made = figure(name, now, earlier, weekly, notes=notes)
    return replace(made, link=Link("results", {"open": name}), change=_in_money(made.change, currency))


def _in_money(change: Change | None, currency: str) -> Change | None:
    """Return a change of money with the amount before as money; an amount has no interval to compare by."""
    if change is None or change.before.unit != "money" or change.before.value is None:
        return change
    told = {**change.said.params, "before": Money(change.before.value, currency)}
    return replace(change, said=replace(change.said, params=told))


def _series(conn: sqlite3.Connection, name: str, scope: Scope, as_of: str) -> tuple[Point, ...]:
    by = _step(scope, name)
    found = {dict(key)[by]: one for (_, key), one in measure_many(conn, [name], scope, (by,), as_of).items()}
    none = Measurement(name, value=0 if BY_ID[name].unit in ("count", "money") else None)
    return tuple(Point(at, found.get(at, none)) for at in steps(scope, by, as_of, found))


def _step(scope: Scope, name: str) -> str:
    if not scope.since or not scope.until or name == "worked_opps":
        return "month"
    length = date.fromisoformat(scope.until) - date.fromisoformat(scope.since)
    return "month" if length.days >= LONG_PERIOD or BY_ID[name].unit == "money" else "week"


def _notes(conn: sqlite3.Connection, name: str, scope: Scope, as_of: str, currency: str) -> tuple[Said, ...]:
    """Return what stands beside a card's number."""
    if name == "worked_opps":
        volume = total(conn, "worked_volume", scope, as_of)
        return () if volume.value is None else (Said(N_("worth {sum}"), {"sum": Money(volume.value, currency)}),)
    if name == "new_leads":
        found = measure_many(conn, [name], scope, ("channel",), as_of)
        social = found.get((name, (("channel", "social"),)))
        return (Said(N_("{n} from social networks"), {"n": social.k if social else 0}),)
    if name == "profit_by_type":
        return _profit_notes(conn, scope, as_of, currency)
    return ()


def _profit_notes(conn: sqlite3.Connection, scope: Scope, as_of: str, currency: str) -> tuple[Said, ...]:
    found = total(conn, "profit_by_type", scope, as_of)
    if found.value is None:
        received = total(conn, "received", scope, as_of)
        if received.value is None:
            return ()
        return (Said(N_("{sum} received, costs not known"), {"sum": Money(received.value, currency)}),)
    if found.unknown:
        forms = NN_(
            "after costs; {n} payment without costs is left out", "after costs; {n} payments without are left out"
        )
        return (counted(forms, found.unknown),)
    return (Said(N_("after costs")),)
