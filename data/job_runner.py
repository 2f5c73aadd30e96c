"""The child's side of a job: doing the work, telling how far it is, stopping when asked or when it takes too much."""

import contextlib
import json
import os
import resource
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from data import store
from data.jobs import Job, claim
from data.store import now
from data.words import N_

LIMIT_SECONDS = {
    "preview": 1_800,
    "import": 7_200,
    "sync": 36_000,
    "refresh": 7_200,
    "undo": 1_800,
    "demo": 3_600,
    "backup": 1_800,
    "digest": 1_800,
}
MEMORY = 640 << 20
"""Bytes of data that reading an upload may use; with the program itself it stays below 700 MB."""
BEAT = 1.0

TOO_LONG = N_("The work took longer than it may and was stopped. What was stored is whole; start it again to go on.")
TOO_BIG = N_("The file needs more memory than an import may use. Import its parts one by one.")
BROKE = N_("Something went wrong that should not. Nothing was stored by halves.")


class CancelledError(Exception):
    """Somebody pressed "Cancel"; raised where progress is told."""


def plain(error: BaseException) -> str | None:
    """Return what a person should read about an error: our own ones and the machine's; None for a mistake of ours."""
    if type(error).__module__.partition(".")[0] in ("data", "connectors", "scoring", "metrics"):
        return str(error)
    if isinstance(error, sqlite3.OperationalError):
        return f"The workspace can't be used right now: {error}."
    if isinstance(error, OSError):
        return f"{error.filename or 'A file'}: {error.strerror or error}."
    return None


Told = Callable[[str, int, int], None]
"""Told what is going on, how much is done and how much there is; cheap, also inside a transaction."""


def run(db: Path, job_id: str, work: Callable[[Job, Told], Any]) -> str:
    """Do a job in this process and return the state it ends in; only one process may do a job.

    `work` returns what can be written as JSON. It is stopped where it tells its progress when somebody cancels, and
    the whole process is ended when it goes on too long.

    Raises:
        JobError: the job can't be taken.
    """
    with store.writing(db) as conn:
        job = claim(conn, job_id)
    beat = _Beat(db, job)
    beat.start()
    try:
        result = work(job, beat.told)
    except CancelledError:
        return _end(beat, "cancelled")
    except MemoryError:
        return _end(beat, "failed", error=TOO_BIG)
    except BaseException as error:
        _end(beat, "failed", error=plain(error) or BROKE)
        if plain(error):
            return "failed"
        raise
    return _end(beat, "done", result=result)


def _end(beat: "_Beat", state: str, result: Any = None, error: str | None = None) -> str:
    beat.stop()
    sql = (
        "UPDATE job SET state = CASE state WHEN 'cancelled' THEN state ELSE ? END, ended_at = ?, pid = NULL, "
        "progress = ?, result = ?, error = ? WHERE id = ?"
    )
    told = None if result is None else json.dumps(result, ensure_ascii=False)
    with store.writing(beat.db) as conn:
        conn.execute(sql, (state, now(), json.dumps(beat.progress), told, error, beat.job.id))
    return state


class _Beat(threading.Thread):
    """Writes the progress of a job once a second, hears "Cancel", and ends the process after its time."""

    def __init__(self, db: Path, job: Job) -> None:
        super().__init__(daemon=True)
        self.db, self.job = db, job
        self.progress: dict[str, Any] = {}
        self._cancelled = threading.Event()
        self._stopped = threading.Event()

    def told(self, what: str, done: int, total: int) -> None:
        """Take the progress.

        Raises:
            CancelledError: somebody pressed "Cancel".
        """
        self.progress = {"what": what, "done": done, "total": total}
        if self._cancelled.is_set():
            raise CancelledError

    def stop(self) -> None:
        """End with the work."""
        self._stopped.set()
        self.join()

    def run(self) -> None:
        """Beat until the work is over."""
        began = time.monotonic()
        while not self._stopped.wait(BEAT):
            with contextlib.suppress(sqlite3.OperationalError):  # busy for long: the next beat will do
                self._write()
            if time.monotonic() - began > LIMIT_SECONDS[self.job.kind]:
                self._give_up()

    def _write(self) -> None:
        sql = "UPDATE job SET beat_at = ?, progress = ? WHERE id = ? RETURNING state"
        with store.writing(self.db) as conn:
            row = conn.execute(sql, (now(), json.dumps(self.progress), self.job.id)).fetchone()
        if row is None or row[0] == "cancelled":
            self._cancelled.set()

    def _give_up(self) -> None:
        with contextlib.suppress(sqlite3.OperationalError), store.writing(self.db) as conn:
            sql = "UPDATE job SET state = 'failed', ended_at = ?, error = ? WHERE id = ?"
            conn.execute(sql, (now(), TOO_LONG, self.job.id))
        os._exit(3)  # open transactions roll back, as after a crash


@contextlib.contextmanager
def little_memory(limit: int = MEMORY) -> Iterator[None]:
    """Let the block fail with MemoryError rather than fill the machine (where the system can limit it)."""
    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    lowest = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_DATA, (lowest, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))
