"""The slide of outreach: the habits that harm most and the one that works, and how far the reps lie apart."""

import sqlite3

from data.words import N_, NN_
from metrics.catalog import BY_ID
from metrics.change import compare
from metrics.figures import by_rep, link, norms_of, totals
from metrics.metric import TOO_FEW, Measurement
from metrics.review.goals import goal_of
from metrics.review.sight import LATELY, Sight
from metrics.review.slide import Row, Slide
from metrics.targets import tone
from metrics.words import Said, counted

FIGURES = ("pitch_after_reply", "copies", "reply_rate")
"""What the meeting always looks at: the two habits that harm most, and what comes back."""


def slide(conn: sqlite3.Connection, seen: Sight) -> Slide:
    """Return the slide of a week's outreach, measured over four weeks."""
    now = totals(conn, FIGURES, seen.lately, seen.week.as_of)
    before = totals(conn, FIGURES, seen.earlier, seen.week.as_of)
    single = by_rep(conn, FIGURES, seen.lately, seen.week.as_of)
    rows = tuple(_row(conn, name, now[name], before[name], single) for name in FIGURES)
    notes = [counted(NN_("Over {n} week.", "Over the newest {n} weeks."), LATELY)]
    if any(row.dots for row in rows):
        notes.append(Said(N_("Small dots: single reps, without their names.")))
    return Slide("outreach", _title(rows, now), rows=rows, notes=tuple(notes))


def _row(
    conn: sqlite3.Connection,
    name: str,
    now: Measurement,
    before: Measurement,
    single: dict[tuple[str, str], Measurement],
) -> Row:
    metric = BY_ID[name]
    dots = sorted(
        one.value
        for (figure, _), one in single.items()
        if figure == name and one.value is not None and (one.n or 0) >= TOO_FEW
    )
    top = max(metric.scale or 1.0, *dots, now.high or 0, before.high or 0) if dots else metric.scale or 1.0
    return Row(
        metric.title,
        Said(metric.sub) if metric.sub else None,
        now,
        before if before.value is not None and not before.too_few else None,
        compare(now, before).said,
        scale=top,
        target=goal_of(conn, name),
        tone=tone(metric, now, norms_of(conn)),
        dots=tuple(dots) if len(dots) > 2 else (),
        link=link(name),
    )


def _title(rows: tuple[Row, ...], now: dict[str, Measurement]) -> Said:
    harmful = [row for row in rows if row.tone in ("stop", "watch")]
    if harmful:
        return Said(N_("{a}: {k} of {n}"), _told(harmful[0]))
    answered = now["reply_rate"]
    if answered.n:
        return Said(N_("{k} of {n} people answered"), {"k": answered.k or 0, "n": answered.n})
    return Said(N_("Too little outreach to tell"))


def _told(row: Row) -> dict[str, object]:
    return {"a": Said(row.title), "k": row.now.k or 0, "n": row.now.n or 0}
