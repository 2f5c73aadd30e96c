"""What pages ask for, as the child process does it: preview, import, cancel, undo."""

import contextlib
import json
import threading
from pathlib import Path

import pytest
from click.testing import CliRunner

from data import facts, jobs, store
from data.job_runner import CancelledError
from data.settings import Settings
from manage import cli
from tests.connectors import linkedin_exports as made


@pytest.fixture
def settings(tmp_path, monkeypatch) -> Settings:
    monkeypatch.setenv("RAPPORT_HOME", str(tmp_path))
    monkeypatch.setenv("RAPPORT_DB", str(tmp_path / "rapport.db"))
    # the job's limit is for its own process; this one holds the whole test run already
    monkeypatch.setattr("data.job_runner.little_memory", contextlib.nullcontext)
    found = Settings.from_env()
    store.prepare(found.database)
    return found


def dropped(settings: Settings, folder: str, *rows: dict, name: str = made.ME) -> Path:
    place = settings.uploads / folder
    place.mkdir(parents=True)
    files = {"Profile": made.profile_csv(name), "messages": made.messages_csv(rows)}
    return made.zipped(place, made.archive(**files))


def work(settings: Settings, kind: str, args: dict) -> jobs.Job:
    """Enter a job and do it as the child process would."""
    with store.writing(settings.database) as conn:
        job_id = jobs.add(conn, kind, args, "anna@x.example")
    result = CliRunner().invoke(cli, ["run-job", job_id])
    with store.reading(settings.database) as conn:
        job = jobs.get(conn, job_id)
    assert result.exit_code == (0 if job.state == "done" else 2), result.output
    return job


def rows(settings: Settings, sql: str) -> list[tuple]:
    with store.reading(settings.database) as conn:
        return [tuple(row) for row in conn.execute(sql)]


TALK = (made.message(1, 0, True, "Hello"), made.message(1, 60, False, "Hi"))


def test_preview_stores_nothing_and_keeps_the_upload(settings) -> None:
    path = dropped(settings, "a", *TALK)
    job = work(settings, "preview", {"path": str(path), "rep": ""})
    [report] = job.result["imports"]
    assert (report["rep"]["name"], report["sent"], report["received"], report["new"]) == (made.ME, 1, 1, 4)
    assert report["first_answer"] == ["Person 1", "2026-01-01"]
    assert path.exists()
    assert rows(settings, "SELECT * FROM import") == []


def test_preview_of_what_is_no_export_tells_why(settings) -> None:
    job = work(settings, "preview", {"path": str(settings.home / "nothing.zip")})
    [report] = job.result["imports"]
    assert (report["stopped"]["code"], report["files"]) == ("missing", [])


def test_import_judges_and_removes_what_is_stored(settings) -> None:
    good, unknown = dropped(settings, "a", *TALK), settings.uploads / "b" / "Connections.csv"
    unknown.parent.mkdir()
    unknown.write_bytes(made.connections_csv([(1, "Acme")]))
    outside = made.zipped(settings.home, made.archive(messages=made.messages_csv(TALK)))
    job = work(settings, "import", {"items": [{"path": str(path), "rep": ""} for path in (good, unknown, outside)]})
    assert [bool(one["stopped"]) for one in job.result["imports"]] == [False, True, False]
    assert [path.exists() for path in (good, unknown, outside)] == [False, True, True]
    assert rows(settings, "SELECT COUNT(*) FROM conversation") == [(1,)]
    assert rows(settings, "SELECT DISTINCT who FROM import") == [("anna@x.example",)]
    job = work(settings, "import", {"items": [{"path": str(unknown), "rep": "anna-sokolova"}]})
    assert (job.result["imports"][0]["rep"]["id"], unknown.exists()) == ("anna-sokolova", False)


def test_cancelled_import_leaves_nothing(settings, monkeypatch) -> None:
    """Cancelling takes back what was stored of the import at work; it can be started again."""
    monkeypatch.setattr("data.job_runner.BEAT", 0.01)
    path = dropped(settings, "a", *TALK)
    seen = threading.Event()

    def wait(conn, *args):
        """Let "Cancel" come while the second file is being stored."""
        with_first = saved(conn, *args)
        if not seen.is_set():
            seen.set()
            threading.Thread(target=press_cancel, args=(settings,)).start()
        return with_first

    def press_cancel(settings: Settings) -> None:
        with store.writing(settings.database) as conn:
            jobs.cancel(conn, conn.execute("SELECT id FROM job").fetchone()[0])

    saved = facts.save
    monkeypatch.setattr("connectors.ingest.facts.save", wait)
    monkeypatch.setattr("connectors.ingest._Work._at", slow_at)
    job = work(settings, "import", {"items": [{"path": str(path), "rep": ""}]})
    assert job.state == "cancelled"
    assert rows(settings, "SELECT state FROM import") == [("undone",)]
    assert rows(settings, "SELECT (SELECT COUNT(*) FROM message), (SELECT COUNT(*) FROM rep)") == [(0, 0)]
    assert path.exists()


def slow_at(self, path: str, count: int) -> None:
    """Tell the progress for long enough that the beat hears of the cancel."""
    if path == "messages.csv":
        end = threading.Event()
        for _ in range(500):
            self.progress(path, self.done + count, self.total)
            end.wait(0.01)


def test_cancelled_demo_leaves_nothing(settings, monkeypatch) -> None:
    def cancelled(*args, **options):
        raise CancelledError

    monkeypatch.setattr("connectors.ingest._Work._keep", cancelled)
    assert work(settings, "demo", {"reps": 1}).state == "cancelled"
    assert rows(settings, "SELECT (SELECT COUNT(*) FROM rep), (SELECT COUNT(*) FROM import)") == [(0, 0)]
    assert rows(settings, "SELECT value FROM workspace WHERE key = 'demo'") == [("false",)]


def test_undo_and_backup(settings) -> None:
    path = dropped(settings, "a", *TALK)
    job = work(settings, "import", {"items": [{"path": str(path), "rep": ""}]})
    copy = work(settings, "backup", {}).result["path"]
    gone = work(settings, "undo", {"import_id": job.result["imports"][0]["import_id"]})
    assert gone.result["removed"]["message"] == 2
    assert rows(settings, "SELECT COUNT(*) FROM conversation") == [(0,)]
    with store.reading(Path(copy)) as conn:
        assert conn.execute("SELECT COUNT(*) FROM message").fetchone()[0] == 2
    again = work(settings, "undo", {"import_id": job.result["imports"][0]["import_id"]})
    assert (again.state, "taken back already" in again.error) == ("failed", True)


def test_a_mistake_ends_the_job_in_words(settings) -> None:
    job = work(settings, "import", {"wrong": json.dumps(1)})
    assert (job.state, job.error) == ("failed", "Something went wrong that should not. Nothing was stored by halves.")
