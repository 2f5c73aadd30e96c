"""Leads and deals that the CRM puts down to social networks: two figures of the team, and of each rep."""

import sqlite3
from collections.abc import Mapping
from dataclasses import replace

from data import workspace
from data.scope import Scope
from data.words import N_
from metrics.figures import figure
from metrics.measure import measure_many
from metrics.metric import Measurement
from metrics.models import Figure, Link, Point
from metrics.periods import scope_before, steps
from metrics.sales_stored.measure import has_sales
from metrics.words import Money, Said

SOCIAL = "social"
TITLES = {"new_leads": N_("Leads from social networks"), "deals_won": N_("Deals from social networks")}
_KEY = (("channel", SOCIAL),)


def cards(conn: sqlite3.Connection, scope: Scope, as_of: str | None) -> tuple[Figure, ...]:
    """Return leads and won deals from social networks as cards; nothing without CRM data."""
    if not as_of or not has_sales(conn):
        return ()
    before = scope_before(scope)
    now = measure_many(conn, (*TITLES, "revenue_won"), scope, ("channel",), as_of)
    every = measure_many(conn, tuple(TITLES), scope, (), as_of)
    earlier = measure_many(conn, tuple(TITLES), before, ("channel",), as_of) if before else {}
    weekly = measure_many(conn, tuple(TITLES), scope, ("channel", "week"), as_of)
    won = now.get(("revenue_won", _KEY))
    notes = {name: Said(N_("of {n} in all"), {"n": int(every[name, ()].k or 0)}) for name in TITLES}
    if won and won.value:
        notes["deals_won"] = Said(N_("worth {sum}"), {"sum": Money(won.value, workspace.load(conn).currency)})
    found = []
    for name in TITLES:
        was = earlier.get((name, _KEY), _none(name)) if before else None
        line = _weekly(name, weekly, scope, as_of)
        found.append(_figure(name, now.get((name, _KEY), _none(name)), was, line, (notes[name],)))
    return tuple(found)


def by_rep(conn: sqlite3.Connection, scope: Scope, as_of: str | None) -> dict[str, dict[str, Figure]]:
    """Return the same of each rep who has any; {} without CRM data."""
    if not as_of or not has_sales(conn):
        return {}
    found: dict[str, dict[str, Figure]] = {}
    for (name, key), one in measure_many(conn, tuple(TITLES), scope, ("rep", "channel"), as_of).items():
        told = dict(key)
        if told["channel"] == SOCIAL and told["rep"]:
            found.setdefault(told["rep"], {})[name] = _figure(name, one, rep_id=told["rep"])
    return found


def none_of(name: str) -> Figure:
    """Return the figure of a rep without any."""
    return _figure(name, _none(name))


def _none(name: str) -> Measurement:
    return Measurement(name, value=0, k=0, unit="count")


def _figure(
    name: str,
    found: Measurement,
    was: Measurement | None = None,
    weekly: tuple[Point, ...] = (),
    notes: tuple[Said, ...] = (),
    rep_id: str = "",
) -> Figure:
    about = {"reps": rep_id} if rep_id else {}
    way = Link("results", {"open": name, "channel": SOCIAL, **about})
    return replace(figure(name, found, was, weekly, notes=notes), title=TITLES[name], link=way)


def _weekly(
    name: str, found: Mapping[tuple[str, tuple[tuple[str, str], ...]], Measurement], scope: Scope, as_of: str
) -> tuple[Point, ...]:
    told = {
        dict(key)["week"]: one
        for (metric, key), one in found.items()
        if metric == name and dict(key)["channel"] == SOCIAL
    }
    return tuple(Point(at, told.get(at, _none(name))) for at in steps(scope, "week", as_of, told))
