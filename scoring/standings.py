"""What follows from all conversations together: templates, findings of copies, verdicts."""

import sqlite3
from collections.abc import Mapping
from datetime import date, timedelta

from data import derive
from data.derive import FindingRow, TemplateRow, VerdictRow
from data.records import canonical_json
from scoring import findings, verdict
from scoring.conversation import REPLY_DAYS
from scoring.setting import Setting
from scoring.templates import assign
from scoring.templates.group import Copy
from scoring.templates.usage import Sent, by_template, template_row
from scoring.text import plain
from scoring.verdict import Breaches, Evidence
from scoring.weights import Section, Weights


def templates(conn: sqlite3.Connection, setting: Setting, numbers: Section) -> set[str]:
    """Group copies anew, write what changed, and return the reps whose counts that changes."""
    sent = [Sent(*row) for row in derive.rows(conn, "sent_texts")]
    copies = assign([(message.message_id, message.template_key) for message in sent])
    groups = by_template(sent, copies)
    texts = _texts(conn, [members[0].message_id for members in groups.values()])
    mature = _before(setting.as_of, REPLY_DAYS)
    rows = [template_row(id_, members, texts[members[0].message_id], mature) for id_, members in groups.items()]
    derive.replace_all(conn, TemplateRow, rows)
    _mark(conn, sent, copies)
    _copies(conn, groups, setting, numbers)
    return _flag_openers(conn, sent, copies, {row.id: row.reach for row in rows}, numbers.thresholds)


def _before(day: str, days: int) -> str:
    return (date.fromisoformat(day) - timedelta(days=days)).isoformat() if day else ""


def _texts(conn: sqlite3.Connection, ids: list[str]) -> dict[str, str]:
    return {row["id"]: plain(row["text"]) for row in derive.rows(conn, "texts", ids=ids)}


def _mark(conn: sqlite3.Connection, sent: list[Sent], copies: Mapping[str, Copy]) -> None:
    """Write template and personal share of the messages where they changed."""
    none = (None, None)
    changed = [
        (*copies.get(message.message_id, none), message.message_id)
        for message in sent
        if copies.get(message.message_id, none) != (message.template_id, message.personal_share)
    ]
    conn.executemany("UPDATE message_mark SET template_id = ?, personal_share = ? WHERE message_id = ?", changed)


def _copies(conn: sqlite3.Connection, groups: Mapping[str, list[Sent]], setting: Setting, numbers: Section) -> None:
    """Write the findings of openers sent to many."""
    silent = _before(setting.as_of, int(numbers.thresholds["copies_grace_days"]))
    found: list[tuple[str, str, list[Sent]]] = []
    for template_id, members in groups.items():
        openers: dict[str, list[Sent]] = {}
        for message in members:
            if message.role == "opener":
                openers.setdefault(message.rep_id, []).append(message)
        found += [(rep_id, template_id, list_) for rep_id, list_ in openers.items()]
    texts = _texts(conn, [openers[-1].message_id for _, _, openers in found])
    rows = [
        findings.of_copies(rep_id, template_id, openers, texts[openers[-1].message_id], numbers, silent)
        for rep_id, template_id, openers in found
    ]
    conn.execute("DELETE FROM finding WHERE rule = ?", (findings.COPIED,))
    derive.insert(conn, [row for row in rows if isinstance(row, FindingRow)])


def _flag_openers(conn, sent: list[Sent], copies: Mapping[str, Copy], reach: Mapping[str, int], limits) -> set[str]:
    """Say of openers whether they are copies and whether they are personal, where that changed."""
    changed, reps = [], set()
    for message in sent:
        if message.role != "opener":
            continue
        copy = copies.get(message.message_id)
        copied = int(copy is not None and reach[copy.template_id] >= limits["copies_people"])
        own = copy is None or copy.personal_share >= limits["personal_share"]
        personal = int(bool(message.personal) and own)
        if (copied, personal) != (message.copied_opener, message.personal_opener):
            changed.append((copied, personal, message.conversation_id))
            reps.add(message.rep_id)
    conn.executemany("UPDATE conversation SET copied_opener = ?, personal_opener = ? WHERE id = ?", changed)
    return reps


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
