"""Import: what a file leaves open is asked once, before anything is stored, and can be changed later."""

import time

import pytest

from connectors.ingest import ingest
from data import jobs, store
from data.jobs import add
from data.questions import listed
from data.scope import Scope
from data.settings import Settings
from pages.ui import uploads
from scoring.score import refresh
from tests.pages.conftest import words_of

GUESS = """[3/4/25, 10:05:00 AM] Anna Sokolova: Hello
[3/4/25, 10:06:00 AM] Peter Novak: Hi Anna
[3/5/25, 11:00:00 AM] Anna Sokolova: How is the audit going?
"""


def look(home, path, **args) -> None:
    """Let a child process look into a file."""
    with store.writing(home / "rapport.db") as conn:
        job_id = add(conn, "preview", {"path": str(path), "name": path.name, **args}, "me")
    jobs.start_job(Settings.from_env({"RAPPORT_HOME": str(home)}), job_id)
    wait(home)


def wait(home) -> None:
    for _ in range(240):
        with store.reading(home / "rapport.db") as conn:
            states = {row[0] for row in conn.execute("SELECT state FROM job")}
        if states <= {"done", "failed", "cancelled"}:
            return
        time.sleep(0.25)
    raise AssertionError(states)


def rows(home, sql):
    with store.reading(home / "rapport.db") as conn:
        return [tuple(row) for row in conn.execute(sql)]


@pytest.fixture
def dropped(home):
    path = uploads.store("chat.txt", GUESS.encode())
    look(home, path)
    return path


def box(app, text):
    return next(one for one in app.selectbox if text in one.label)


def test_open_questions_stop_the_import_until_they_are_answered(home, draw, dropped):
    app = draw("imports")
    assert "4 questions" in words_of(app)
    assert not any(button.label.startswith("Import 1 file") for button in app.button)
    names = box(app, "Which of these names").options
    assert [name.split(" (")[0] for name in names] == ["Anna Sokolova", "Peter Novak"]
    assert box(app, "Which day is").options == ["3 Apr 2025", "4 Mar 2025"]
    app = button(app, "That is right").click().run()
    assert "nothing is guessed" in words_of(app)
    assert rows(home, "SELECT count(*) FROM message") == [(0,)]


def test_answers_lead_to_the_import_and_can_be_changed_later(home, draw, dropped):
    app = draw("imports")
    box(app, "Which of these names").select("Anna Sokolova")
    box(app, "Which day is").select("dmy")
    box(app, "Which time zone").select("Europe/Berlin")
    for one in app.selectbox:
        if one.label.startswith("Whose"):
            one.select("?")
    for one in app.text_input:
        one.input("Anna Sokolova")
    app = button(app, "That is right").click().run()
    wait(home)
    app = draw("imports")
    assert "The rep is Anna Sokolova (as you said)" in words_of(app)
    button(app, "Import 1 file").click().run()
    wait(home)
    assert rows(home, "SELECT sender_name, direction, sent_at FROM message ORDER BY sent_at LIMIT 1") == [
        ("Anna Sokolova", "out", "2025-04-03T08:05:00Z")
    ]
    app = draw("imports")
    assert "What was answered" in words_of(app)
    with store.reading(home / "rapport.db") as conn:
        asked = [(one["question"], one["value"], one["answered_by"]) for one in listed(conn, Scope(reps=None))]
    assert asked == [
        ("date-order", "dmy", "person"),
        ("self", "Anna Sokolova", "person"),
        ("zone", "Europe/Berlin", "person"),
    ]


def test_what_is_open_is_said_on_every_page(home, draw):
    upload = home / "chat.txt"
    upload.write_text(GUESS, encoding="utf-8")
    ingest(home / "rapport.db", upload, "Vera Orlova")
    refresh(home / "rapport.db")
    assert rows(home, "SELECT DISTINCT direction FROM message") == [("unknown",)]
    assert "3 messages are left out: who wrote them is open" in words_of(draw("team", period="all"))


def button(app, label):
    return next(one for one in app.button if one.label == label)
