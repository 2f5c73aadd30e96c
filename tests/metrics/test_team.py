"""The Team page's values: the answer, the order of harm, what is said of small numbers."""

import pytest
from made_up import (
    activity,
    answered,
    connection,
    conversation,
    day,
    facts,
    finding,
    random_team,
    verdict,
    workspace,
)

from data import derive, store
from data.scope import Scope
from metrics.models import TeamModel
from metrics.overview import CARDS, team
from metrics.words import Said, say

EVERYBODY = Scope(reps=None)


def told(saids) -> str:
    return " ".join(say(said) for said in saids)


def stop(figure: str, rule: str, k: int, n: int | None, severity: str = "stop") -> dict:
    return {"rule": rule, "figure": figure, "k": k, "n": n, "severity": severity}


@pytest.fixture
def story(tmp_path):
    """Ben pastes, Dmitry pitches at once, Anna is fine, Igor's data stopped."""
    with workspace(tmp_path / "w.db") as conn:
        for no in range(40):
            derive.insert(conn, [answered(conversation(f"a{no}", "anna", 15 + no), question_opener=1, exchanges=4)])
            derive.insert(conn, [conversation(f"b{no}", "ben", 15 + no, copied_opener=1)])
            derive.insert(conn, [answered(conversation(f"d{no}", "dmitry", 15 + no), pitch_after_reply=no % 4 > 0)])
            derive.insert(conn, [conversation(f"e{no}", "anna", 130 + no)])
        derive.insert(conn, [conversation("i0", "igor", 60)])
        facts(conn, activity("x", "anna", 0), *(connection(f"k{no}", "ben", no) for no in range(60)))
        derive.insert(conn, verdict("anna", "ok"))
        derive.insert(conn, verdict("ben", "stop", stop("copies", "opener.copied", 40, 40), points=40))
        derive.insert(conn, verdict("dmitry", "stop", stop("pitch_after_reply", "reply.pitch", 30, 40), points=60))
        derive.insert(conn, verdict("igor", "early"))
        derive.insert(conn, [finding("f1", conversation("d3", "dmitry", 18), "reply.pitch")])
    with store.reading(tmp_path / "w.db") as conn:
        yield conn


def test_the_answer_names_who_needs_help_and_how_answers_went(story):
    model = team(story, EVERYBODY)
    assert told(model.answer).startswith(
        "2 of 4 reps need help first: Dmitry Orlov makes an offer right after the answer (30 of 40), "
        "and Ben Carter sends copies of one text (40 of 40 first messages)."
    )
    assert "Answers rose from 0" in told(model.answer)
    assert (model.period.since, model.period.until) == ("2026-08-09", "2026-11-21")


def test_first_things_stand_in_the_order_of_harm(story):
    items = team(story, EVERYBODY).first
    found = [(item.rep_id, item.severity) for item in items]
    assert found == [
        ("dmitry", "stop"),
        ("ben", "stop"),
        ("igor", "no_data"),
    ]
    assert items[0].since == day(18)
    assert items[0].link.params == {"rep": "dmitry", "figure": "pitch_after_reply", "part": "k"}
    assert say(items[2].what) == "No export since 22\N{NO-BREAK SPACE}Sep"
    assert items[2].weeks == 8


def test_cards_tell_value_change_target_and_colour(story):
    cards = {card.metric: card for card in team(story, EVERYBODY).cards}
    assert tuple(cards) == CARDS
    pitch = cards["pitch_after_reply"]
    assert (pitch.measurement.k, pitch.measurement.n, pitch.target, pitch.tone) == (30, 80, 0.1, "watch")
    assert len(pitch.series) == 16
    assert cards["reply_rate"].change.proven
    assert say(cards["reply_rate"].change.said) == "Up 66 points, more than noise"
    assert "3 of 4 reps have data" in told(cards["started"].notes)


def test_rows_stand_in_alphabetical_order_with_the_rep_own_figures(story):
    rows = team(story, EVERYBODY).rows
    assert [row.rep_id for row in rows] == ["anna", "ben", "dmitry", "igor"]
    assert rows[1].figures["copies"].tone == "stop"
    assert rows[3].silent_since == day(60)
    assert rows[3].figures["reply_rate"].measurement.too_few


def test_the_quadrant_names_who_is_liked_and_not_answered(story):
    found = team(story, EVERYBODY).quadrant
    assert {dot.rep_id for dot in found.dots} == {"anna", "ben", "dmitry", "igor"}
    ben = next(dot for dot in found.dots if dot.rep_id == "ben")
    assert ben.state == "focus"
    assert say(found.title).startswith("Ben Carter: activity grows, answered conversations did not rise") or say(
        found.title
    ).startswith("Ben Carter: much seen")


def test_coverage_counts_reps_with_data(story):
    model = team(story, EVERYBODY, "30d")
    assert (model.coverage.with_data, model.coverage.fresh, model.coverage.reps) == (3, 3, 4)
    assert model.coverage.missing == ("Игорь Белов",)
    assert (team(story, EVERYBODY).coverage.with_data, team(story, EVERYBODY).coverage.fresh) == (4, 3)
    assert model.coverage.data_until == day(0)


def test_a_rep_sees_only_the_own_row(story):
    model = team(story, Scope(reps=("anna",)))
    assert [row.rep_id for row in model.rows] == ["anna"]
    assert model.first == ()
    text = repr(model)
    assert "Ben" not in text
    assert "Dmitry" not in text


@pytest.mark.parametrize("scope", [EVERYBODY, Scope(), Scope(reps=("anna",))])
def test_nothing_imported_is_an_empty_page(tmp_path, scope):
    with workspace(tmp_path / "w.db", reps={}):
        pass
    with store.reading(tmp_path / "w.db") as conn:
        model = team(conn, scope)
        assert isinstance(model, TeamModel)
        assert model.empty
        assert told(model.answer) == "Nothing has been imported yet."
        assert all(card.measurement.value is None for card in model.cards)


def test_any_data_makes_a_page(tmp_path):
    for seed in range(4):
        with workspace(tmp_path / f"{seed}.db") as conn:
            random_team(conn, seed, size=30 * seed)
            facts(conn, activity("x", "anna", 0))
        with store.reading(tmp_path / f"{seed}.db") as conn:
            for period in ("30d", "15w", "12m", "all"):
                model = team(conn, EVERYBODY, period)
                assert all(isinstance(said, Said) for said in model.answer)
                assert told(model.answer)
