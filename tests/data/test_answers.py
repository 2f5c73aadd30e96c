"""Answers to findings: own ones only, a manager decides, nothing half done."""

import pytest

from data import answers, queries, store
from data.answers import AnswerError
from data.scope import Scope, Viewer

ANNA = Viewer("anna@team.example", "rep", "Anna", "anna")
BEN = Viewer("ben@team.example", "rep", "Ben", "ben")
LEAD = Viewer("lead@team.example", "manager", "Lead")
SELLING_LEAD = Viewer("anna@team.example", "manager", "Anna", "anna")
ADMIN = Viewer("it@team.example", "admin", "It")


@pytest.fixture
def path(tmp_path):
    file = tmp_path / "rapport.db"
    store.prepare(file)
    with store.writing(file) as conn:
        conn.execute(
            "INSERT INTO finding (id, rule, rep_id, network, subject, subject_id, day, severity, points) "
            "VALUES ('f1', 'opener.pitch', 'anna', 'linkedin', 'message', 'm1', '2026-11-02', 'watch', 4)"
        )
    return file


def do(path, what, *args):
    with store.writing(path) as conn:
        what(conn, *args)


def found(path):
    with store.reading(path) as conn:
        return answers.of(conn, "f1")


def counted(path):
    with store.reading(path) as conn:
        rows = queries.rows(conn, "findings_counts", Scope(reps=None))
        return sum(row["count"] for row in rows)


def test_an_answer_is_kept_replaced_and_taken_back(path):
    for said in answers.ANSWERS:
        do(path, answers.answer, ANNA, "f1", said)
        assert (found(path).answer, found(path).rep_id, found(path).decided) == (said, "anna", None)
    do(path, answers.take_back, ANNA, "f1")
    assert found(path) is None


@pytest.mark.parametrize("viewer", [BEN, LEAD, ADMIN])
@pytest.mark.parametrize("what", ["answer", "take_back"])
def test_only_the_rep_answers(path, viewer, what):
    args = ("wrong",) if what == "answer" else ()
    with pytest.raises(AnswerError, match="Only the rep"):
        do(path, getattr(answers, what), viewer, "f1", *args)
    assert found(path) is None


@pytest.mark.parametrize("viewer", [ANNA, BEN, ADMIN, SELLING_LEAD])
def test_only_another_manager_decides(path, viewer):
    do(path, answers.answer, ANNA, "f1", "wrong")
    with pytest.raises(AnswerError, match="Only a manager"):
        do(path, answers.decide, viewer, "f1", True)
    assert found(path).decided is None


def test_an_objection_is_out_of_the_counts_until_it_is_rejected(path):
    assert counted(path) == 1
    do(path, answers.answer, ANNA, "f1", "wrong")
    assert counted(path) == 0
    do(path, answers.decide, LEAD, "f1", False)
    assert counted(path) == 1
    do(path, answers.decide, LEAD, "f1", True)
    assert counted(path) == 0


def test_what_was_decided_stays(path):
    do(path, answers.answer, ANNA, "f1", "wrong")
    do(path, answers.decide, LEAD, "f1", False)
    for attempt in (
        lambda: do(path, answers.answer, ANNA, "f1", "wrong"),
        lambda: do(path, answers.take_back, ANNA, "f1"),
    ):
        with pytest.raises(AnswerError, match="decided"):
            attempt()
    assert found(path).decided == "rejected"


@pytest.mark.parametrize("said", ["will_fix", "agreed_campaign"])
def test_there_is_nothing_to_decide_without_an_objection(path, said):
    do(path, answers.answer, ANNA, "f1", said)
    with pytest.raises(AnswerError, match="no objection"):
        do(path, answers.decide, LEAD, "f1", True)


def test_missing_findings_and_unknown_answers(path):
    with pytest.raises(AnswerError, match="not there"):
        do(path, answers.answer, ANNA, "gone", "wrong")
    with pytest.raises(ValueError, match="no answer"):
        do(path, answers.answer, ANNA, "f1", "perhaps")


def test_caches_see_an_answer(path):
    with store.reading(path) as conn:
        before = store.version(conn)
    do(path, answers.answer, ANNA, "f1", "will_fix")
    with store.reading(path) as conn:
        assert store.version(conn) > before
