"""Verdicts on texts, own words that went with answers, sentences: from counts alone."""

import tomllib
from pathlib import Path

import pytest

from metrics.metric import share
from metrics.templates.judged import USUAL, judge, limits_with
from metrics.templates.own_words import own_words
from metrics.words import say

ROOT = Path(__file__).resolve().parent.parent.parent


def kind(use, people, fixed, k, n, negative=0):
    return judge(use, people, fixed, share(k, n), negative).kind


def test_the_limits_are_those_of_the_rules():
    limits = tomllib.loads((ROOT / "scoring" / "weights.toml").read_text(encoding="utf-8"))["outreach"]["thresholds"]
    assert (limits["copies_people"], limits["copies_stop_rate"], limits["copies_stop_n"], limits["copies_own"]) == USUAL


@pytest.mark.parametrize(
    ("use", "people", "fixed", "k", "n", "negative", "expected"),
    [
        ("opener", 342, 0.9, 15, 323, 11, "stop"),
        ("opener", 342, 0.3, 15, 323, 11, "watch"),  # ignored, but mostly own words: not called a paste
        ("opener", 41, 0.95, 21, 39, 0, "ok"),  # good answers are never spam, however alike
        ("opener", 40, 0.9, 3, 29, 0, "early"),
        ("opener", 40, 0.9, 3, 30, 0, "stop"),
        ("opener", 40, 0.9, 4, 30, 0, "early"),  # 13 %: not below the limit, and not proven above it
        ("opener", 41, 0.9, 12, 38, 7, "watch"),  # many of the answers say no
        ("opener", 4, 1.0, 0, 40, 0, "early"),
        ("opener", 5, 1.0, 3, 3, 0, "early"),
        ("follow_up", 92, 1.0, 0, 80, 0, "watch"),
        ("talk", 92, 1.0, 0, 0, 0, "talk"),
    ],
)
def test_verdicts(use, people, fixed, k, n, negative, expected):
    assert kind(use, people, fixed, k, n, negative) == expected


def test_own_words_with_a_sentence_in_common_are_called_own_words():
    assert judge("opener", 4, 0.4, share(0, 4), 0).said.msgid == "Mostly own words"
    assert judge("opener", 12, 0.4, share(1, 12), 0).said.msgid == "Mostly own words"
    assert judge("opener", 12, 0.8, share(1, 12), 0).said.msgid == "Too early to say"


def test_a_workspaces_own_limits_are_the_verdicts():
    few = share(3, 20)
    assert judge("opener", 40, 0.9, few, 0).kind == "early"
    own = limits_with({"copies_stop_n": 15, "copies_stop_rate": 0.2, "verdict_copies_watch": 0.9})
    assert judge("opener", 40, 0.9, few, 0, own).kind == "stop"
    assert judge("opener", 40, 0.9, few, 0, limits_with({"copies_people": 50})).said.msgid == "Few people"
    assert judge("opener", 40, 0.9, share(0, 0), 0, limits_with({"copies_stop_n": 0})).kind == "early"
    assert limits_with({}) == USUAL


def rows(*bands, **extra):
    empty = {"personal": 0, "question": 0, "helped": 0, "link": 0}
    return [{"band": band, "k": k, "n": n, **empty, **extra} for band, k, n in bands]


def test_silence_where_there_is_too_little():
    found = own_words(rows((0, 5, 115), (2, 3, 9)))
    assert found.bands == ()
    assert say(found.title) == "Too few copies with own words to compare"
    assert say(found.note) == "115 of 124 copies hold next to no own words."
    assert say(own_words([]).note) == "No copy is old enough yet."


def test_a_proven_difference_is_told_with_its_range():
    found = own_words(rows((0, 9, 292), (2, 6, 31)))
    assert say(found.title) == "More own words went with more answers"
    assert "16\N{NO-BREAK SPACE}% apart" in say(found.note)
    assert [(band.measurement.k, band.measurement.n) for band in found.bands] == [(9, 292), (6, 31)]


def test_an_unproven_difference_is_not():
    assert "chance" in say(own_words(rows((0, 9, 60), (1, 4, 20))).title)


def test_kinds_are_compared_with_the_rest_and_together():
    with_question = rows((0, 20, 40), question=1)
    found = own_words([*with_question, *rows((0, 5, 100))])
    (band,) = found.bands
    assert (band.name, band.measurement.k, band.measurement.n, band.proven) == ("with a question", 20, 40, True)
    same = own_words([*rows((0, 4, 40), question=1), *rows((0, 10, 100))])
    assert not same.bands[0].proven
    assert "chance" in say(same.title)
