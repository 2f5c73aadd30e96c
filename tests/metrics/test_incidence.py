"""Aalen-Johansen, funnel limits, alerts and clusters against closed forms, scipy and hand-made cases."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sales_frames import case
from scipy import stats as scipy_stats

from metrics import alerts, clusters, funnel_plot
from metrics.incidence import LOST, OPEN, WON, incidence, log_rank_p
from metrics.stats import Z, survival

CASES = st.lists(
    st.tuples(st.integers(0, 40), st.sampled_from([WON, LOST, OPEN])),
    min_size=1,
    max_size=50,
)


@given(CASES)
def test_won_lost_and_open_make_all(cases):
    times, outcomes = zip(*cases, strict=True)
    found = incidence(times, outcomes)
    both = survival(times, [outcome != OPEN for outcome in outcomes])
    for time in range(42):
        assert found.open_at(time) == pytest.approx(1 - both.closed_by(time), abs=1e-12)
        for curve in (found.won, found.lost):
            share, low, high = curve.at(time)
            assert -1e-12 <= low <= share + 1e-9
            assert share <= high + 1e-9
            assert high <= 1 + 1e-12


@given(st.lists(st.tuples(st.integers(0, 40), st.booleans()), min_size=1, max_size=50))
def test_without_losses_it_is_kaplan_meier(cases):
    times, closed = zip(*cases, strict=True)
    found = incidence(times, [WON if done else OPEN for done in closed])
    other = survival(times, closed)
    shares = [share for _, share in found.won.steps]
    assert shares == pytest.approx([1 - share for _, share in other.steps], abs=1e-12)


def test_without_open_cases_its_interval_is_the_binomials():
    rng = np.random.default_rng(1)
    times, outcomes = rng.integers(0, 20, 200), rng.choice([WON, LOST], 200)
    won = incidence(times, outcomes).won
    for time, share in won.steps:
        if 0 < share < 1:
            spread = np.exp(Z * np.sqrt(share * (1 - share) / 200) / (share * -np.log(share)))
            assert won.at(time)[1:] == pytest.approx((share**spread, share ** (1 / spread)), abs=1e-9)


def test_by_hand():
    found = incidence([1, 2, 2, 3, 4, 5], [WON, LOST, WON, OPEN, LOST, WON])
    # at risk 6, 5, 2, 1; open before 1, 5/6, 1/2, 1/4
    assert [share for _, share in found.won.steps] == pytest.approx([1 / 6, 1 / 3, 1 / 3, 7 / 12])
    assert [share for _, share in found.lost.steps] == pytest.approx([0, 1 / 6, 5 / 12, 5 / 12])


def test_nonsense_is_refused():
    with pytest.raises(ValueError, match="outcome"):
        incidence([1], [])
    with pytest.raises(ValueError, match="below 0"):
        incidence([-1], [WON])
    assert incidence([], []).won.at(5) == (0, 0, 0)


def test_log_rank():
    # Freireich 1963 (6-MP against placebo): chi square 16.79
    six = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35]
    relapsed = [True, True, True, False, True, False, True, False, False, True, True] + [False] * 3 + [True] * 2
    relapsed += [False] * 5
    none = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]
    found = log_rank_p([six, none], [relapsed, [True] * 21])
    assert found == pytest.approx(scipy_stats.chi2.sf(16.79, 1), rel=0.02)
    assert log_rank_p([[1, 2], [3]], [[False, False], [False]]) == 1


def test_limits_of_the_example():
    given, _, expected = case("funnel_limits")
    assert funnel_plot.normal_limits(given["p0"], given["n"]) == pytest.approx(expected["lim95"], abs=1e-4)
    upper = funnel_plot.normal_limits(given["p0"], given["n"], funnel_plot.OUTER)
    assert upper == pytest.approx((0, expected["lim998_upper"]), abs=1e-4)


@given(st.floats(0.02, 0.98), st.integers(1, 400), st.sampled_from([funnel_plot.INNER, funnel_plot.OUTER]))
def test_exact_limits_lie_beside_the_binomials_quantiles(rate, n, level):
    limits = funnel_plot.exact_limits(rate, n, level)
    for limit, tail in zip(limits, ((1 - level) / 2, (1 + level) / 2), strict=True):
        count = scipy_stats.binom.ppf(tail, n, rate)
        assert max(0, count - 1) / n - 1e-9 <= limit <= count / n + 1e-9
    assert 0 <= limits[0] <= limits[1] <= 1


def test_only_who_is_far_outside_is_told():
    alike = [("a", 5, 50), ("b", 6, 40), ("c", 10, 60), ("d", 9, 50), ("e", 8, 55)]
    assert {point.outside for point in funnel_plot.plot(alike).points} == {""}
    found = funnel_plot.plot([*alike, ("f", 30, 50)])
    assert [point.name for point in found.points if point.outside == "high"] == ["f"]
    assert funnel_plot.plot(alike[:4]) is None
    assert funnel_plot.plot([(name, 0, 50) for name in "abcde"]) is None


def test_who_differs_widely_widens_the_limits():
    counts = [(str(no), k, 100) for no, k in enumerate([5, 12, 18, 30, 41, 8, 25, 35, 15, 22])]
    found = funnel_plot.plot(counts)
    assert found.spread > funnel_plot.MAX_SPREAD
    assert found.limits(100)[1] > funnel_plot.exact_limits(found.rate, 100)[1]


def weeks(*counts):
    return [(f"w{no:02}", count) for no, count in enumerate(counts)]


def test_a_jump_is_told_and_noise_is_not():
    steady = [10, 12, 9, 11, 10, 8, 12, 10]
    assert alerts.alert(weeks(*steady, 13)) is None
    found = alerts.alert(weeks(*steady, 26))
    assert (found.kind, found.week, found.now, found.usual) == ("signal", "w08", 26, 10)
    assert found.change == pytest.approx(1.6)
    assert alerts.alert(weeks(*steady, 19)).kind == "jump"
    assert alerts.alert(weeks(*steady, 26), masked=["w08"]) is None
    assert alerts.alert(weeks(*steady)) is None
    assert alerts.alert(weeks(0, 0, 0, 1, 0, 0, 0, 0, 2)) is None


def test_a_week_that_varies_as_weeks_do_is_none():
    assert alerts.alert(weeks(2, 30, 5, 22, 1, 28, 9, 17, 33)) is None


def test_a_slow_drift_is_told():
    early, late = [10, 11, 9, 10, 12, 8, 10, 11], [13, 14, 13, 12, 14, 13, 15, 13]
    found = alerts.alert(weeks(*early, *late))
    assert found.kind == "drift"
    assert alerts.alert(weeks(*early, *late[:-1], 9)) is None


def test_clusters_widen_an_interval():
    alone = clusters.clustered([(no % 2, 1) for no in range(200)])
    together = clusters.clustered([(5 * (no % 2), 5) for no in range(40)])
    assert alone == pytest.approx((0.43, 0.57), abs=0.02)
    assert together[1] - together[0] > 1.8 * (alone[1] - alone[0])
    assert clusters.clustered([(1, 2)] * 29) is None
    assert clusters.clustered([(1, 2)] * 30) == (0.5, 0.5)
