"""Jobs: work in a child process that is watched, cancelled, lost, limited and started again."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from data import job_runner, jobs, store
from data.settings import Settings

PATIENCE = 30


@pytest.fixture(scope="module")
def empty(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "empty.db"
    store.prepare(path)
    return path


@pytest.fixture
def settings(tmp_path, empty) -> Settings:
    return Settings(Path(shutil.copy(empty, tmp_path / "rapport.db")), tmp_path)


def add(settings: Settings, kind: str = "refresh", args: dict | None = None) -> str:
    with store.writing(settings.database) as conn:
        return jobs.add(conn, kind, args, "anna@x.example")


def seen(settings: Settings, job_id: str) -> jobs.Job:
    with store.reading(settings.database) as conn:
        return jobs.get(conn, job_id)


def until(settings: Settings, job_id: str, condition) -> jobs.Job:
    """Wait until a job looks as it should."""
    end = time.monotonic() + PATIENCE
    while not condition(job := seen(settings, job_id)):
        assert time.monotonic() < end, f"still {job}"
        time.sleep(0.05)
    return job


def change(settings: Settings, what, *args):
    with store.writing(settings.database) as conn:
        return what(conn, *args)


def test_work_is_done_and_its_result_kept(settings) -> None:
    job_id = add(settings, args={"full": True})

    def work(job, told):
        told("judging", 3, 4)
        return {"args": dict(job.args), "who": job.who}

    assert job_runner.run(settings.database, job_id, work) == "done"
    job = seen(settings, job_id)
    assert (job.state, job.over, job.error) == ("done", True, None)
    assert job.result == {"args": {"full": True}, "who": "anna@x.example"}
    assert job.progress == {"what": "judging", "done": 3, "total": 4}


def test_work_is_done_once_only(settings) -> None:
    job_id = add(settings)
    job_runner.run(settings.database, job_id, lambda job, told: None)
    with pytest.raises(jobs.JobError, match="done already"):
        job_runner.run(settings.database, job_id, lambda job, told: None)
    with pytest.raises(jobs.JobError, match="no job"):
        job_runner.run(settings.database, "nothing", lambda job, told: None)


def test_progress_is_seen_while_the_work_goes_on(settings, monkeypatch) -> None:
    monkeypatch.setattr(job_runner, "BEAT", 0.02)
    job_id = add(settings)

    def work(job, told):
        told("reading", 1, 2)
        return until(settings, job_id, lambda job: job.progress == {"what": "reading", "done": 1, "total": 2}).state

    assert job_runner.run(settings.database, job_id, work) == "done"
    assert seen(settings, job_id).result == "running"


def test_cancel_stops_the_work_where_it_tells_its_progress(settings, monkeypatch) -> None:
    monkeypatch.setattr(job_runner, "BEAT", 0.02)
    job_id = add(settings)

    def work(job, told):
        assert change(settings, jobs.cancel, job_id)
        for no in range(PATIENCE * 100):
            told("reading", no, 0)
            time.sleep(0.01)

    assert job_runner.run(settings.database, job_id, work) == "cancelled"
    assert seen(settings, job_id).state == "cancelled"
    assert not change(settings, jobs.cancel, job_id), "nothing left to stop"
    assert change(settings, jobs.again, job_id), "but it can be started again"
    assert seen(settings, job_id).state == "waiting"


def test_cancel_before_it_began(settings) -> None:
    job_id = add(settings)
    assert change(settings, jobs.cancel, job_id)
    with pytest.raises(jobs.JobError, match="cancelled already"):
        job_runner.run(settings.database, job_id, lambda job, told: None)


@pytest.mark.parametrize(
    ("error", "words", "raised"),
    [
        (jobs.JobError("Choose a file."), "Choose a file.", False),
        (MemoryError(), job_runner.TOO_BIG, False),
        (OSError(28, "No space left on device", "/data"), "/data: No space left on device.", False),
        (KeyError("x"), job_runner.BROKE, True),
    ],
)
def test_failure_is_told_in_words(settings, error, words, raised) -> None:
    job_id = add(settings)

    def work(job, told):
        raise error

    if raised:
        with pytest.raises(type(error)):
            job_runner.run(settings.database, job_id, work)
    else:
        assert job_runner.run(settings.database, job_id, work) == "failed"
    assert (seen(settings, job_id).state, seen(settings, job_id).error) == ("failed", words)


def test_dead_child_is_shown_as_failed_and_can_be_started_again(settings) -> None:
    job_id = add(settings)
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    sql = "UPDATE job SET state = 'running', pid = ?, beat_at = ? WHERE id = ?"
    change(settings, lambda conn: conn.execute(sql, (child.pid, store.now(), job_id)))
    assert seen(settings, job_id).state == "running"
    os.kill(child.pid, signal.SIGKILL)
    until(settings, job_id, lambda job: job.state == "failed")  # while it is a zombie, too
    child.wait()
    job = seen(settings, job_id)
    assert (job.state, job.error) == ("failed", jobs.DIED)
    assert change(settings, jobs.again, job_id)
    assert job_runner.run(settings.database, job_id, lambda job, told: 1) == "done"


def test_silent_or_never_started_work_is_given_up(settings) -> None:
    silent, waiting = add(settings), add(settings)
    sql = "UPDATE job SET state = 'running', pid = ?, beat_at = '2020-01-01T00:00:00Z' WHERE id = ?"
    change(settings, lambda conn: conn.execute(sql, (os.getpid(), silent)))
    change(
        settings,
        lambda conn: conn.execute("UPDATE job SET created_at = '2020-01-01T00:00:00Z' WHERE id = ?", (waiting,)),
    )
    assert (seen(settings, silent).error, seen(settings, waiting).error) == (jobs.DIED, jobs.NOT_STARTED)


def test_newest_first_and_by_kind(settings) -> None:
    ids = [add(settings, kind) for kind in ("refresh", "backup", "refresh")]
    with store.reading(settings.database) as conn:
        assert [job.id for job in jobs.listed(conn)] == ids[::-1]
        assert [job.id for job in jobs.listed(conn, ("backup",))] == [ids[1]]
        assert [job.id for job in jobs.listed(conn, limit=1)] == [ids[2]]
    with pytest.raises(ValueError, match="No such kind"):
        add(settings, "mischief")


CHILD = """
import sys, time
from pathlib import Path
from data import job_runner
{code}
"""


def child(settings: Settings, code: str, *args: str) -> subprocess.CompletedProcess:
    program = CHILD.format(code=code)
    return subprocess.run([sys.executable, "-c", program, str(settings.database), *args], check=False, cwd=Path.cwd())


def test_work_that_takes_too_long_is_ended(settings) -> None:
    job_id = add(settings)
    code = "job_runner.LIMIT_SECONDS['refresh'] = 0.2; job_runner.BEAT = 0.05\n"
    code += "job_runner.run(Path(sys.argv[1]), sys.argv[2], lambda job, told: time.sleep(600))"
    assert child(settings, code, job_id).returncode == 3
    assert (seen(settings, job_id).state, seen(settings, job_id).error) == ("failed", job_runner.TOO_LONG)


def test_work_that_takes_too_much_memory_fails_in_words(settings) -> None:
    job_id = add(settings)
    code = "def work(job, told):\n    with job_runner.little_memory():\n        return len(bytearray(1 << 30))\n"
    code += "job_runner.run(Path(sys.argv[1]), sys.argv[2], work)"
    assert child(settings, code, job_id).returncode == 0
    assert seen(settings, job_id).error == job_runner.TOO_BIG


def test_start_job_runs_in_a_process_of_its_own(settings) -> None:
    """The command line does the work, and the log stays empty when all goes well."""
    job_id = add(settings, "backup")
    assert jobs.start_job(settings, job_id) != os.getpid()
    job = until(settings, job_id, lambda job: job.over)
    assert (job.state, job.error) == ("done", None)
    assert Path(job.result["path"]).is_file()
    assert json.dumps(job.result)
