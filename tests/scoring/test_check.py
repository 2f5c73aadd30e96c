"""Judging a draft."""

import json

import pytest
from test_refresh import TEXTS_OUT, begin, lines, tell

from scoring.check import CheckError, check
from scoring.score import refresh


@pytest.fixture
def path(tmp_path):
    begin(tmp_path / "w.db", 1)
    for no in range(6):
        said = [("out", f"2026-03-{no + 1:02}T10:00:00Z", f"Hi Person{no}! {TEXTS_OUT[1]}")]
        tell(tmp_path / "w.db", 1, lines(talk=f"c{no}", key=f"linkedin:in/p{no}", said=said, name=f"Person{no} Stone"))
    stop = [("out", "2026-03-02T10:00:00Z", "Hello there"), ("in", "2026-03-02T11:00:00Z", "Please stop messaging me.")]
    tell(tmp_path / "w.db", 1, lines(talk="stop", key="linkedin:in/marta", said=stop, name="Marta Fox"))
    refresh(tmp_path / "w.db")
    return tmp_path / "w.db"


def test_a_good_draft(path):
    found = check(path, "Eva, your talk on trams changed how we plan. Which data did you begin with?")
    assert (found["verdict"], found["findings"], found["nearest"], found["points"]) == ("ok", [], None, 0)
    json.dumps(found)


def test_a_draft_like_what_was_sent(path):
    draft = f"Hi Olga! {TEXTS_OUT[1]}"
    found = check(path, draft, rep="anna")
    assert found["nearest"]["sent"] == 6
    assert found["nearest"]["similarity"] > 0.9
    assert (found["nearest"]["answered"], found["nearest"]["mature"]) == (0, 0)
    (finding,) = found["findings"]
    assert finding["rule"] == "opener.pitch"
    start, end = finding["span"]
    assert "We help" in draft[start:end]
    assert check(path, draft, rep="Boris")["nearest"] is None


def test_a_draft_to_somebody_who_said_stop(path):
    found = check(path, "Did you see our new price list, 20% off?", contact="marta fox")
    assert found["verdict"] == "stop"
    assert found["findings"][0]["rule"] == "contact.opt-out-ignored"


def test_a_wrong_name_is_seen(path):
    found = check(path, "Hi Anna, how did the move go?", contact="Marta Fox")
    assert "message.wrong-name" in [finding["rule"] for finding in found["findings"]]


def test_without_a_workspace():
    assert check(None, "Hi {first_name}, how are the docks?")["findings"][0]["span"] == (3, 15)


@pytest.mark.parametrize(("text", "who"), [("  ", {}), ("Hi", {"rep": "nobody"}), ("Hi", {"contact": "nobody"})])
def test_refusals(path, text, who):
    with pytest.raises(CheckError):
        check(path, text, **who)
