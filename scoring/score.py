"""The runner: new facts become contacts, judged conversations, templates, findings, day counts and verdicts.

A refresh of what changed gives the same rows as a refresh of everything.
"""

import functools
import hashlib
import sqlite3
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from data import derive, name_index, note_index, pending, stemming, store, workspace
from data.derive import ConversationRow, FindingRow, MarkRow, WaitRow
from data.records import canonical_json, stable_id
from data.words import N_
from data.workhours import WorkHours
from scoring import findings, plan, profile_audit, regroup, standings, template_use
from scoring.doubles import continued, without_doubles
from scoring.plan import Plan
from scoring.reading import talks
from scoring.rematch import rematch
from scoring.search import stems
from scoring.setting import Setting
from scoring.talk_facts import conversation_row, mark_rows, wait_rows
from scoring.templates import lent
from scoring.weights import Weights, effective

CHUNK = 1_000
_TRIES = 3
Progress = Callable[[str, int, int], None]


@dataclass
class _Rows:
    """Everything that judging conversations yields."""

    conversations: list[ConversationRow] = field(default_factory=list)
    marks: list[MarkRow] = field(default_factory=list)
    waits: list[WaitRow] = field(default_factory=list)
    findings: list[FindingRow] = field(default_factory=list)
    search: list[tuple[str, str, str | None, str, str]] = field(default_factory=list)


@functools.cache
def _code() -> str:
    """Return a digest of everything that judges: when it differs from the last time, everything is judged again."""
    digest = hashlib.blake2b(digest_size=8)
    for path in (Path(stemming.__file__), *sorted(Path(__file__).parent.rglob("*"))):
        if path.suffix in (".py", ".toml", ".npz"):
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _say_nothing(what: str, done: int, total: int) -> None:
    """Take progress and tell nobody."""


