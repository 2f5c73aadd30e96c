"""What follows from all conversations together: templates, findings of copies, verdicts."""

import sqlite3
from collections.abc import Mapping
from datetime import date, timedelta
from itertools import groupby

from data import derive
from data.derive import TemplateRow, VerdictRow
from data.records import canonical_json
from scoring import findings, verdict
from scoring.conversation import REPLY_DAYS
from scoring.setting import Setting
from scoring.templates import assign
from scoring.templates.usage import Opener
from scoring.text import plain
from scoring.verdict import Breaches, Evidence
from scoring.weights import Section, Weights


def templates(conn: sqlite3.Connection, setting: Setting, numbers: Section) -> set[tuple[str, str]]:
    """Group copies anew, write what changed, and return the days (rep id, day) whose counts that changes."""
    stored = [tuple(row) for row in derive.rows(conn, "template_keys")]
    copies = assign([(message_id, key) for message_id, key, _, _ in stored])
    none = (None, None)
    changed = [
        dict(zip(("template_id", "personal_share"), copies.get(message_id, none), strict=True), message_id=message_id)
        for message_id, _, template_id, share in stored
        if copies.get(message_id, none) != (template_id, share)
    ]
    derive.for_each(conn, "put_template", changed)
    _describe(conn, setting)
    _copies(conn, setting, numbers)
    return _flag_openers(conn, numbers.thresholds)


def _describe(conn: sqlite3.Connection, setting: Setting) -> None:
    """Write how each template was used."""
    used = derive.rows(conn, "template_use", mature_until=_before(setting.as_of, REPLY_DAYS)).fetchall()
    firsts = {row["id"]: row["first"].partition("\x1f")[2] for row in used}
    texts = _texts(conn, list(firsts.values()))
    rows = [
        TemplateRow(
            row["id"],
            texts[firsts[row["id"]]],
            row["messages"],
            row["reach"],
            canonical_json(sorted(row["reps"].split("\x1f"))),
            row["first_day"],
            row["last_day"],
            row["replied"],
            row["mature"],
            row["negative"],
        )
        for row in used
    ]
    derive.replace_all(conn, TemplateRow, rows)


def _before(day: str, days: int) -> str:
    return (date.fromisoformat(day) - timedelta(days=days)).isoformat() if day else ""


def _texts(conn: sqlite3.Connection, ids: list[str]) -> dict[str, str]:
    return {row["id"]: plain(row["text"]) for row in derive.rows(conn, "texts", ids=ids)}


def _copies(conn: sqlite3.Connection, setting: Setting, numbers: Section) -> None:
    """Write the findings of openers sent to many."""
    openers = [Opener(*row) for row in derive.rows(conn, "copied_openers", people=numbers.thresholds["copies_people"])]
    groups = [list(sent) for _, sent in groupby(openers, key=lambda sent: (sent.rep_id, sent.template_id))]
    people = int(numbers.thresholds["copies_people"])
    many = [sent for sent in groups if findings.sent_to_many(sent, numbers) >= people]
    texts = _texts(conn, [sent[-1].message_id for sent in many])
    silent = _before(setting.as_of, int(numbers.thresholds["copies_grace_days"]))
    rows = [findings.of_copies(sent, texts[sent[-1].message_id], numbers, silent) for sent in many]
    derive.delete(conn, "finding", "rule", [findings.COPIED])
    derive.insert(conn, rows)


def _flag_openers(conn: sqlite3.Connection, limits: Mapping[str, float]) -> set[tuple[str, str]]:
    """Say of openers whether they are copies and whether they are personal, where that changed."""
    wanted = {"people": limits["copies_people"], "own": limits["personal_share"]}
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
    silent = _before(until, int(setting.thresholds["copies_grace_days"]))
    counts = {row["rep_id"]: dict(row) for row in derive.rows(conn, "period_figures", **days, mature_until=silent)}
    breaches: dict[str, dict[str, Breaches]] = {}
    for row in derive.rows(conn, "period_findings", **days):
        breaches.setdefault(row["rep_id"], {})[row["rule"]] = Breaches(row["found"], row["points"], row["most"])
    active = {row["rep_id"] for row in derive.rows(conn, "active_reps", **days)}
    return {
        rep_id: Evidence(counts.get(rep_id, {}), breaches.get(rep_id, {}), rep_id in active)
        for rep_id in {*counts, *breaches, *active}
    }
