"""What a digest says: figures with their cases, in both languages, and nothing of other people."""

import re
from dataclasses import replace

import pytest
from made_up import REPS, activity, answered, contact, conversation, day, facts, mark, workspace

from data import derive, reviews, store, tasks
from data.digests import Digest
from data.scope import Viewer
from data.tasks import Task
from metrics.digests import write

NB = "\u00a0"
BASE, STOP = "https://rapport.example.com", "https://rapport.example.com/digest?token=abc"
LEADER = Digest("1", "", "MAIL", "", 0, 9, "en", 0, "abc", "2026-11-01T00:00:00Z")
OWN = replace(LEADER, rep_id="anna")
SECRET = "Zacharias Quellenhof"


def interested(key: str, ago: int, **more):
    row = answered(conversation(key, "anna", ago), positive=1, outcome="interested")
    return row._replace(last_day=day(ago), title=f"{SECRET} {key}", **more)


@pytest.fixture
def db(tmp_path):
    path = tmp_path / "w.db"
    quiet = [interested("q1", 10), interested("q2", 20)]
    others = [interested("new", 2), interested("old", 60), interested("burned", 12, burned=1)]
    waits = [interested("theirs", 15)]
    begun = [conversation(f"s{no}", "anna", 3 + no % 20) for no in range(30)]
    rows = [*quiet, *others, *waits, *begun]
    with workspace(path) as conn:
        facts(conn, activity("x", "anna", 0))
        derive.insert(conn, [contact(row)._replace(name=f"{SECRET} {row.id}") for row in rows])
        derive.insert(conn, rows)
        derive.insert(conn, [mark(row, 0, 10, "in") for row in (*quiet, *others, *waits)])
        derive.insert(conn, [mark(row, 1, 10, "out") for row in (*quiet, *others)])
        reviews.open_review(conn, "2026-11-09", day(7), [], "me")
        reviews.promise(conn, "2026-11-09", f"Write to {SECRET}", "2026-11-20", made_on="2026-11-13")
    return path


def told(db, one):
    with store.reading(db) as conn:
        return write(conn, one, BASE, STOP)


def test_the_leaders_week_is_told_with_figures_links_and_the_way_out(db):
    title, text, html = told(db, LEADER)
    assert title == f"Your team’s week, 16{NB}Nov – 22{NB}Nov"
    assert "1 promise is open." in text
    assert f"{BASE}/review?week=2026-11-16&step=outreach" in text
    assert re.search(r"Answered: \d+ of \d+|Answered: \d+\u00a0%", text)
    assert STOP in text
    assert STOP in html


@pytest.mark.parametrize("lang", ["en", "ru"])
@pytest.mark.parametrize("rep_id", ["", "anna"])
def test_no_name_no_word_of_others_and_no_promise_is_in_it(db, lang, rep_id):
    for part in told(db, replace(LEADER, rep_id=rep_id, lang=lang)):
        assert "Zacharias" not in part
        assert "Quellenhof" not in part
        assert not re.search(r"\{\w+\}", part.split("<body")[-1])
        assert all(name not in part for name in REPS.values())


def test_a_rep_is_told_the_next_steps_and_who_has_gone_quiet(db):
    title, text, _html = told(db, OWN)
    assert title == "Your next steps"
    assert text.count("\n•") + text.startswith("•") == 3
    assert "2 people who were interested have gone quiet" in text
    assert "The newest silence has lasted 10 days." in text


def test_names_go_to_their_own_rep_when_asked_for_and_texts_do_not(db):
    _title, text, html = told(db, replace(OWN, names=1))
    assert f"{SECRET} q1 (10 days), {SECRET} q2 (20 days)." in text
    assert "Texts of other people stay" in text
    assert f"{SECRET} q1" in html


def test_tasks_that_are_due_are_counted_and_their_words_stay(db):
    with store.writing(db) as conn:
        for due in ("2026-11-03", "2026-11-05", "2099-01-01"):
            tasks.add(conn, Viewer("", "rep", rep_id="anna"), Task(f"Call {SECRET} {due}", due, rep_id="anna"))
        tasks.add(conn, Viewer("", "manager"), Task("Somebody else's", "2026-11-03", rep_id="ben"))
    for names in (0, 1):
        _title, text, _html = told(db, replace(OWN, names=names))
        assert f"2 tasks are due\n  The oldest since 3{NB}Nov." in text
        assert "Call" not in text


def test_russian_has_no_english_left(db):
    for rep_id in ("", "anna"):
        _title, text, _html = told(db, replace(LEADER, rep_id=rep_id, lang="ru"))
        left = re.sub(r"https?://\S+|Rapport|LinkedIn|CRM", "", text)
        assert not re.search(r"[A-Za-z]{3,}", left), left


def test_what_a_name_holds_is_no_markup_in_a_letter(db):
    with store.writing(db) as conn:
        conn.execute("UPDATE contact SET name = '<img src=x onerror=alert(1)>'")
    _title, _text, html = told(db, replace(OWN, names=1))
    assert "<img" not in html
    assert "&lt;img" in html


def test_without_data_or_for_a_rep_who_is_gone_there_is_nothing_to_say(db, tmp_path):
    empty = tmp_path / "empty.db"
    store.prepare(empty)
    assert told(empty, LEADER) is None
    assert told(empty, OWN) is None
    assert told(db, replace(OWN, rep_id="gone")) is None
