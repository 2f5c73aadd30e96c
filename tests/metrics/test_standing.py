"""How reps stand: no accusation that the days looked at don't prove, no praise for weeks that nobody knows."""

import pytest
from made_up import REPS, activity, answered, conversation, day, facts, finding, verdict, workspace

from data import derive, store
from data import workspace as settings
from data.scope import Scope
from metrics.overview import team
from metrics.scorecard import scorecard
from metrics.words import say

EVERYBODY = Scope(reps=None)


def reason(figure: str, rule: str, k: int, n: int | None, severity: str = "watch") -> dict:
    return {"rule": rule, "figure": figure, "k": k, "n": n, "severity": severity}


def told(saids) -> str:
    return " ".join(say(said) for said in saids)


@pytest.fixture
def conn(tmp_path):
    """Anna and Ben both burned some; Dmitry's data stopped in the period; Igor copies one text for long."""
    with workspace(tmp_path / "w.db") as conn:
        for no in range(90):
            derive.insert(conn, [conversation(f"a{no}", "anna", 10 + no, burned=int(no < 12))])
            derive.insert(conn, [conversation(f"b{no}", "ben", 10 + no, burned=int(no < 30))])
        for no in range(40):
            row = conversation(f"i{no}", "igor", 10 + no, copied_opener=1)
            derive.insert(conn, [row])
        derive.insert(conn, [answered(conversation(f"d{no}", "dmitry", 60 + no)) for no in range(20)])
        derive.insert(conn, verdict("anna", "watch", reason("burned", "", 12, 97)))
        derive.insert(conn, verdict("ben", "watch", reason("burned", "", 31, 97)))
        derive.insert(conn, verdict("dmitry", "watch", reason("waiting", "reply.waiting", 3, None)))
        derive.insert(conn, verdict("igor", "stop", reason("copies", "opener.copied", 40, 40, "stop")))
        derive.insert(conn, [finding("c", row, "opener.copied", day=day(10), params=f'{{"first_day": "{day(200)}"}}')])
        waits = [conversation(f"d{no}", "dmitry", 60 + no) for no in range(3)]
        derive.insert(conn, [finding(f"w{row.id}", row, "reply.waiting") for row in waits])
        facts(conn, activity("x", "anna", 0))
    with store.reading(tmp_path / "w.db") as conn:
        yield conn


def test_a_share_that_may_be_chance_accuses_nobody(conn):
    rows = {row.rep_id: row.verdict for row in team(conn, EVERYBODY).rows}
    assert (rows["anna"], rows["ben"]) == ("ok", "watch")
    assert scorecard(conn, EVERYBODY, "anna").reasons == ()


def test_sentences_say_the_numbers_of_the_figures(conn):
    card = scorecard(conn, EVERYBODY, "ben")
    burned = next(one.measurement for one in card.conversations if one.metric == "burned")
    assert (burned.k, burned.n) == (30, 90)
    assert told(card.reasons).startswith("30 of 90 people refused")


def test_who_sent_nothing_lately_is_neither_well_nor_blamed_for_silence(conn):
    row = next(row for row in team(conn, EVERYBODY).rows if row.rep_id == "dmitry")
    assert (row.verdict, row.silent_since) == ("no_data", day(60))
    card = scorecard(conn, EVERYBODY, "dmitry")
    assert say(card.answer[0]).startswith("Nothing was imported after")
    assert (card.verdict, card.reasons) == ("no_data", ())
    kinds = [step.kind for step in card.steps]
    assert kinds[0] == "export"
    assert "answer" not in kinds


def test_since_when_is_the_first_case_of_all(conn):
    item = next(item for item in team(conn, EVERYBODY).first if item.rep_id == "igor")
    assert item.since == day(200)
    assert say(item.link_text) == "Open 40 conversations"


def test_who_sent_nothing_has_a_place_among_the_first(tmp_path):
    with workspace(tmp_path / "many.db", reps={**REPS, "eva": "Eva", "finn": "Finn", "gus": "Gus"}) as conn:
        for rep in ("anna", "ben", "dmitry", "eva", "finn", "gus"):
            derive.insert(conn, [conversation(f"{rep}{no}", rep, 5 + no, copied_opener=1) for no in range(40)])
            derive.insert(conn, verdict(rep, "stop", reason("copies", "opener.copied", 40, 40, "stop")))
        derive.insert(conn, [conversation("i", "igor", 60)])
        facts(conn, activity("x", "anna", 0))
    with store.reading(tmp_path / "many.db") as conn:
        items = team(conn, EVERYBODY).first
    assert [item.severity for item in items] == ["stop"] * 4 + ["no_data"]
    assert items[-1].rep_id == "igor"


def test_a_scorecard_says_you_to_its_own_rep_only(conn):
    own = scorecard(conn, Scope(reps=("ben",), text="all", viewer_rep="ben"), "ben")
    other = scorecard(conn, EVERYBODY, "ben")
    assert (own.own, other.own) == (True, False)
    assert "people you wrote to" in told(own.answer)
    assert "Ben Carter has burned 30 of 90 contacts." in told(other.answer)
    assert "you" not in told(other.answer).split()


def test_a_target_of_the_team_s_own_reaches_colours_and_accusations(tmp_path, conn):
    own = {"outreach": {"thresholds": {"verdict_burned_watch": 0.45, "verdict_burned_stop": 0.6}}}
    rows = {row.rep_id: row.verdict for row in team(conn, EVERYBODY).rows}
    before = next(one for one in scorecard(conn, EVERYBODY, "ben").conversations if one.metric == "burned")
    with store.writing(tmp_path / "w.db") as writing:
        settings.change(writing, "me", weights=own)
    after = next(one for one in scorecard(conn, EVERYBODY, "ben").conversations if one.metric == "burned")
    assert (before.target, before.tone, rows["ben"]) == (0.2, "watch", "watch")
    assert (after.target, after.tone) == (0.45, "met")
    assert {row.rep_id: row.verdict for row in team(conn, EVERYBODY).rows}["ben"] == "ok"
    assert next(card for card in team(conn, EVERYBODY).cards if card.metric == "burned").target == 0.45
