"""Clients: worked examples, and what holds for every history."""

import json
import math
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.clients.concentration import concentration, lorenz, smallest
from metrics.clients.gaps import proposed, recent
from metrics.clients.months import first_of_months, months_after, whole_years
from metrics.clients.repeat import newest_mature, repeat
from metrics.clients.silence import silent_months

CASES = {one["id"]: one for one in json.loads(Path(__file__).with_name("worked_examples.json").read_text())["cases"]}
DAYS = st.dates(date(2010, 1, 1), date(2026, 12, 31)).map(str)
HISTORIES = st.dictionaries(
    st.text("abcdef", min_size=1, max_size=2), st.lists(DAYS, min_size=1, max_size=8).map(sorted)
)


def test_silence_by_calendar_months():
    case = CASES["contact_gap_alerts"]
    asked = case["params"]
    told = {
        one["id"]: silent_months(one["last_two_way"], asked["as_of"], asked["months"])
        for one in case["input"]["contacts"]
    }
    assert {key: "never" if value is None else value for key, value in told.items()} == case["expected"]


def test_repeat_deals_by_tenure():
    case = CASES["repeat_deal_coefficient"]
    asked, wanted = case["params"], case["expected"]
    told = repeat(
        case["input"]["deals"], asked["as_of"], asked["data_until"],
        lookback=asked["active_lookback_months"], horizon=asked["horizon_months"], bands=asked["bands_years"],
    )  # fmt: skip
    assert told.mature
    bands = {f"{low}-{high}" if high else f"{low}+": band for band in told.bands for low, high in [band.years]}
    for name, band in {**bands, "all": told.whole}.items():
        share = wanted[name]["coef"]
        assert (len(band.base), len(band.again)) == (wanted[name]["n"], wanted[name]["k"])
        assert band.share == (share if share is None else pytest.approx(share, abs=1e-4))
    assert (list(told.lapsed), list(told.not_yet)) == (wanted["lapsed"], wanted["not_yet_customer"])
    assert told.won_back == ("C",)


def test_a_horizon_after_the_data_is_immature():
    case = CASES["repeat_immature"]
    assert not repeat(case["input"]["deals"], case["params"]["as_of"], case["params"]["data_until"]).mature


def test_concentration_of_profit():
    case = CASES["pareto_gini"]
    told, wanted = concentration(case["input"]["profit"]), case["expected"]
    found = (told.top_share, told.for_most, told.share_for_most, told.gini, told.hhi)
    names = ("top20_share", "clients_for_80", "share_of_clients_for_80", "gini", "hhi")
    assert found == pytest.approx([wanted[name] for name in names], abs=1e-4)


def test_losses_stand_apart():
    case = CASES["pareto_negative"]
    told, wanted = concentration(case["input"]["profit"], 0.25), case["expected"]
    assert told.top_share == pytest.approx(wanted["top25_share_of_positive"], abs=1e-4)
    assert (told.gini, told.loss_makers, told.loss_total, told.net) == (None, 1, -10, 100)


def test_equals_at_the_cut_are_all_in():
    told = concentration([5, 3, 3, 3, 1])
    assert (told.top, concentration([5, 5, 5, 1, 1, 1]).top) == (1, 3)


@pytest.mark.parametrize("profit", [[], [0, 0], [-5, -1]])
def test_without_profit_there_is_no_share(profit):
    told = concentration(profit)
    assert (told.top_share, told.hhi, told.for_most, lorenz(profit)) == (None, None, 0, [])


@pytest.mark.parametrize(
    ("k", "n", "verdict"),
    [(35, 35, "reached"), (34, 34, "unclear"), (67, 69, "reached"), (66, 69, "unclear"), (9, 10, "unclear"),
     (20, 40, "missed")],
)  # fmt: skip
def test_the_norm_is_claimed_only_where_the_range_allows(k, n, verdict):
    history = {f"{no:02d}": ["2025-01-01", "2025-06-01"] if no < k else ["2025-01-01"] for no in range(n)}
    told = repeat(history, "2025-02-01", "2026-12-31")
    assert (len(told.whole.again), len(told.whole.base)) == (k, n)
    assert told.whole.verdict() == verdict


