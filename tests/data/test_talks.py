"""Private marks and notes: who may set them, and that what is private is gone for everybody else at once."""

import pytest

from data import store, talks
from data.derive import ConversationRow, FindingRow, insert
from data.scope import Viewer

ANNA = Viewer("anna@team.example", "rep", "Anna", "anna")
BEN = Viewer("ben@team.example", "rep", "Ben", "ben")
LEAD = Viewer("lead@team.example", "manager", "Olga")
ADMIN = Viewer("admin@team.example", "admin", "Ada")


@pytest.fixture
def db(tmp_path):
    path = tmp_path / "rapport.db"
    store.prepare(path)
    talk = ConversationRow(
        "t1", "anna", "linkedin", None, "Maria", "direct", 0, None, None, None, None, "us"
    )  # fmt: skip
    breach = FindingRow(
        "f1", "reply.pitch", "anna", "linkedin", "conversation", "t1", "t1", None, None, "2026-11-01", "watch", 5.0,
        "secret words", "[]", "{}",
    )  # fmt: skip
    with store.writing(path) as conn:
        insert(conn, [talk])
        insert(conn, [breach])
    return path


def rows(db, sql):
    with store.reading(db) as conn:
        return [tuple(row) for row in conn.execute(sql)]


def test_a_private_mark_hides_at_once_and_asks_for_judging(db):
    before = rows(db, "SELECT value FROM workspace WHERE key = 'data_version'")
    with store.writing(db) as conn:
        talks.mark_private(conn, ANNA, "t1")
    assert rows(db, "SELECT private FROM conversation") == [(1,)]
    assert rows(db, "SELECT * FROM finding") == []
    assert rows(db, "SELECT kind, id FROM dirty") == [("conversation", "t1")]
    assert rows(db, "SELECT value FROM workspace WHERE key = 'data_version'") != before


def test_a_mark_twice_is_one_and_can_be_taken_off(db):
    with store.writing(db) as conn:
        talks.mark_private(conn, ANNA, "t1")
        talks.mark_private(conn, ANNA, "t1")
    assert rows(db, "SELECT conversation_id, rep_id FROM private_conversation") == [("t1", "anna")]
    with store.writing(db) as conn:
        talks.unmark_private(conn, ANNA, "t1")
    assert rows(db, "SELECT * FROM private_conversation") == []


@pytest.mark.parametrize("who", [BEN, LEAD, ADMIN])
def test_nobody_else_marks(db, who):
    with pytest.raises(talks.TalkError), store.writing(db) as conn:
        talks.mark_private(conn, who, "t1")
    assert rows(db, "SELECT private FROM conversation") == [(0,)]


def test_a_conversation_that_is_gone(db):
    with pytest.raises(talks.TalkError, match="not here any more"), store.writing(db) as conn:
        talks.mark_private(conn, ANNA, "t2")


@pytest.mark.parametrize("who", [ANNA, LEAD])
def test_notes_of_the_rep_and_a_manager(db, who):
    with store.writing(db) as conn:
        talks.add_note(conn, who, "t1", "  call on Monday ")
    assert rows(db, "SELECT rep_id, who, text FROM conversation_note") == [("anna", who.name, "call on Monday")]


@pytest.mark.parametrize("who", [BEN, ADMIN])
def test_nobody_else_writes_notes(db, who):
    with pytest.raises(talks.TalkError), store.writing(db) as conn:
        talks.add_note(conn, who, "t1", "hello")


def test_a_manager_writes_no_note_about_a_private_one(db):
    with store.writing(db) as conn:
        talks.mark_private(conn, ANNA, "t1")
    with pytest.raises(talks.TalkError), store.writing(db) as conn:
        talks.add_note(conn, LEAD, "t1", "hello")


@pytest.mark.parametrize("text", ["", "   ", "x" * 2001])
def test_empty_and_endless_notes_are_refused(db, text):
    with pytest.raises(talks.TalkError), store.writing(db) as conn:
        talks.add_note(conn, ANNA, "t1", text)
    assert rows(db, "SELECT * FROM conversation_note") == []


def test_only_the_writer_removes_a_note(db):
    with store.writing(db) as conn:
        note = talks.add_note(conn, ANNA, "t1", "call")
    with pytest.raises(talks.TalkError), store.writing(db) as conn:
        talks.remove_note(conn, LEAD, note)
    with store.writing(db) as conn:
        talks.remove_note(conn, ANNA, note)
        talks.remove_note(conn, ANNA, note)
    assert rows(db, "SELECT * FROM conversation_note") == []
