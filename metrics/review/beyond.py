"""Goals that are missed and reps who stand apart: told in words, each figure once, nobody named who didn't agree."""

import sqlite3
from collections.abc import Collection

from data.words import N_, NN_
from metrics import funnel_plot
from metrics.catalog import BY_ID
from metrics.figures import by_rep, link, totals
from metrics.metric import Measurement
from metrics.review.goals import EVERYBODY, agreed, reached
from metrics.review.sight import Sight
from metrics.review.slide import Line
from metrics.words import Said, Share, counted

COMPARED = ("reply_rate", "pitch_after_reply", "pitch_in_opener", "copies", "answered_in_day")
"""Shares in which reps are compared with chance (99.8 % limits)."""


def lines(conn: sqlite3.Connection, seen: Sight, told: Collection[str]) -> tuple[Line, ...]:
    """Return missed goals, then reps apart from the team, of figures that nothing was told of yet."""
    missed = _missed(conn, seen, told)
    apart = _apart(conn, seen, {*told, *(line.id for line in missed)})
    return (*missed, *apart)


def _missed(conn: sqlite3.Connection, seen: Sight, told: Collection[str]) -> list[Line]:
    """Return goals that the newest four weeks prove to be missed."""
    found: dict[str, Line] = {}
    for role, goals in sorted(agreed(conn).items()):
        reps = [rep.rep_id for rep in seen.reps if role in (EVERYBODY, rep.role_title)]
        known = [name for name in goals if name in BY_ID and name not in told and name not in found]
        if not reps or not known:
            continue
        values = totals(conn, known, seen.lately.of(*reps), seen.week.as_of)
        for name in known:
            if line := _goal(name, role, goals[name], values[name]):
                found[name] = line
    return list(found.values())


def _goal(name: str, role: str, goal: float, now: Measurement) -> Line | None:
    """Return a missed goal; a share misses it when its whole range does."""
    if now.value is None or now.too_few or reached(name, now.value, goal):
        return None
    best = now.low if BY_ID[name].better == "down" else now.high
    if now.unit == "rate" and best is not None and reached(name, best, goal):
        return None
    shown = Share if now.unit == "rate" else float
    words = {"figure": Said(BY_ID[name].title), "goal": shown(goal), "now": shown(now.value), "role": role}
    text = N_("{role}, {figure}: goal {goal}, now {now}") if role else N_("{figure}: goal {goal}, now {now}")
    return Line(Said(text, words), _cases(now), "watch", link(name), name)


def _cases(now: Measurement) -> Said | None:
    return Said(N_("{k} of {n}"), {"k": now.k or 0, "n": now.n}) if now.n else None


def _apart(conn: sqlite3.Connection, seen: Sight, told: Collection[str]) -> list[Line]:
    """Return figures in which reps lie outside what chance allows round the team's share."""
    single = by_rep(conn, COMPARED, seen.lately, seen.week.as_of)
    found = []
    for name in COMPARED:
        counts = [(rep, one.k or 0, one.n or 0) for (figure, rep), one in single.items() if figure == name]
        drawn = funnel_plot.plot(counts)
        outside = [point for point in drawn.points if point.outside] if drawn else []
        if outside and name not in told:
            found.append(_outside(name, outside, seen))
    return found


def _outside(name: str, outside: list[funnel_plot.Point], seen: Sight) -> Line:
    text = counted(
        NN_(
            "{figure}: {n} rep is further from the team than chance allows",
            "{figure}: {n} reps are further from the team than chance allows",
        ),
        len(outside),
        figure=Said(BY_ID[name].title),
    )
    who = Said("{names}", {"names": ", ".join(seen.name_of(point.name) for point in outside)})
    sub = who if seen.named else Said(N_("Talk about it in person, not here."))
    return Line(text, sub, "watch", link(name), name)
