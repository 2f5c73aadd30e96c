"""Questions: where answers come from, that they can be given at any time, and that all rows follow."""

import shutil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connectors.changing import ChangeError, change
from connectors.ingest import ingest, preview, undo
from data import facts, questions, store
from tests.connectors.asking_source import ASKING, chat

TALK = chat(
    "talk",
    ("03.04.2026 10:00", "Anna S", "Hello"),
    ("03.04.2026 23:30", "Boris", "Good evening"),
    ("04.04.2026 09:00", "Anna S", "call"),
)
PROVEN = chat("proven", ("03.25.2026 10:00", "Anna S", "Hi"), ("03.26.2026 10:00", "Vera", "Hi"))


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    path = tmp_path_factory.mktemp("empty") / "empty.db"
    store.prepare(path)
    return path


@pytest.fixture
def db(tmp_path, empty):
    return shutil.copy(empty, tmp_path / "workspace.db")


def take(db, *uploads, rep="Anna Sokolova", **answers):
    given = {name.replace("_", "-"): value for name, value in answers.items()}
    return ingest(db, uploads, rep, connectors=[ASKING], answers=given)


def rows(db, sql):
    with store.reading(db) as conn:
        return [tuple(row) for row in conn.execute(sql)]


def state(db):
    with store.reading(db) as conn:
        return facts.content_hash(conn)


def answers(report):
    return {one.question.id: (one.answer, one.by) for one in report.imports[0].asked}


def test_without_an_answer_the_proposal_is_used_and_said_and_direction_stays_unknown(db):
    report = take(db, TALK)
    assert answers(report) == {
        "self": ("", "nobody"),
        "date-order": ("dmy", "proposal"),
        "zone": ("Europe/Moscow", "proposal"),
    }
    assert report.status == 1
    asked = report.as_json()["imports"][0]["questions"]
    assert asked[0]["choices"] == [
        {"value": "Anna S", "label": "Anna S", "count": 2},
        {"value": "Boris", "label": "Boris", "count": 1},
    ]
    assert asked[1]["example"] == "03.04.2026 10:00"
    assert rows(db, "SELECT DISTINCT direction, direction_by FROM message") == [("unknown", "unknown")]
    assert rows(db, "SELECT min(sent_at) FROM message") == [("2026-04-03T07:00:00Z",)]


def test_given_answers_are_used_and_remembered_for_the_rep_and_network(db):
    first = take(db, TALK, self="anna s", date_order="dmy", zone="Asia/Tokyo")
    assert first.status == 0
    assert answers(first)["self"] == ("Anna S", "person")
    second = take(db, chat("other", ("05.04.2026 10:00", "Anna S", "Hi"), ("05.04.2026 11:00", "Vera", "Yes")))
    assert answers(second) == {
        "self": ("Anna S", "remembered"),
        "date-order": ("dmy", "remembered"),
        "zone": ("Asia/Tokyo", "remembered"),
    }
    assert second.status == 0
    assert rows(db, "SELECT DISTINCT direction_by FROM message") == [("confirmed",)]
    assert rows(db, "SELECT kind, value FROM rep_identity WHERE kind = 'self'") == [("self", "Anna S")]
    other = take(db, chat("x", ("05.04.2026 10:00", "Anna S", "Hi")), rep="Ben Carter")
    assert answers(other)["self"] == ("", "nobody")


def test_what_the_file_proves_stands_over_what_is_remembered(db):
    take(db, TALK, self="Anna S", date_order="dmy", zone="UTC")
    assert answers(take(db, PROVEN))["date-order"] == ("mdy", "file")
    assert rows(db, "SELECT max(day) FROM message WHERE conversation_title = 'proven.chat'") == [("2026-03-26",)]


def test_an_answer_that_is_no_choice_of_this_file_is_as_none(db):
    assert answers(take(db, TALK, self="Somebody"))["self"] == ("", "nobody")


def test_preview_asks_and_stores_nothing(db):
    report = preview(db, [TALK], connectors=[ASKING])
    assert report.imports[0].stop.code == "no-owner"
    assert [one.question.id for one in report.imports[0].asked] == ["self", "date-order", "zone"]
    assert rows(db, "SELECT count(*) FROM import_question") == [(0,)]


