"""Work that takes longer than a page may: entered in a table, done by a child process, watched from anywhere.

The web process calls `add` and `start_job` and reads `listed`; the child works in `data.job_runner`. A child that dies,
is killed or hangs takes nothing down: what it had stored stays whole, its job shows as failed and can be started again.
"""

import contextlib
import json
import os
import secrets
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from data.settings import ROOT, Settings
from data.store import now
from data.words import N_

KINDS = ("preview", "import", "sync", "refresh", "undo", "answer", "demo", "backup", "digest")
SILENT = 180
"""Seconds without a beat after which a job whose process can't be asked is given up."""
SLOW_START = 60

DIED = N_("The work ended before its time: the computer was restarted, or memory ran out. Start it again to go on.")
NOT_STARTED = N_("The work did not begin. Start it again.")


class JobError(Exception):
    """What a person should know about why the work was not done; shown as it is."""


@dataclass(frozen=True)
class Job:
    """One piece of work as its row tells it. `state` is waiting, running, done, failed or cancelled."""

    id: str
    kind: str
    args: Mapping[str, Any]
    who: str
    state: str
    created_at: str
    started_at: str | None
    ended_at: str | None
    beat_at: str | None
    pid: int | None
    progress: Mapping[str, Any]
    result: Any
    error: str | None

    @property
    def over(self) -> bool:
        """Whether nothing more will happen by itself."""
        return self.state in ("done", "failed", "cancelled")


def add(conn: sqlite3.Connection, kind: str, args: Mapping[str, Any] | None = None, who: str = "") -> str:
    """Enter work and return its id; `start_job` begins it, after the transaction."""
    if kind not in KINDS:
        raise ValueError(f"No such kind of work: {kind}")
    job_id = secrets.token_hex(6)
    conn.execute(
        "INSERT INTO job (id, kind, args, who, state, created_at) VALUES (?,?,?,?,'waiting',?)",
        (job_id, kind, json.dumps(args or {}), who, now()),
    )
    return job_id


def start_job(settings: Settings, job_id: str) -> int:
    """Begin work in a child process that outlives this one; return its process id."""
    log = log_file(settings, job_id)
    log.parent.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, str(ROOT / "manage.py"), "run-job", job_id, "--db", str(settings.database)]
    env = {**os.environ, "RAPPORT_HOME": str(settings.home), "RAPPORT_DB": str(settings.database)}
    with log.open("ab") as out:
        child = subprocess.Popen(  # noqa: S603 (our own program, no shell)
            command, stdin=subprocess.DEVNULL, stdout=out, stderr=out, env=env, cwd=ROOT, start_new_session=True
        )
    threading.Thread(target=child.wait, daemon=True).start()  # or it would stay a zombie, which looks alive
    return child.pid


def log_file(settings: Settings, job_id: str) -> Path:
    """Return where a child writes what went wrong; empty when all went well."""
    return settings.home / "logs" / f"job-{job_id}.log"


_COLUMNS = "id, kind, args, who, state, created_at, started_at, ended_at, beat_at, pid, progress, result, error"


def get(conn: sqlite3.Connection, job_id: str) -> Job | None:
    """Return a job as it stands, None when there is none."""
    row = conn.execute(f"SELECT {_COLUMNS} FROM job WHERE id = ?", (job_id,)).fetchone()  # noqa: S608
    return _job(row) if row else None


def listed(conn: sqlite3.Connection, kinds: tuple[str, ...] = KINDS, limit: int = 20) -> list[Job]:
    """Return the newest jobs first; one whose process is gone is shown as failed."""
    sql = f"SELECT {_COLUMNS} FROM job WHERE kind IN (SELECT value FROM json_each(?)) ORDER BY rowid DESC LIMIT ?"  # noqa: S608
    return [_job(row) for row in conn.execute(sql, (json.dumps(kinds), limit))]


def _job(row: sqlite3.Row) -> Job:
    job = dict(zip(_COLUMNS.split(", "), row, strict=True))
    for field in ("args", "progress", "result"):
        job[field] = json.loads(job[field]) if job[field] else None
    lost = _lost(job)
    if lost:
        job |= {"state": "failed", "error": lost}
    return Job(**job)


def _lost(job: Mapping[str, Any]) -> str | None:
    if job["state"] == "waiting" and _age(job["created_at"]) > SLOW_START:
        return NOT_STARTED
    if job["state"] == "running" and (not _alive(job["pid"]) or _age(job["beat_at"]) > SILENT):
        return DIED
    return None


def _age(moment: str | None) -> float:
    return (datetime.now(UTC) - datetime.fromisoformat(moment)).total_seconds() if moment else 0.0


def _alive(pid: int | None) -> bool:
    if not pid:
        return False
    with contextlib.suppress(OSError):
        state = Path(f"/proc/{pid}/stat").read_text(encoding="latin-1").rpartition(")")[2].split()[0]
        return state != "Z"
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def cancel(conn: sqlite3.Connection, job_id: str) -> bool:
    """Ask work to stop, or take it off the list before it began; return whether there was anything to stop."""
    sql = "UPDATE job SET state = 'cancelled', ended_at = ? WHERE id = ? AND state IN ('waiting', 'running')"
    return conn.execute(sql, (now(), job_id)).rowcount > 0


def again(conn: sqlite3.Connection, job_id: str) -> bool:
    """Put failed or cancelled work back on the list; `start_job` begins it again where it ended."""
    job = get(conn, job_id)
    if job is None or job.state not in ("failed", "cancelled"):
        return False
    conn.execute("UPDATE job SET state = 'waiting', created_at = ?, error = NULL WHERE id = ?", (now(), job_id))
    return True


def claim(conn: sqlite3.Connection, job_id: str) -> Job:
    """Take a job for this process.

    Raises:
        JobError: there is no such job, or it is done, cancelled or at work already.
    """
    job = get(conn, job_id)
    if job is None:
        raise JobError(f"There is no job {job_id}.")
    if job.state not in ("waiting", "failed"):
        raise JobError(f"Job {job_id} is {job.state} already.")
    sql = (
        "UPDATE job SET state = 'running', pid = ?, started_at = ?, beat_at = ?, ended_at = NULL, error = NULL, "
        "progress = '{}', result = NULL WHERE id = ?"
    )
    conn.execute(sql, (os.getpid(), now(), now(), job_id))
    return job
