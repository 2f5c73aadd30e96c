"""Judging a draft before it is sent: what it does, which rules it breaks, and what it resembles. Nothing is stored."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from data import derive, store, workspace
from data.workhours import WorkHours
from scoring import verdict
from scoring.conversation import OUT, Said, Talk
from scoring.intents import OUTBOUND_LABELS, judge_outbound, language
from scoring.nearest import nearest
from scoring.reading import said as read_message
from scoring.rules import RULES
from scoring.setting import Setting
from scoring.text import fold, own_words, plain
from scoring.verdict import Breaches
from scoring.weights import Section, effective

DRAFT = "draft"
_WORST = {"stop": "stop", "watch": "watch", "note": "ok"}


class CheckError(ValueError):
    """A draft that can't be judged; the message says why and what to do."""


def check(db_path: Path | str | None, text: str, rep: str | None = None, contact: str | None = None) -> dict[str, Any]:
    """Judge a draft as the next message to a contact, or as an opener to a stranger.

    `rep` is a rep's id or name, `contact` a contact's id or name; without `db_path` nothing is compared. Returns
    {"verdict", "labels", "language", "chars", "points", "findings": [{"rule", "title", "severity", "span", "spans",
    "evidence", "advice", "points"}], "nearest": as `nearest` returns it, or None}.

    Raises:
        CheckError: an empty draft, or no such rep or contact.
    """
    draft = plain(text).strip()
    if not draft:
        raise CheckError("The draft is empty; give the text of a message.")
    if db_path is None or not Path(db_path).exists():
        weights = effective()
        return _judge(draft, _stranger(draft, rep or ""), _plain_setting(weights.outreach), weights.outreach, None)
    with store.reading(Path(db_path)) as conn:
        settings = workspace.load(conn)
        numbers = effective(settings.weights).outreach
        hours = WorkHours(settings.zone, settings.work_from, settings.work_until, settings.work_days)
        rep_id = _find(conn, "rep", rep) if rep else None
        talk = _talk(conn, draft, rep_id, _find(conn, "contact", contact) if contact else None)
        setting = Setting(numbers.thresholds, hours, derive.newest_day(conn) or "")
        return _judge(draft, talk, setting, numbers, nearest(conn, draft, rep_id))


def _plain_setting(numbers: Section) -> Setting:
    return Setting(numbers.thresholds, WorkHours(workspace.Workspace().zone))


def _find(conn: sqlite3.Connection, what: str, name: str) -> str:
    """Return the id of a rep or contact that is given by id or by name."""
    sql = f"SELECT id, name FROM {what} WHERE id = ? OR name = ? COLLATE NOCASE ORDER BY id = ? DESC"  # noqa: S608
    found = conn.execute(sql, (name, name, name)).fetchall()
    if not found:
        everybody = conn.execute(f"SELECT id, name FROM {what} ORDER BY id")  # noqa: S608
        found = [row for row in everybody if fold(row["name"]) == fold(name)]
    if not found:
        raise CheckError(f"There is no {what} called {name!r}; give the name as it is shown, or the id.")
    return found[0]["id"]


def _draft(text: str) -> Said:
    lang = language(text)
    return Said(
        DRAFT, "direct", OUT, None, False, None, text, len(own_words(text)), 0, lang, judge_outbound(text, lang)
    )


def _stranger(draft: str, rep_id: str, contact_id: str | None = None, name: str = "") -> Talk:
    return Talk(DRAFT, rep_id, "", (_draft(draft),), contact_id, name)


def _talk(conn: sqlite3.Connection, draft: str, rep_id: str | None, contact_id: str | None) -> Talk:
    """Return the last conversation with the contact with the draft as its last message."""
    if contact_id is None:
        return _stranger(draft, rep_id or "")
    name = conn.execute("SELECT name FROM contact WHERE id = ?", (contact_id,)).fetchone()[0]
    last = derive.rows(conn, "last_conversation", contact=contact_id, rep=rep_id).fetchone()
    if last is None:
        return _stranger(draft, rep_id or "", contact_id, name)
    said = tuple(read_message(row) for row in derive.rows(conn, "talk_messages", ids=[last["id"]]))
    return Talk(last["id"], last["rep_id"], last["network"], (*said, _draft(draft)), contact_id, name)


def _judge(draft: str, talk: Talk, setting: Setting, numbers: Section, near: dict | None) -> dict[str, Any]:
    found = list(_findings(draft, talk, setting, numbers))
    costs: dict[str, Breaches] = {}
    for one in found:
        costs[one["rule"]] = Breaches(1, one["points"], one["points"])
    worst = min((one["severity"] for one in found), key=("stop", "watch", "note").index, default="note")
    judged = talk.messages[-1].out
    return {
        "verdict": _WORST[worst],
        "labels": {label: getattr(judged, label) for label in OUTBOUND_LABELS},
        "language": talk.messages[-1].lang,
        "chars": len(draft),
        "points": verdict.points(costs, numbers),
        "findings": found,
        "nearest": near,
    }


def _findings(draft: str, talk: Talk, setting: Setting, numbers: Section) -> Iterator[dict[str, Any]]:
    """Yield what the rules say about the draft; older messages of the talk are judged elsewhere."""
    for rule in RULES:
        for breach in rule.breaches(talk, setting):
            if breach.message_id != DRAFT:
                continue
            weight = numbers.rules[rule.id]
            start = max(draft.find(breach.evidence), 0)
            spans = [(start + a, start + b) for a, b in breach.spans]
            yield {
                "rule": rule.id,
                "title": rule.title,
                "severity": str(breach.params.get("severity", weight.severity)),
                "span": (spans[0][0], spans[-1][1]) if spans else (start, start + len(breach.evidence)),
                "spans": spans,
                "evidence": breach.evidence,
                "advice": rule.advice,
                "points": weight.points,
            }
