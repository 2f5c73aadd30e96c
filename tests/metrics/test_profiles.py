"""Profiles as values: what is named first, what a mended fault would bring, what the newest snapshot changed."""

import json

import pytest

from data import store
from data.derive import ProfileCheckRow, ProfileScoreRow, insert
from data.scope import Scope
from metrics.profiles import profiles
from metrics.words import say

JOB, VAGUE, EMPTY = "profile.job-seeking", "profile.headline-no-buyer", "profile.summary-missing"
EVERYBODY = Scope(reps=None, text="cited", until="2026-11-30")


@pytest.fixture
def team(tmp_path):
    """Return a function that writes snapshots {(rep, day): (score, cap, {rule: (state, lost)})} and reads the page."""
    path = tmp_path / "rapport.db"
    store.prepare(path)

    def write(snapshots, scope=EVERYBODY):
        with store.writing(path) as conn:
            for rep in {rep for rep, _ in snapshots}:
                conn.execute("INSERT INTO rep (id, name) VALUES (?, ?)", (rep, rep.title()))
            for (rep, day), (score, cap, checks) in snapshots.items():
                content = json.dumps({"headline": f"Headline of {rep}", "company": "Routline", "websites": []})
                insert(conn, [ProfileScoreRow(rep, "linkedin", day, score, cap, "{}", content)])
                insert(conn, [_check(rep, day, rule, *said) for rule, said in checks.items()])
        with store.reading(path) as conn:
            return profiles(conn, scope)

    return write


def _check(rep, day, rule, state, lost):
    return ProfileCheckRow(rep, "linkedin", day, rule, state, 10.0, lost, f"words of {rep}", "[[0, 5]]", "{}")


def said(model):
    return " ".join(say(one) for one in model.answer)


DAY = "2026-11-21"


def test_nobody_and_nothing(team):
    model = team({})
    assert model.cards == ()
    assert model.answer == ()


def test_who_would_put_a_buyer_off_is_said_first(team):
    model = team(
        {
            ("anna", DAY): (95, None, {JOB: ("passed", 0)}),
            ("ben", DAY): (70, None, {JOB: ("passed", 0), VAGUE: ("failed", 8)}),
            ("farid", DAY): (40, JOB, {JOB: ("failed", 35)}),
        }
    )
    assert said(model) == (
        "1 of 3 profiles would put a buyer off: Farid is looking for a job in public. "
        "Ben doesn’t say whom they help. The other 1 reads well."
    )
    assert model.matrix[0].rule == JOB


def test_a_fault_in_two_words_names_a_rep_once(team):
    model = team(
        {("ben", DAY): (50, None, {VAGUE: ("failed", 8), EMPTY: ("failed", 15)}), ("anna", DAY): (99, None, {})}
    )
    assert said(model).count("Ben") == 1


def test_a_cap_lifted_brings_more_than_its_points(team):
    checks = {JOB: ("failed", 35.0), VAGUE: ("improve", 4.0)}
    (card,) = team({("farid", DAY): (40, JOB, checks)}).cards
    by_rule = {check.rule: check for check in card.open}
    assert [check.rule for check in card.open] == [JOB, VAGUE]
    assert by_rule[JOB].would_be == 96
    assert by_rule[VAGUE].would_be == 40


def test_points_lost_come_back(team):
    (card,) = team({("ben", DAY): (77, None, {VAGUE: ("failed", 8.0), EMPTY: ("failed", 15.0)})}).cards
    assert [(check.rule, check.would_be) for check in card.open] == [(EMPTY, 92), (VAGUE, 85)]


def test_what_a_snapshot_changed(team):
    old, now = {VAGUE: ("failed", 8.0), EMPTY: ("passed", 0)}, {VAGUE: ("passed", 0), EMPTY: ("failed", 15.0)}
    (card,) = team({("ben", "2026-09-01"): (92, None, old), ("ben", DAY): (85, None, now)}).cards
    assert [(one.taken_on, one.score) for one in card.history] == [("2026-09-01", 92), (DAY, 85)]
    assert {check.rule: (check.was, check.state) for check in card.checks} == {
        VAGUE: ("failed", "passed"),
        EMPTY: ("passed", "failed"),
    }


def test_later_snapshots_wait_for_their_day(team):
    snapshots = {("ben", "2026-09-01"): (92, None, {}), ("ben", DAY): (85, None, {})}
    (card,) = team(snapshots, Scope(reps=None, text="cited", until="2026-10-01")).cards
    assert card.now.score == 92


def test_unknown_is_neither_good_nor_bad(team):
    model = team(
        {("ben", DAY): (90, None, {VAGUE: ("unknown", 0)}), ("anna", DAY): (90, None, {VAGUE: ("failed", 8.0)})}
    )
    (line,) = model.matrix
    assert (line.bad, line.known, line.states) == (1, 1, ("failed", "unknown"))


@pytest.mark.parametrize("scope", [Scope(reps=None, text="none"), Scope(reps=None, text="cited", masked=True)])
def test_nothing_is_quoted_where_no_text_may_be_read(team, scope):
    (card,) = team({("ben", DAY): (77, None, {VAGUE: ("failed", 8.0)})}, scope).cards
    assert card.now.content == {}
    assert {(check.evidence, check.spans, dict(check.params) == {}) for check in card.checks} == {("", (), True)}


def test_another_rep_is_not_in_the_scope(team):
    model = team({("ben", DAY): (77, None, {}), ("anna", DAY): (90, None, {})}, Scope(reps=("anna",), text="all"))
    assert [card.rep_id for card in model.cards] == ["anna"]


def test_no_score_is_said(team):
    assert "too little" in said(team({("ben", DAY): (None, None, {})}))
