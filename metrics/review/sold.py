"""The slide of results: what came of it, in leads and deals where a CRM is known, else in conversations."""

import sqlite3

from data.words import N_, NN_
from metrics.catalog import BY_ID
from metrics.change import compare
from metrics.figures import link, totals
from metrics.metric import Measurement
from metrics.models import Link
from metrics.review.sight import LATELY, Sight
from metrics.review.slide import Row, Slide
from metrics.words import Said, counted

SALES = ("new_leads", "deals_won", "conv_to_lead")
TALKS = ("started", "positive_reply", "meeting_agreed")
LINKS = "link_coverage"


def slide(conn: sqlite3.Connection, seen: Sight) -> Slide:
    """Return the slide of results over four weeks, beside the four before."""
    known = bool(conn.execute("SELECT 1 FROM sale_lead LIMIT 1").fetchone())
    names = SALES if known else TALKS
    now = totals(conn, [*names, LINKS] if known else names, seen.lately, seen.week.as_of)
    before = totals(conn, names, seen.earlier, seen.week.as_of)
    rows = tuple(_row(name, now[name], before[name], known) for name in names)
    notes = [counted(NN_("Over {n} week.", "Over the newest {n} weeks."), LATELY)]
    if known and (found := now[LINKS]).n:
        notes.append(
            Said(N_("{k} of {n} people talked with are linked to the CRM."), {"k": found.k or 0, "n": found.n})
        )
    if not known:
        notes.append(Said(N_("Without a CRM nobody can say what came of it in leads and deals.")))
    return Slide("results", _title(now, known), rows=rows, notes=tuple(notes))


def _row(name: str, now: Measurement, before: Measurement, known: bool) -> Row:
    metric = BY_ID[name]
    share = now.unit == "rate"
    top = metric.scale or 1.0 if share else 1.15 * max(now.high or 1, before.high or 1)
    page = Link("results") if known else None
    return Row(
        metric.title,
        Said(metric.sub) if metric.sub else None,
        now,
        before if before.value is not None and not before.too_few else None,
        compare(now, before).said,
        scale=max(top, now.high or 0, before.high or 0),
        link=link(name) or page,
    )


def _title(now: dict[str, Measurement], known: bool) -> Said:
    if known:
        leads, won = int(now["new_leads"].value or 0), int(now["deals_won"].value or 0)
        return Said(
            N_("{leads}, {won}"),
            {
                "leads": counted(NN_("{n} new lead", "{n} new leads"), leads),
                "won": counted(NN_("{n} deal won", "{n} deals won"), won),
            },
        )
    begun = int(now["started"].value or 0)
    return counted(NN_("{n} conversation was begun", "{n} conversations were begun"), begun)