def test_a_changed_answer_changes_rows_people_and_identity(db):
    take(db, TALK, self="Anna S", date_order="dmy", zone="UTC")
    before = rows(db, "SELECT id FROM message ORDER BY id")
    told = change(db, "anna-sokolova", "ask", "self", "Boris", old="Anna S", who="x", connectors=[ASKING])
    assert told == {"imports": 1, "facts": 3}
    assert rows(db, "SELECT id FROM message ORDER BY id") == before
    found = rows(db, "SELECT sender_name, direction, person_name FROM message ORDER BY sent_at")
    assert found == [("Anna S", "in", "Anna S"), ("Boris", "out", "Anna S"), ("Anna S", "in", "Anna S")]
    assert rows(db, "SELECT value FROM rep_identity WHERE kind = 'self'") == [("Boris",)]
    assert rows(db, "SELECT count(*) FROM dirty WHERE kind = 'conversation'") == [(1,)]
    change(db, "anna-sokolova", "ask", "zone", "Asia/Tokyo", connectors=[ASKING])
    assert rows(db, "SELECT at, day FROM activity") == [("2026-04-04T00:00:00Z", "2026-04-04")]


def test_what_can_not_be_answered_is_refused_with_a_reason(db):
    take(db, TALK, PROVEN)
    with pytest.raises(ChangeError, match="Anna S, Boris"):
        change(db, "anna-sokolova", "ask", "self", "Nobody", connectors=[ASKING])
    with pytest.raises(ChangeError, match="together with the file"):
        change(db, "anna-sokolova", "ask", "own-channel", "yes", connectors=[ASKING])
    with pytest.raises(ChangeError, match="no time zone"):
        change(db, "anna-sokolova", "ask", "zone", "Mars/Base", connectors=[ASKING])


def test_the_same_file_with_other_answers_changes_the_import_that_stands(db):
    first = take(db, TALK, self="Anna S").imports[0]
    again = take(db, TALK, self="Boris").imports[0]
    assert (again.already, again.import_id) == (True, first.import_id)
    found = rows(db, "SELECT DISTINCT sender_name, direction FROM message ORDER BY sender_name")
    assert found == [("Anna S", "in"), ("Boris", "out")]


WALLS = st.builds(
    lambda d, m, h: f"{d:02}.{m:02}.2026 {h:02}:00", st.integers(1, 14), st.integers(1, 12), st.integers(0, 23)
)
CHATS = st.lists(
    st.tuples(WALLS, st.sampled_from(["Anna S", "Boris"]), st.sampled_from(["Hi", "Да", "call"])),
    min_size=1,
    max_size=5,
)
ANSWERS = st.fixed_dictionaries(
    {
        "self": st.sampled_from(["Anna S", "Boris"]),
        "date-order": st.sampled_from(["dmy", "mdy"]),
        "zone": st.sampled_from(["UTC", "Europe/Moscow", "America/New_York"]),
    }
)


@settings(max_examples=40, deadline=None)
@given(chats=st.lists(CHATS, min_size=1, max_size=3), wrong=ANSWERS, right=ANSWERS, undone=st.booleans())
def test_answers_before_or_after_the_import_make_the_same_workspace(
    tmp_path_factory, empty, chats, wrong, right, undone
):
    """Whatever was believed at first: with the same answers in the end every row is the same."""
    folder = tmp_path_factory.mktemp("answers")
    before, after = (shutil.copy(empty, folder / f"{name}.db") for name in ("before", "after"))
    both = [("05.05.2026 10:00", name, "Hi") for name in ("Anna S", "Boris")]
    uploads = [chat(f"talk{no % 2}", *both, *lines) for no, lines in enumerate(chats)]
    for no, one in enumerate(uploads):
        ingest(before, [one], "Anna Sokolova", connectors=[ASKING], answers=right)
        ingest(after, [one], "Anna Sokolova", connectors=[ASKING], answers=wrong if no % 2 else {})
    with store.reading(after) as conn:
        asked = {one.answered.question for one in questions.stored(conn, "anna-sokolova", "ask")}
    for question in sorted(asked):
        try:
            change(after, "anna-sokolova", "ask", question, right[question], connectors=[ASKING])
        except ChangeError:  # proven by every file
            assert question == "date-order"
    if undone:
        for path in (before, after):
            first = rows(path, "SELECT id FROM import ORDER BY rowid LIMIT 1")[0][0]
            undo(path, first)
    assert state(before) == state(after)