@given(HISTORIES, DAYS)
def test_everybody_is_in_one_place(history, at):
    told = repeat(history, at, "2026-12-31")
    assert sorted([*told.whole.base, *told.lapsed, *told.not_yet]) == sorted(history)
    assert sorted(one for band in told.bands for one in band.base) == sorted(told.whole.base)
    assert set(told.won_back) <= set(told.lapsed)
    assert sum(len(band.again) for band in told.bands) == len(told.whole.again) <= told.deals


@given(HISTORIES, DAYS)
def test_a_plain_count_says_the_same(history, at):
    told = repeat(history, at, "2026-12-31")
    since, until = months_after(at, -24), months_after(at, 12)
    base = {c for c, days in history.items() if any(since <= day < at for day in days)}
    assert set(told.whole.base) == base
    assert set(told.whole.again) == {c for c in base if any(at <= day < until for day in history[c])}


@given(st.lists(st.integers(-1_000_000, 1_000_000_000), max_size=60))
def test_shares_of_profit_hold_together(profit):
    told = concentration(profit)
    assert told.net == pytest.approx(told.positive + told.loss_total)
    if told.positive:
        gain = sorted((one for one in profit if one > 0), reverse=True)
        assert sum(gain[: told.for_most]) >= 0.8 * sum(gain) * (1 - 1e-9)
        assert sum(gain[: told.for_most - 1]) < 0.8 * sum(gain)
        curve = lorenz(profit)
        assert curve[-1] == (1.0, pytest.approx(1.0))
        assert all(two[1] >= one[1] for one, two in pairwise(curve))
        assert smallest(profit, 1.0) <= len(gain)


@given(DAYS, st.integers(-200, 200))
def test_months_clamp_and_keep_order(day, count):
    found = months_after(day, count)
    assert int(found[:4]) * 12 + int(found[5:7]) == int(day[:4]) * 12 + int(day[5:7]) + count
    assert int(found[8:]) <= int(day[8:])


def test_years_are_calendar_years():
    assert [whole_years("2015-03-01", day) for day in ("2016-02-29", "2016-03-01", "2025-07-01")] == [0, 1, 10]
    assert whole_years("2024-02-29", "2025-02-28") == 1
    assert first_of_months("2026-02-11", 3) == ["2025-12-01", "2026-01-01", "2026-02-01"]
    assert newest_mature("2026-11-21") == "2025-11-01"


def test_recent_months_count_as_far_as_they_are_known():
    history = {f"a{no}": ["2025-03-15", "2026-06-15"] for no in range(8)} | {
        f"b{no}": ["2025-03-15"] for no in range(2)
    }
    told = dict(recent(history, "2026-07-01"))
    young, next_ = told[(0, 1)], told[(1, 2)]
    assert (young.n, young.events) == (9 * 10, 9 * 8)  # July to March, the newest deal to come in June
    assert (next_.n, next_.events) == (4 * 10, 3 * 8)
    assert told[(2, 5)].n == 0
    waiting = [10 * (no + 1) for no in range(9)]  # who waits as long as the month before: one month more each
    assert young.closed_by(365) == pytest.approx(1 - math.prod(1 - 8 / n for n in waiting))


@given(HISTORIES)
def test_where_everything_is_known_the_estimate_is_the_coefficient(history):
    """With one day of base alone and nothing open, Kaplan-Meier is the plain share."""
    told = dict(recent(history, "2026-12-31", horizon=0, bands=[0]))[(0, None)]
    plain = repeat(history, "2026-12-01", "2026-12-31", bands=[0]).whole
    assert told.n == len(plain.base)
    assert told.events == len(plain.again)


def test_the_horizon_is_proposed_from_observed_gaps():
    assert proposed({"a": ["2025-01-01", "2025-04-01"]}) is None
    assert proposed({str(no): ["2025-01-01", "2025-04-01"] for no in range(20)}) == 3
