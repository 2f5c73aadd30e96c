"""The Scorecard's values: verdict in words, three steps, rows against the team, what a viewer may see."""

import json

import pytest
from made_up import (
    activity,
    answered,
    contact,
    conversation,
    day,
    facts,
    finding,
    mark,
    random_team,
    verdict,
    wait,
    workspace,
)

from data import derive, store
from data import workspace as workspace_settings
from data.scope import Scope
from metrics.scorecard import COMES_BACK, OUTREACH, scorecard
from metrics.words import say

OWN = Scope(reps=("dmitry",), text="all", viewer_rep="dmitry")
LEADER = Scope(reps=None, text="cited")


@pytest.fixture
def story(tmp_path):
    """Dmitry answers answers with offers; help works for him; two people wait; the others are a team of four."""
    reason = {"rule": "reply.pitch", "figure": "pitch_after_reply", "k": 45, "n": 60, "severity": "stop"}
    with workspace(tmp_path / "w.db") as conn:
        for no in range(60):
            row = answered(conversation(f"d{no}", "dmitry", 15 + no), pitch_after_reply=int(no >= 15))
            kind = {"helped_opener": 1} if no % 2 else {"pitch_opener": 1, "replied": 0}
            derive.insert(conn, [row._replace(**kind)])
            derive.insert(conn, [mark(row, 0, 15 + no, offers_help=0.9 if no % 2 else 0.0)])
        for rep in ("anna", "ben", "igor"):
            rows = [answered(conversation(f"{rep}{no}", rep, 15 + no)) for no in range(40)]
            derive.insert(conn, rows)
        waiting = [
            answered(conversation(f"w{no}", "dmitry", 20), waiting_since=f"{day(no)}T08:00:00Z", positive=1)
            for no in (4, 1)
        ]
        best = answered(conversation("best", "dmitry", 30), positive=1, outcome="meeting", helped_opener=1, theirs=9)
        derive.insert(conn, [*waiting, best])
        derive.insert(conn, [contact(row) for row in (*waiting, best)])
        derive.insert(conn, [finding(f"q{row.id}", row, "reply.waiting") for row in waiting])
        derive.insert(conn, [wait(waiting[0], 0, 4, None), wait(best, 0, 29, 2.0)])
        derive.insert(conn, verdict("dmitry", "stop", reason, points=60))
        derive.insert(
            conn,
            [finding(f"f{no}", conversation(f"d{no}", "dmitry", 15 + no), "reply.pitch", "stop") for no in range(15)],
        )
        conn.execute("INSERT INTO profile_score VALUES ('dmitry', 'linkedin', ?, 71, NULL, '{}', '{}')", (day(80),))
        conn.execute(
            "INSERT INTO profile_score VALUES ('dmitry', 'linkedin', ?, 81, NULL, '{\"proof\": 9}', '{}')", (day(2),)
        )
        check = "INSERT INTO profile_check VALUES ('dmitry', 'linkedin', ?, ?, 'failed', 10, ?, '', '[]', '{}')"
        conn.executemany(check, [(day(2), "profile.summary_short", 6.0), (day(2), "profile.banner", 2.0)])
        facts(conn, activity("x", "anna", 0))
    with store.reading(tmp_path / "w.db") as conn:
        yield conn


def told(saids) -> str:
    return " ".join(say(said) for said in saids)


def test_the_answer_says_the_verdict_and_its_reason(story):
    model = scorecard(story, OWN, "dmitry")
    assert told(model.answer).startswith("Stop and fix first: you meet an answer with an offer, 45 of 63 times.")
    assert say(model.turns) == "The target for “Offer right after the answer” is under 10\N{NO-BREAK SPACE}%."
    assert told(model.reasons) == "45 of 63 first answers got an offer."


def test_three_steps_with_those_who_wait_first(story):
    steps = scorecard(story, OWN, "dmitry").steps
    assert [step.kind for step in steps] == ["answer", "habit", "profile"]
    assert say(steps[0].title) == "Answer the 2 people whose questions wait"
    assert say(steps[0].detail) == "Person w1 (1 day), Person w4 (4 days)."
    assert steps[2].rule == "profile.summary_short"


def test_names_and_words_are_only_for_those_who_may_see_them(story):
    assert "Person w4" in repr(scorecard(story, OWN, "dmitry"))
    leader = scorecard(story, LEADER, "dmitry")
    assert say(leader.steps[0].detail) == "The longest has waited for 4 days."
    assert "canary" in repr(leader.findings)
    for scope in (Scope(reps=None, text="none"), Scope(reps=None, text="all", masked=True)):
        text = repr(scorecard(story, scope, "dmitry"))
        assert "canary" not in text
        assert "Person w" not in text
        assert "Person best" not in text