class _Clock:
    """Seconds by stage."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()
        self._last = time.perf_counter()

    def lap(self, stage: str) -> None:
        """Book the time since the last lap on a stage."""
        now = time.perf_counter()
        self.seconds[stage] += now - self._last
        self._last = now


def refresh(db_path: Path | str, full: bool = False, progress: Progress | None = None) -> dict:
    """Judge what changed since the last refresh, or everything.

    Reading and judging happen beside other writers; only the result is written in one transaction. When facts
    changed in between, judging begins anew; the third time it keeps the writers waiting.

    Returns {"scored": messages judged, "templates": n, "findings": n, "matched": contacts linked to
    people of the CRM, "seconds": {stage: s}}.
    """
    path = Path(db_path)
    tell = progress or _say_nothing
    clock = _Clock()
    lent.sweep()
    for _ in range(_TRIES - 1):
        with store.reading(path) as conn:
            conn.execute("BEGIN")  # one state of the file for the whole reading
            version, job = store.version(conn), _job(conn, full)
            rows = _judge(conn, job, tell, clock)
        with store.writing(path) as conn:
            if store.version(conn) == version:
                return _write(conn, job, rows, tell, clock)
    with store.writing(path) as conn:
        job = _job(conn, full)
        return _write(conn, job, _judge(conn, job, tell, clock), tell, clock)


@dataclass(frozen=True)
class _Job:
    plan: Plan
    weights: Weights
    setting: Setting
    stamp: str
    judged_until: str


def _job(conn: sqlite3.Connection, full: bool) -> _Job:
    settings = workspace.load(conn)
    weights = effective(settings.weights)
    newest = derive.newest_days(conn)
    as_of = max(newest.values(), default="")
    own = [settings.weights, settings.time_zone, settings.work_from, settings.work_until, settings.work_days]
    stamp = stable_id(_code(), derive.file_digest(), canonical_json(own))
    hours = WorkHours(settings.zone, settings.work_from, settings.work_until, settings.work_days)
    last = pending.last(conn)
    made = plan.make(conn, full or last.get("stamp") != stamp, newest, last.get("newest", {}))
    setting = Setting(weights.outreach.thresholds, hours, as_of, newest)
    return _Job(made, weights, setting, stamp, last.get("as_of", ""))


def _judge(conn: sqlite3.Connection, job: _Job, tell: Progress, clock: _Clock) -> _Rows:
    """Read and judge the conversations of the plan."""
    clock.lap("contacts")
    rows, made = _Rows(), job.plan
    known = made.people
    by_contact: dict[str, list[str]] = {}
    for id_ in made.conversations:
        by_contact.setdefault(known.contact_of_conversation.get(id_, id_), []).append(id_)
    notes: dict[str, list[dict]] = {}
    for note in made.notes:
        by_contact.setdefault(note["contact_id"], [])
        notes.setdefault(note["contact_id"], []).append(note)
    units, done = sorted(by_contact), 0
    for start in range(0, len(units), CHUNK):
        part = units[start : start + CHUNK]
        ids = [id_ for unit in part for id_ in by_contact[unit]]
        _judge_part(conn, job, ids, [note for unit in part for note in notes.get(unit, ())], rows)
        done += len(part)
        tell(N_("Reading conversations"), done, len(units))
    clock.lap("conversations")
    return rows


def _judge_part(conn: sqlite3.Connection, job: _Job, ids: list[str], notes: list[dict], rows: _Rows) -> None:
    messages: dict[str, list[sqlite3.Row]] = {}
    raw: dict[str, str] = {note["id"]: note["text"] for note in notes}
    for row in derive.rows(conn, "talk_messages", ids=ids):
        messages.setdefault(row["conversation_id"], []).append(row)
        raw[row["id"]] = f"{row['subject']} {row['text']}"
    known = job.plan.people
    contact_of = {
        id_: known.contacts[known.contact_of_conversation[id_]] for id_ in ids if id_ in known.contact_of_conversation
    }
    contact_of |= {note["id"]: known.contacts[note["contact_id"]] for note in notes}
    once = continued(without_doubles(messages, contact_of), contact_of, job.plan.private)
    for talk in talks(once, notes, contact_of, job.plan.private):
        marks = mark_rows(talk)
        rows.conversations.append(conversation_row(talk, job.setting.thresholds))
        rows.marks.extend(marks)
        rows.waits.extend(wait_rows(talk, job.setting.hours))
        rows.findings.extend(findings.of_talk(talk, job.setting, job.weights.outreach))
        rows.search.extend(_words(raw[mark.message_id], mark) for mark in marks)


def _words(text: str, mark: MarkRow) -> tuple[str, str, str | None, str, str]:
    return stems(text), mark.message_id, mark.day, mark.conversation_id, mark.rep_id


def _write(conn: sqlite3.Connection, job: _Job, rows: _Rows, tell: Progress, clock: _Clock) -> dict:
    """Replace what the plan covers, then what follows from all conversations together."""
    made = job.plan
    known = regroup.remember(conn, None if made.full else made.stored)
    if made.full:
        derive.delete_all(conn)
    days = set() if made.full else _days(conn, made.stored, rows)
    copies = standings.touched_templates(conn, job.setting, job.weights.outreach, job.judged_until, made.stored)
    _write_people(conn, made)
    derive.forget_conversations(conn, made.stored)
    for table in (rows.conversations, regroup.restored(rows.marks, known), rows.waits, rows.findings):
        derive.insert(conn, table)
    derive.index_words(conn, rows.search)
    clock.lap("writing")
    tell(N_("Comparing messages"), 0, 1)
    days |= {tuple(row) for row in _lapsing(conn, job)}
    copies |= regroup.regroup(conn, rows.marks, known, made.full, tell)
    days |= standings.templates(conn, job.setting, job.weights.outreach, copies)
    if made.reps is None or made.reps:
        template_use.posts(conn, job.setting, job.weights.outreach)
    clock.lap("templates")
    _profiles(conn, job)
    clock.lap("profiles")
    tell(N_("Counting"), 0, 1)
    derive.rebuild_tally(conn, made.reps, days, job.setting.as_of)
    clock.lap("tally")
    standings.verdicts(conn, job.setting, job.weights)
    clock.lap("verdicts")
    tell(N_("Finding contacts in the CRM"), 0, 1)
    matched = rematch(conn, made.full)
    clock.lap("matching")
    pending.settle(conn, {"stamp": job.stamp, "as_of": job.setting.as_of, "newest": dict(job.setting.newest)})
    store.bump(conn)
    tell(N_("Done"), 1, 1)
    return _report(conn, rows, clock) | {"matched": matched}


def _days(conn: sqlite3.Connection, stored: tuple[str, ...], rows: _Rows) -> set[tuple[str, str]]:
    """Return the days (rep id, day) whose counts change when some stored conversations give way to these rows."""
    days = {(row.rep_id, row.started_day) for row in rows.conversations}
    days |= {(row.rep_id, row.day) for row in rows.marks} | {(row.rep_id, row.asked_day) for row in rows.waits}
    days |= {tuple(row) for row in derive.rows(conn, "days_of_conversations", ids=stored)}
    return {(rep_id, day) for rep_id, day in days if day}


def _lapsing(conn: sqlite3.Connection, job: _Job) -> list[sqlite3.Row]:
    """Return the days (rep id, day) whose counts change because time passed, or facts were taken back."""
    after, until = sorted((job.judged_until, job.setting.as_of))
    return derive.rows(conn, "burns_lapsing", after=after, until=until).fetchall() if after and after != until else []


def _write_people(conn: sqlite3.Connection, made: Plan) -> None:
    stood = name_index.companies_of(conn, [*made.contacts_gone, *(row.id for row in made.contacts_changed)])
    derive.delete(conn, "contact", "id", made.contacts_gone)
    derive.delete(conn, "contact_key", "person_key", made.keys_gone)
    derive.insert(conn, made.contacts_changed)
    keys = [{"person_key": key, "contact_id": id_} for key, id_ in sorted(made.keys_changed.items())]
    derive.for_each(conn, "put_contact_key", keys)
    if made.full:
        name_index.every_contact(conn)
    else:
        name_index.contacts(conn, made.contacts_changed, made.contacts_gone, stood)
    note_index.follow(conn)


def _profiles(conn: sqlite3.Connection, job: _Job) -> None:
    """Judge the profiles that changed."""
    reps = job.plan.profile_reps
    if reps is None or reps:
        profile_audit.audit(conn, job.weights, None if reps is None else sorted(reps))


def _report(conn: sqlite3.Connection, rows: _Rows, clock: _Clock) -> dict:
    count = {table: conn.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("template", "finding")}  # noqa: S608
    seconds = {stage: round(spent, 3) for stage, spent in clock.seconds.items()}
    return {
        "scored": len(rows.marks),
        "templates": count["template"],
        "findings": count["finding"],
        "seconds": seconds,
    }
