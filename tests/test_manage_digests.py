"""`manage.py digest`: the schedule shown, what is due sent, and the built-in scheduler that calls it."""

import asyncio
import json
import time
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner

from data import digest_rounds, digests, store, workspace
from manage import cli
from tests.metrics.made_up import activity, facts
from tests.metrics.made_up import workspace as made

pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")


@pytest.fixture
def db(tmp_path, monkeypatch, httpserver):
    """A workspace that is at work day and night, with one digest by a hook of this machine."""
    path = tmp_path / "rapport.db"
    monkeypatch.setenv("RAPPORT_HOME", str(tmp_path))
    monkeypatch.setenv("RAPPORT_DB", str(path))
    monkeypatch.setenv("RAPPORT_NOTIFY_HOOK", f"json://127.0.0.1:{httpserver.port}/hook")
    httpserver.expect_request("/hook").respond_with_data("ok")
    with made(path) as conn:
        facts(conn, activity("x", "anna", 0))
        conn.execute("UPDATE rep SET active = 1")
        workspace.change(conn, "me", work_from=0, work_until=24, work_days=[0, 1, 2, 3, 4, 5, 6])
        digests.add(conn, "me", workspace.load(conn), channel="HOOK", hour=0)
    return path


def run(*args):
    result = CliRunner().invoke(cli, ["digest", *args])
    assert isinstance(result.exception, SystemExit | None), result.exception
    return result


def test_alone_it_shows_who_gets_what_and_when(db):
    shown = run()
    assert (shown.exit_code, shown.output) == (0, "leader: working days at 0:00 (UTC) by HOOK\n")
    (row,) = json.loads(run("--json").output)
    assert (row["for"], row["channel"], row["set_up"], row["last"]) == ("leader", "HOOK", True, None)


def test_what_is_due_is_sent_once(db, httpserver):
    assert "HOOK leader" in run("--due").output
    assert run("--due").output == "Nothing is due.\n"
    assert len(httpserver.log) == 1
    assert ": sent" in run().output


def test_a_dry_run_prints_it_and_sends_nothing(db, httpserver):
    told = run("--dry-run").output
    assert "Your team’s week" in told
    assert httpserver.log == []


def test_a_failure_is_told_with_its_reason_and_status_1(db, httpserver):
    httpserver.clear()
    httpserver.expect_request("/hook").respond_with_data("no", status=503)
    result = run("--to", "hook")
    assert result.exit_code == 1
    assert "refused the message with code 503" in result.output


def test_a_name_that_nobody_has_is_refused(db):
    result = run("--to", "nobody")
    assert result.exit_code == 2
    assert "There is no rep 'nobody'" in result.output


def test_the_token_of_a_message_ends_it(db):
    with store.reading(db) as conn:
        token = digests.digests(conn)[0].token
    assert token not in run("--json").output
    assert run("--stop", token).exit_code == 0
    again = run("--stop", token)
    assert (again.exit_code, "No digest goes by this token" in again.output) == (2, True)
    assert "ended by its reader" in run().output


def test_the_built_in_scheduler_sends_what_is_due_and_ends_with_its_server(db, httpserver, monkeypatch):
    monkeypatch.setenv("RAPPORT_DIGESTS", "1")

    async def serve():
        async with digest_rounds.going(every=0.1):
            until = time.monotonic() + 30
            while not httpserver.log and time.monotonic() < until:
                await asyncio.sleep(0.1)
            await asyncio.sleep(0.5)

    begun = datetime.now(UTC)
    asyncio.run(serve())
    assert len(httpserver.log) == 1
    assert (datetime.now(UTC) - begun).total_seconds() < 30


def test_without_being_asked_there_is_no_scheduler(db, httpserver, monkeypatch):
    monkeypatch.delenv("RAPPORT_DIGESTS", raising=False)

    async def serve():
        async with digest_rounds.going(every=0.01):
            await asyncio.sleep(0.3)

    asyncio.run(serve())
    assert httpserver.log == []