def test_rows_tell_value_team_and_target(story):
    model = scorecard(story, OWN, "dmitry")
    assert tuple(row.metric for row in model.outreach) == OUTREACH
    assert tuple(row.metric for row in model.conversations) == COMES_BACK
    pitch = model.outreach[0]
    assert (pitch.measurement.k, pitch.tone, pitch.target) == (45, "stop", 0.1)
    low, high = pitch.middle
    assert low == 0.0
    assert high < 0.3
    assert pitch.link.params["rep"] == "dmitry"


def test_help_against_offers_is_told_from_the_figures(story):
    kinds = scorecard(story, OWN, "dmitry").kinds
    assert say(kinds.title) == "Help is answered more often than offers"
    assert "here it is 100\N{NO-BREAK SPACE}%" in say(kinds.note)


def test_the_trend_is_of_the_worst_figure(story):
    trend = scorecard(story, OWN, "dmitry").trend
    assert trend.figure.metric == "pitch_after_reply"
    assert "Offer right after the answer" in say(trend.title)
    shown = [point.value for point in trend.figure.series if point.value.value is not None]
    assert shown
    assert all(value.n >= 10 for value in shown)


def test_the_habit_counts_working_days_only(story):
    habit = scorecard(story, OWN, "dmitry").habit
    assert len(habit.days) == 54
    assert habit.days[0][0] == day(74)
    assert (habit.goal, habit.met) == (10, 0)
    assert say(habit.title) == "The goal of 10 was met on 0 of 54 working days"


def settle(tmp_path, **values):
    with store.writing(tmp_path / "w.db") as conn:
        workspace_settings.change(conn, "a", **values)


def test_leave_and_holidays_are_no_working_days(story, tmp_path):
    settle(tmp_path, days_off={"dmitry": [[day(74), day(70)]], "": [[day(60), day(60)]]})
    assert len(scorecard(story, OWN, "dmitry").habit.days) == 54 - 4 - 1  # Tuesday to Saturday; a Tuesday
    settle(tmp_path, days_off={"anna": [[day(74), day(0)]]})
    assert len(scorecard(story, OWN, "dmitry").habit.days) == 54


def test_the_goal_is_the_teams(story, tmp_path):
    settle(tmp_path, help_goal=1)
    habit = scorecard(story, OWN, "dmitry").habit
    assert habit.goal == 1
    assert habit.met > 0


def test_what_went_with_answers_is_compared(story):
    ways = {one.id: one for one in scorecard(story, OWN, "dmitry").ways}
    assert list(ways) == ["kind", "turn", "length", "own"]
    assert sum(ways["length"].of(band).n for band in ways["length"].bands) > 50


def test_findings_come_in_pages(story):
    first = scorecard(story, OWN, "dmitry").findings
    second = scorecard(story, OWN, "dmitry", page=1).findings
    assert (len(first.items), len(second.items), first.total) == (10, 7, 17)
    assert {item.id for item in first.items}.isdisjoint(item.id for item in second.items)
    assert first.items[0].alike == 15
    assert first.items[0].spans == ((0, 6),)


def test_the_profile_shows_its_last_change(story):
    (strip,) = scorecard(story, OWN, "dmitry").profiles
    assert (strip.score, strip.before, strip.before_on) == (81, 71, day(80))
    assert [rule for rule, _, _ in strip.fixes] == ["profile.summary_short", "profile.banner"]


def test_the_best_conversations_are_told_from_their_figures(story):
    best = scorecard(story, OWN, "dmitry").best
    assert best[0].conversation_id == "best"
    assert say(best[0].tag) == "help first"
    assert say(best[0].story) == "they wrote 9 messages, a meeting was agreed within 1 day."


def test_a_rep_outside_the_scope_stays_unknown(story):
    model = scorecard(story, OWN, "anna")
    assert model.empty
    assert (model.name, model.steps, model.findings.total) == ("", (), 0)


def test_any_data_makes_a_scorecard(tmp_path):
    for seed in range(3):
        with workspace(tmp_path / f"{seed}.db") as conn:
            rows = random_team(conn, seed, size=40 * seed)
            derive.insert(conn, [finding(f"f{row.id}", row, "opener.copied") for row in rows if row.started_day])
            facts(conn, activity("x", "anna", 0))
        with store.reading(tmp_path / f"{seed}.db") as conn:
            for period in ("30d", "12m", "all"):
                for rep in ("anna", "ben"):
                    model = scorecard(conn, Scope(reps=None, text="all"), rep, period)
                    assert told(model.answer)
                    assert len(model.steps) <= 3
                    assert json.dumps([say(step.detail) for step in model.steps])
