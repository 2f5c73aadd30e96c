"""What follows from all conversations together: templates, findings of copies, verdicts."""

import sqlite3
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby

from data import derive
from data.derive import TemplateRow, VerdictRow
from data.records import canonical_json
from scoring import findings, verdict
from scoring.conversation import REPLY_DAYS
from scoring.setting import Setting
from scoring.templates import Copy, copied
from scoring.templates.usage import Opener
from scoring.text import plain
from scoring.verdict import Breaches, Evidence
from scoring.weights import Section, Weights


def templates(conn: sqlite3.Connection, setting: Setting, numbers: Section, touched: set[str]) -> set[tuple[str, str]]:
    """Group copies anew, write what changed, and return the days (rep id, day) whose counts that changes.

    `touched` are templates whose use may have changed although the same texts belong to them.
    """
    stored = derive.rows(conn, "template_keys").fetchall()
    copies = copied({row["template_key"]: row["messages"] for row in stored})
    changed = [row for row in stored if not _stands(row, copies.get(row["template_key"]))]
    taken = [(row["template_key"], *copies.get(row["template_key"], (None, None))) for row in changed]
    columns = ("template_key", "template_id", "personal_share")
    derive.for_each(conn, "put_template", (dict(zip(columns, one, strict=True)) for one in taken))
    before = {row[name] for row in changed for name in ("template_id", "other_id")}
    ids = sorted((touched | before | {id_ for _, id_, _ in taken}) - {None})
    _describe(conn, setting, ids)
    _copies(conn, setting, numbers, ids)
    return _flag_openers(conn, numbers.thresholds)


def _stands(row: Mapping, copy: Copy | None) -> bool:
    """Tell whether all messages of a key were taken for this copy, or for none, last time."""
    if copy is None:
        return not row["copies"]
    same = row["template_id"] == row["other_id"] == copy.template_id and row["copies"] == row["messages"]
    return same and row["personal_share"] == row["other_share"] == copy.personal_share


def touched_templates(
    conn: sqlite3.Connection, setting: Setting, numbers: Section, judged_until: str, conversations: Sequence[str]
) -> set[str]:
    """Return the templates in some conversations as they are stored, and those to whose openers time made a difference.

    `judged_until` is the day that the stored rows were made as of, "" for never.
    """
    found = {row["id"] for row in derive.rows(conn, "templates_of_conversations", ids=list(conversations))}
    if not judged_until or not setting.as_of or judged_until == setting.as_of:
        return found
    after, until = sorted((judged_until, setting.as_of))
    grace = int(numbers.thresholds["copies_grace_days"])
    days = {"reply_after": _before(after, REPLY_DAYS), "reply_until": _before(until, REPLY_DAYS)}
    days |= {"silent_after": _before(after, grace), "silent_until": _before(until, grace)}
    return found | {row["id"] for row in derive.rows(conn, "templates_ripening", **days)}


def _describe(conn: sqlite3.Connection, setting: Setting, ids: list[str]) -> None:
    """Write how each of some templates was used."""
    mature = _before(setting.as_of, REPLY_DAYS)
    used = derive.rows(conn, "template_use", ids=ids, mature_until=mature).fetchall()
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
    derive.replace_all(conn, TemplateRow, rows, among=ids)


def _before(day: str, days: int) -> str:
    return (date.fromisoformat(day) - timedelta(days=days)).isoformat() if day else ""


def _texts(conn: sqlite3.Connection, ids: list[str]) -> dict[str, str]:
    return {row["id"]: plain(row["text"]) for row in derive.rows(conn, "texts", ids=ids)}


def _copies(conn: sqlite3.Connection, setting: Setting, numbers: Section, ids: list[str]) -> None:
    """Write the findings of openers sent to many, of some templates."""
    wanted = {"ids": ids, "people": numbers.thresholds["copies_people"]}
    openers = [Opener(*row) for row in derive.rows(conn, "copied_openers", **wanted)]
    groups = [list(sent) for _, sent in groupby(openers, key=lambda sent: (sent.rep_id, sent.template_id))]
    people = int(numbers.thresholds["copies_people"])
    many = [sent for sent in groups if findings.sent_to_many(sent, numbers) >= people]
    texts = _texts(conn, [sent[-1].message_id for sent in many])
    silent = _before(setting.as_of, int(numbers.thresholds["copies_grace_days"]))
    rows = [findings.of_copies(sent, texts[sent[-1].message_id], numbers, silent) for sent in many]
    before = derive.rows(conn, "findings_of_templates", rule=findings.COPIED, ids=ids)
    derive.delete(conn, "finding", "id", [row["id"] for row in before])
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
