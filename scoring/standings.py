"""What follows from all conversations together: templates, findings of copies, verdicts."""

import sqlite3
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from data import derive
from data.derive import VerdictRow
from data.records import canonical_json
from scoring import template_use, verdict
from scoring.conversation import REPLY_DAYS
from scoring.setting import Setting
from scoring.verdict import Breaches, Evidence
from scoring.weights import Section, Weights


def templates(conn: sqlite3.Connection, setting: Setting, numbers: Section, touched: set[str]) -> set[tuple[str, str]]:
    """Tell anew how some templates are used, and return the days (rep id, day) whose counts that changes."""
    template_use.tell(conn, setting, numbers, sorted(touched))
    return _flag_openers(conn, numbers.thresholds)


def touched_templates(
    conn: sqlite3.Connection, setting: Setting, numbers: Section, judged_until: str, conversations: Sequence[str]
) -> set[str]:
    """Return the templates in some conversations as they are stored, and those to whose openers time made a difference.

    `judged_until` is the day that the stored rows were made as of, "" for never.
    """
    found = {row["id"] for row in derive.rows(conn, "templates_of_conversations", ids=list(conversations))}
    found |= {row[0] for row in conn.execute("SELECT id FROM dirty WHERE kind = 'template'")}
    if not judged_until or not setting.as_of or judged_until == setting.as_of:
        return found
    after, until = sorted((judged_until, setting.as_of))
    grace = int(numbers.thresholds["copies_grace_days"])
    days = {"reply_after": _before(after, REPLY_DAYS), "reply_until": _before(until, REPLY_DAYS)}
    days |= {"silent_after": _before(after, grace), "silent_until": _before(until, grace)}
    return found | {row["id"] for row in derive.rows(conn, "templates_ripening", **days)}


def _before(day: str, days: int) -> str:
    return (date.fromisoformat(day) - timedelta(days=days)).isoformat() if day else ""


def _flag_openers(conn: sqlite3.Connection, limits: Mapping[str, float]) -> set[tuple[str, str]]:
    """Say of openers whether they are copies and whether they are personal, where that changed."""
    wanted = {"people": limits["copies_people"], "own": limits["personal_share"]} | {"mostly": limits["copies_own"]}
    changed = derive.rows(conn, "opener_flags", **wanted).fetchall()
    derive.for_each(conn, "put_opener_flags", map(dict, changed))
    return {(row["rep_id"], row["started_day"]) for row in changed if row["started_day"]}


def verdicts(conn: sqlite3.Connection, setting: Setting, weights: Weights) -> None:
    """Judge every rep over the standard periods that end on the newest day."""
    reps = [row[0] for row in conn.execute("SELECT id FROM rep ORDER BY id")]
    rows: list[VerdictRow] = []
    for period in verdict.PERIODS:
        evidence = _evidence(conn, period, setting) if setting.as_of else {}
        for rep_id in reps:
            made = verdict.judge(evidence.get(rep_id, Evidence(active=False)), weights.outreach)
            reasons = canonical_json([reason.as_dict() for reason in made.reasons])
            rows.append(VerdictRow(rep_id, period, made.verdict, made.points, reasons))
    derive.replace_all(conn, VerdictRow, rows)


def _evidence(conn: sqlite3.Connection, period: str, setting: Setting) -> dict[str, Evidence]:
    until = setting.as_of
    since = verdict.period_start(period, date.fromisoformat(until)).isoformat()
    days = {"since": since, "until": until}
    silent = setting.silent_until
    counts = {row["rep_id"]: dict(row) for row in derive.rows(conn, "period_figures", **days, mature_until=silent)}
    breaches: dict[str, dict[str, Breaches]] = {}
    for row in derive.rows(conn, "period_findings", **days):
        breaches.setdefault(row["rep_id"], {})[row["rule"]] = Breaches(row["found"], row["points"], row["most"])
    active = {row["rep_id"] for row in derive.rows(conn, "active_reps", **days)}
    return {
        rep_id: Evidence(counts.get(rep_id, {}), breaches.get(rep_id, {}), rep_id in active)
        for rep_id in {*counts, *breaches, *active}
    }
