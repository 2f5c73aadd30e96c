"""Statistics against closed forms and against scipy's own."""

import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats as scipy_stats

from metrics import stats

COUNTS = st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
TIMES = st.lists(st.tuples(st.integers(0, 60), st.booleans()), min_size=1, max_size=60)


@given(COUNTS)
def test_wilson_is_scipys(case):
    k, n = case
    other = scipy_stats.binomtest(k, n).proportion_ci(method="wilson")
    assert stats.wilson(k, n) == pytest.approx((other.low, other.high), abs=1e-9)


def test_wilson_of_nothing_tells_nothing():
    assert stats.wilson(0, 0) == (0.0, 1.0)


@given(COUNTS, COUNTS)
def test_a_difference_lies_in_its_interval_and_turns_round(one, other):
    by, low, high = stats.difference(*one, *other)
    assert -1 <= low <= by + 1e-12
    assert by - 1e-12 <= high <= 1
    back = stats.difference(*other, *one)
    assert back == pytest.approx((-by, -high, -low), abs=1e-12)


def test_a_difference_of_newcombes_paper():
    # Newcombe 1998, table II, example a: 56/70 against 48/80, method 10
    assert stats.difference(48, 80, 56, 70) == pytest.approx((0.2, 0.0524, 0.3339), abs=1e-4)


@given(st.integers(0, 200), st.integers(0, 200))
def test_counts_differ_alike_in_both_directions(before, after):
    assert stats.count_p(before, after) == pytest.approx(stats.count_p(after, before))
    low, high = stats.count_ratio(before, after)
    assert 0 <= low <= high
    if before and after:
        assert low <= after / before <= high


@given(st.integers(0, 500))
def test_a_count_lies_in_its_interval(count):
    low, high = stats.poisson(count)
    assert low <= count <= high
    if count:
        assert scipy_stats.poisson.sf(count - 1, low) == pytest.approx(0.025, abs=1e-6)
    assert scipy_stats.poisson.cdf(count, high) == pytest.approx(0.025, abs=1e-6)


@given(TIMES)
def test_survival_is_scipys(cases):
    times, closed = [time for time, _ in cases], [done for _, done in cases]
    found = stats.survival(times, closed)
    other = scipy_stats.ecdf(scipy_stats.CensoredData.right_censored(times, ~np.array(closed))).sf
    for at, value in found.steps:
        assert value == pytest.approx(float(other.evaluate(at)))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        bounds = other.confidence_interval(method="log-log")
    for no, (at, value) in enumerate(found.steps):
        if 0 < value < 1:
            assert found.low[no] == pytest.approx(float(bounds.low.evaluate(at)), abs=1e-9)
            assert found.high[no] == pytest.approx(float(bounds.high.evaluate(at)), abs=1e-9)


@given(TIMES)
def test_open_cases_never_shorten_the_median(cases):
    closed_only = [time for time, done in cases if done]
    found = stats.survival([time for time, _ in cases], [done for _, done in cases]).quantile()
    if closed_only and found is not None:
        assert found >= min(closed_only)
    low, high = stats.survival([time for time, _ in cases], [True] * len(cases)).interval()
    median = stats.survival([time for time, _ in cases], [True] * len(cases)).quantile()
    assert (low is None or low <= median) and (high is None or high >= median)  # noqa: PT018


def test_survival_wants_sense():
    with pytest.raises(ValueError, match="below 0"):
        stats.survival([-1], [True])
    with pytest.raises(ValueError, match="every case"):
        stats.survival([1, 2], [True])
    assert stats.survival([], []).quantile() is None


def test_a_small_sample_is_drawn_to_the_team():
    assert stats.shrunk(5, 5, 0.2) == pytest.approx(7 / 15)
    assert abs(stats.shrunk(50, 200, 0.2) - 0.25) < 0.01


def test_the_middle_half_needs_four():
    assert stats.middle_half([1, 2, 3]) is None
    assert stats.middle_half([0, 1, 2, 3, 4]) == (1.0, 3.0)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=12))
def test_adjusted_values_never_get_smaller(p):
    for adjusted in (stats.holm(p), stats.benjamini_hochberg(p)):
        assert all(after >= before - 1e-12 for before, after in zip(p, adjusted, strict=True))
        assert max(adjusted) <= 1
