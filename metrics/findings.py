"""A rep's findings, page by page, and the conversations worth reading again."""

import json
import sqlite3
from collections import Counter

from data import queries
from data.scope import Scope
from data.words import N_, NN_
from metrics.models import BestTalk, FindingRow, FindingsPage, Link
from metrics.words import Said, counted

SIZE = 10
BEST = 3
_QUICK_HOURS = 2


def findings(
    conn: sqlite3.Connection, scope: Scope, page: int = 0, size: int = SIZE, rule: str | None = None
) -> FindingsPage:
    """Return one page (from 0) of a scope's findings, the most harmful first; `rule` narrows to one rule."""
    counts: Counter[str] = Counter()
    for row in queries.rows(conn, "findings_totals", scope):
        counts[row["rule"]] = row["count"]
    total = counts[rule] if rule else sum(counts.values())
    rows = queries.rows(conn, "findings_list", scope, rule=rule, size=size, skip=page * size)
    items = tuple(_row(row, counts[row["rule"]]) for row in rows)
    return FindingsPage(items, total, page, size, dict(counts))


def _row(row: sqlite3.Row, alike: int) -> FindingRow:
    return FindingRow(
        id=row["id"],
        rule=row["rule"],
        severity=row["severity"],
        day=row["day"],
        points=row["points"],
        subject=row["subject"],
        subject_id=row["subject_id"],
        conversation_id=row["conversation_id"],
        contact=row["contact"],
        evidence=row["evidence"],
        spans=tuple((start, end) for start, end in json.loads(row["spans"])),
        params=json.loads(row["params"]),
        alike=alike,
        answer=row["answer"],
        decided=row["decided"],
    )


def best_talks(conn: sqlite3.Connection, scope: Scope, size: int = BEST) -> tuple[BestTalk, ...]:
    """Return conversations that went well without paste or an early offer, told from their figures."""
    return tuple(_talk(row) for row in queries.rows(conn, "best_talks", scope, size=size))


def _talk(row: sqlite3.Row) -> BestTalk:
    return BestTalk(
        conversation_id=row["conversation_id"],
        contact=row["contact"],
        tag=_tag(row),
        story=_story(row),
        link=Link("conversations", {"rep": row["rep_id"], "id": row["conversation_id"]}),
    )


def _tag(row: sqlite3.Row) -> Said:
    if row["helped_opener"]:
        return Said(N_("help first"))
    if row["question_opener"]:
        return Said(N_("question first"))
    if row["personal_opener"]:
        return Said(N_("personal"))
    return Said(N_("went well"))


def _story(row: sqlite3.Row) -> Said:
    answers = counted(NN_("they wrote {n} message", "they wrote {n} messages"), row["theirs"])
    if row["outcome"] == "meeting":
        days = counted(NN_("a meeting was agreed within {n} day", "a meeting was agreed within {n} days"), _days(row))
        return Said(N_("{answers}, {days}."), {"answers": answers, "days": days})
    if row["reply_h"] is not None and row["reply_h"] <= _QUICK_HOURS:
        return Said(N_("{answers}, the first within two hours, and showed interest."), {"answers": answers})
    return Said(N_("{answers} and showed interest."), {"answers": answers})


def _days(row: sqlite3.Row) -> int:
    return max(1, round(row["days"] or 0))
