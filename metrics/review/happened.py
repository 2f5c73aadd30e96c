"""The slide of what changed: only what is more than noise."""

import sqlite3
from collections.abc import Sequence

from data.words import N_, NN_
from metrics.figures import link, norms_of, totals
from metrics.models import Link
from metrics.review import beyond
from metrics.review.changed import LOOKED_AT, Changed, changes
from metrics.review.sight import Sight
from metrics.review.slide import Row, Slide
from metrics.targets import Norms, target_of, tone
from metrics.words import Said, Share, counted

MOST = 4
"""Rows that can be read on one screen."""
_BETTER = {"up": N_("more is better"), "down": N_("less is better"), "none": N_("neither is better")}
_WHERE = {"new_leads": "results", "deals_won": "results"}
"""Where figures that no conversations stand behind are seen; others in what is known, week by week."""
_COUNT_WORDS = {
    "jump": (N_("{change} more than usual"), N_("{change} less than usual")),
    "signal": (N_("{change} more than usual"), N_("{change} less than usual")),
    "drift": (N_("eight weeks above the usual, by {change}"), N_("eight weeks below the usual, by {change}")),
}


def slide(conn: sqlite3.Connection, seen: Sight) -> Slide:
    """Return the slide of what changed in a week."""
    found = changes(conn, seen.scope, seen.week)
    norms = norms_of(conn)
    further = beyond.lines(conn, seen, {one.metric.id for one in found[:MOST]})[: MOST - len(found[:MOST])]
    liked = totals(conn, ["vanity"], seen.lately, seen.week.as_of)["vanity"].value == 1
    return Slide(
        "changed",
        _title(found),
        rows=tuple(_row(one, norms) for one in found[:MOST]),
        lines=further,
        notes=_notes(found, liked, bool(further)),
    )


_VANITY = Said(N_("Posts, reactions and views rose over four weeks; answered conversations did not rise."))
_QUIET = Said(N_("A quiet week is a result, too: what you do now works as it did."))
_HOW = Said(N_("Ring: before. Dot: now. Bars: 95 % ranges."))


def _notes(found: Sequence[Changed], liked: bool, further: bool) -> tuple[Said, ...]:
    vanity = (_VANITY,) if liked else ()
    if found:
        return (*vanity, *_rest(found), _HOW)
    return vanity or (() if further else (_QUIET,))


def _rest(found: Sequence[Changed]) -> tuple[Said, ...]:
    more = len(found) - MOST
    told = [counted(NN_("{n} more figure moved.", "{n} more figures moved."), more)] if more > 0 else []
    kept = len(LOOKED_AT) - len(found)
    return (
        *told,
        counted(
            NN_(
                "The other {n} figure moved less than chance would, or has too few cases.",
                "The other {n} figures moved less than chance would, or have too few cases.",
            ),
            kept,
        ),
    )


def _title(found: Sequence[Changed]) -> Said:
    if not found:
        return Said(N_("Nothing more than noise changed"))
    worse, better = ([one for one in found if one.better is side] for side in (False, True))
    if worse and better:
        return Said(
            N_("Worse: {a}. Better: {b}"), {"a": Said(worse[0].metric.title), "b": Said(better[0].metric.title)}
        )
    if worse:
        return Said(N_("Worse: {a}"), {"a": Said(worse[0].metric.title)})
    if better:
        return Said(N_("Better: {a}"), {"a": Said(better[0].metric.title)})
    return Said(N_("{a}: {said}"), {"a": Said(found[0].metric.title), "said": _relative(found[0])})


def _row(one: Changed, norms: Norms) -> Row:
    share = one.now.unit == "rate"
    top = one.metric.scale or 1.0 if share else 1.15 * max(one.now.high or 1, one.before.high or 1)
    return Row(
        one.metric.title,
        Said(_BETTER[one.metric.better]),
        one.now,
        one.before,
        _points(one) if share else _relative(one),
        scale=max(top, one.now.high or 0, one.before.high or 0),
        target=target_of(one.metric, norms).target if share else None,
        tone=tone(one.metric, one.now, norms) if share else "plain",
        link=link(one.metric.id) or Link(_WHERE.get(one.metric.id, "coverage")),
    )


def _points(one: Changed) -> Said:
    points = abs(round(one.change * 100))
    if one.change > 0:
        return counted(NN_("more by {n} point", "more by {n} points"), points)
    return counted(NN_("fewer by {n} point", "fewer by {n} points"), points)


def _relative(one: Changed) -> Said:
    up, down = _COUNT_WORDS[one.kind]
    return Said(up if one.change > 0 else down, {"change": Share(abs(one.change))})
