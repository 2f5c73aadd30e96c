"""Verdicts: harm above volume, small samples keep silent."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from talks_for_tests import WEIGHTS

from metrics.stats import wilson
from scoring.templates.usage import proven_share
from scoring.verdict import Breaches, Evidence, judge, period_start, points

NUMBERS = WEIGHTS.outreach
CALM = {"openers": 40, "replies": 12, "approached": 40, "burnable": 40}


def verdict(counts=CALM, breaches=None, active=True):
    return judge(Evidence(counts, breaches or {}, active), NUMBERS)


def test_nothing_wrong():
    assert verdict().verdict == "ok"


def test_no_facts_in_the_period():
    assert verdict({}, active=False).verdict == "no_data"


def test_too_early():
    made = verdict({**CALM, "openers": 9, "pitched": 9})
    assert (made.verdict, made.reasons) == ("early", ())


@pytest.mark.parametrize(
    ("counts", "expected", "figure"),
    [
        ({"pitched": 12}, "watch", "pitch_in_opener"),
        ({"pitched": 32}, "watch", "pitch_in_opener"),
        ({"pitched": 36}, "stop", "pitch_in_opener"),
        ({"pitched_after_reply": 4}, "watch", "pitch_after_reply"),
        ({"pitched_after_reply": 7}, "watch", "pitch_after_reply"),
        ({"pitched_after_reply": 9}, "stop", "pitch_after_reply"),
        ({"copied": 32}, "watch", "copies"),
        ({"copied": 32, "copies_mature": 30, "copies_replied": 3}, "stop", "copies"),
        ({"copied": 30, "copies_mature": 30, "copies_replied": 3}, "watch", "copies"),
        ({"copied": 32, "copies_mature": 30, "copies_replied": 6}, "watch", "copies"),
        ({"copied": 32, "copies_mature": 29, "copies_replied": 0}, "watch", "copies"),
        ({"pressured": 5}, "watch", "follow_up_pressure"),
        ({"burned": 9}, "watch", "burned"),
    ],
)
def test_shares(counts, expected, figure):
    made = verdict({**CALM, **counts})
    assert (made.verdict, made.reasons[0].figure) == (expected, figure)


def test_copies_that_are_answered_are_no_reason():
    assert verdict({**CALM, "copied": 32, "copies_mature": 30, "copies_replied": 8}).verdict == "ok"
    assert verdict({**CALM, "copied": 32, "copies_mature": 30, "copies_replied": 7}).verdict == "watch"


def test_a_share_of_few_answers_is_not_judged():
    assert verdict({**CALM, "replies": 4, "pitched_after_reply": 4}).verdict == "ok"


@pytest.mark.parametrize(
    ("k", "n", "expected"),
    [(3, 12, "ok"), (5, 12, "watch"), (3, 29, "ok"), (3, 30, "watch"), (9, 12, "watch"), (12, 12, "stop")],
)
def test_a_small_sample_accuses_only_of_what_it_proves(k, n, expected):
    assert verdict({**CALM, "openers": n, "pitched": k}).verdict == expected


def test_the_proven_share_is_the_lower_end_of_the_interval_that_figures_show():
    for k, n in ((0, 5), (1, 1), (6, 12), (21, 37), (152, 165), (40, 40)):
        assert proven_share(k, n) == pytest.approx(wilson(k, n)[0])


@pytest.mark.parametrize(
    ("openers", "days", "expected"),
    [(29, 41, "early"), (29, 42, "watch"), (30, 41, "watch"), (29, None, "watch"), (9, 400, "early")],
)
def test_a_newcomer_is_judged_on_more_openers(openers, days, expected):
    counts = {**CALM, "openers": openers, "pitched": 9, "first_opener_days": days}
    assert verdict(counts).verdict == expected


@pytest.mark.parametrize(("found", "expected"), [(1, "watch"), (2, "stop")])
def test_writing_on_after_stop_needs_no_sample(found, expected):
    made = verdict(breaches={"contact.opt-out-ignored": Breaches(found, 30.0 * found, 30.0)})
    assert made.verdict == expected
    few = verdict({"openers": 2}, {"contact.opt-out-ignored": Breaches(found, 30.0 * found, 30.0)})
    assert few.verdict == ("stop" if expected == "stop" else "early")


def test_a_profile_that_looks_for_a_job_stops_everything():
    seeking = {"profile.job-seeking": Breaches(1, 35.0, 35.0)}
    for counts, active in ((CALM, True), ({}, True), ({}, False)):
        made = verdict(counts, seeking, active)
        assert (made.verdict, made.reasons[0].figure) == ("stop", "profile")


def test_reasons_are_ordered_by_harm():
    made = verdict({**CALM, "pitched": 12, "pressured": 30, "copied": 20})
    assert [reason.figure for reason in made.reasons] == ["follow_up_pressure", "copies", "pitch_in_opener"]


def test_groups_limit_points():
    assert points({"opener.pitch": Breaches(100, 400.0, 4.0)}, NUMBERS) == NUMBERS.groups["selling"]
    assert points({"opener.pitch": Breaches(2, 8.0, 4.0), "opener.too-long": Breaches(1, 3.0, 3.0)}, NUMBERS) == 11


COUNTS = st.fixed_dictionaries({name: st.integers(0, 40) for name in ("pitched", "copied", "pressured", "burned")})


@given(COUNTS, st.integers(1, 50))
def test_more_harm_never_makes_a_better_verdict(counts, more):
    order = {"ok": 0, "watch": 1, "stop": 2}
    before = verdict({**CALM, **counts}).verdict
    worse = {name: min(40, value + more) for name, value in counts.items()}
    assert order[verdict({**CALM, **worse}).verdict] >= order[before]


@pytest.mark.parametrize(
    ("period", "until", "since"),
    [
        ("30d", "2026-03-30", "2026-03-01"),
        ("15w", "2026-04-15", "2026-01-01"),
        ("12m", "2026-03-30", "2025-03-31"),
        ("12m", "2024-02-29", "2023-03-01"),
    ],
)
def test_periods(period, until, since):
    assert period_start(period, date.fromisoformat(until)).isoformat() == since
