"""Figures by count and by row: sums, splits, maturity, and the rows behind them."""

import json
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up import LAST, REPS, answered, conversation, day, random_team, wait, workspace

from data import derive, queries, store
from data.scope import Scope
from metrics import measure as m
from metrics.catalog import BY_ID, METRICS
from metrics.metric import NO_CASES, NO_DATA, TOO_YOUNG
from metrics.periods import scope_before
from metrics.series import series
from metrics.times import NOT_REACHED

EVERYBODY = Scope(reps=None, text="all")


@pytest.fixture(scope="module")
def team(tmp_path_factory):
    path = tmp_path_factory.mktemp("measure") / "team.db"
    with workspace(path) as conn:
        random_team(conn, seed=3, size=400)
        derive.insert(conn, [conversation("last", "anna", 0)])
        conn.execute(
            "INSERT INTO activity VALUES ('x', 'anna', 'linkedin', 'post', '', NULL, 'none', ?, '', '', '', '')",
            (day(0),),
        )
    with store.reading(path) as conn:
        yield conn


def one(conn, name, scope=EVERYBODY, **more):
    (found,) = m.measure(conn, name, scope, **more)
    return found


def test_a_rate_counts_only_cases_that_had_their_time(tmp_path):
    with workspace(tmp_path / "w.db") as conn:
        rows = [answered(conversation("a", "anna", 20)), conversation("b", "anna", 14), conversation("c", "anna", 13)]
        derive.insert(conn, rows)
    with store.reading(tmp_path / "w.db") as conn:
        found = one(conn, "reply_rate", as_of=day(0))
        assert (found.k, found.n, found.immature, found.value) == (1, 2, 1, 0.5)
        earlier = one(conn, "reply_rate", as_of=day(14))
        assert (earlier.k, earlier.n, earlier.immature) == (0, 0, 2)
        assert earlier.note == TOO_YOUNG


def test_no_data_is_told_apart_from_none(tmp_path):
    with workspace(tmp_path / "w.db") as conn:
        derive.insert(conn, [conversation("a", "anna", 40)])
    with store.reading(tmp_path / "w.db") as conn:
        scope = EVERYBODY.during(day(60), day(0))
        assert one(conn, "posts", scope, as_of=day(0)).value == 0
        nothing = one(conn, "posts", scope.of("ben"), as_of=day(0))
        assert (nothing.value, nothing.note) == (None, NO_DATA)
        assert one(conn, "pitch_after_reply", scope, as_of=day(0)).note == NO_CASES


def test_an_empty_workspace_has_no_figures(tmp_path):
    with workspace(tmp_path / "w.db"):
        pass
    with store.reading(tmp_path / "w.db") as conn:
        for metric in METRICS:
            found = one(conn, metric.id)
            assert found.value is None
            assert found.note == NO_DATA
        assert m.measure(conn, "reply_rate", EVERYBODY, by=("rep", "week")) == []
        assert series(conn, ["reply_rate"], EVERYBODY) == {}


@pytest.mark.parametrize("name", [metric.id for metric in METRICS if metric.figure])
def test_groups_sum_to_the_total(team, name):
    total = one(team, name, as_of=day(0))
    for by in (("rep",), ("network",), ("week",), ("month",), ("day",), ("rep", "network", "week")):
        parts = m.measure(team, name, EVERYBODY, by, as_of=day(0))
        assert sum(part.k or 0 for part in parts) == total.k
        assert sum(part.n or 0 for part in parts) == (total.n or 0)
        assert sum(part.immature for part in parts) == total.immature


@pytest.mark.parametrize("name", [metric.id for metric in METRICS if metric.listable])
@pytest.mark.parametrize("reps", [None, ("anna",), ("ben", "igor"), ()])
def test_the_rows_behind_a_figure_are_exactly_as_many(team, name, reps):
    for scope in (Scope(reps=reps), Scope(reps=reps, since=day(90), until=day(20), networks=("vk",))):
        found = one(team, name, scope, as_of=day(0))
        kept = m.conversations(team, name, scope, "k", as_of=day(0))
        cases = m.conversations(team, name, scope, "n", as_of=day(0))
        assert len(kept) == (found.k or 0)
        if found.n is not None:
            assert len(cases) == found.n
        assert {row["conversation_id"] for row in kept} <= {row["conversation_id"] for row in cases}
        assert sum(row["holds"] for row in cases) == len(kept)


@settings(max_examples=12, deadline=None)
@given(seed=st.integers(0, 10_000), since=st.integers(0, 130), length=st.integers(0, 130))
def test_rows_behind_every_figure_match_on_any_data(tmp_path_factory, seed, since, length):
    path = tmp_path_factory.mktemp("any") / "w.db"
    with workspace(path) as conn:
        random_team(conn, seed, size=60)
    scope = Scope(reps=None, since=day(since), until=day(max(0, since - length)))
    with store.reading(path) as conn:
        for metric in METRICS:
            if metric.listable:
                found = one(conn, metric.id, scope, as_of=day(0))
                assert len(m.conversations(conn, metric.id, scope, "k", as_of=day(0))) == (found.k or 0), metric.id
                if found.n is not None:
                    assert len(m.conversations(conn, metric.id, scope, "n", as_of=day(0))) == found.n, metric.id


def test_private_conversations_are_in_no_figure(tmp_path):
    hidden = answered(conversation("a", "anna", 30), private=1)
    with workspace(tmp_path / "w.db") as conn:
        derive.insert(conn, [hidden, wait(hidden, 0, 30, 2.0)][:1])
        derive.insert(conn, [wait(hidden, 0, 30, 2.0)])
    with store.reading(tmp_path / "w.db") as conn:
        assert conn.execute("SELECT COUNT(*) FROM tally").fetchone()[0] == 0
        assert queries.rows(conn, "figure_talks", EVERYBODY) == []
        assert queries.rows(conn, "figure_waits", EVERYBODY) == []


def test_a_person_burns_once_on_the_day_of_the_first_approach(tmp_path):
    first = conversation("a", "anna", 50, contact_id="p")
    again = conversation("b", "anna", 20, contact_id="p", burned=1)
    with workspace(tmp_path / "w.db") as conn:
        derive.insert(conn, [first, again, conversation("c", "anna", 30)])
    with store.reading(tmp_path / "w.db") as conn:
        found = one(conn, "burned", as_of=day(0))
        assert (found.k, found.n) == (1, 2)
        (row,) = m.conversations(conn, "burned", EVERYBODY, "k", as_of=day(0))
        assert row["conversation_id"] == "a"


def test_open_waits_count_as_not_answered(tmp_path):
    talk = answered(conversation("a", "anna", 30))
    with workspace(tmp_path / "w.db") as conn:
        derive.insert(conn, [talk])
        derive.insert(conn, [wait(talk, 0, 20, None), wait(talk, 1, 15, 0.5), wait(talk, 2, 1, None)])
    with store.reading(tmp_path / "w.db") as conn:
        found = one(conn, "answered_in_hour", as_of=day(0))
        assert (found.k, found.n, found.immature) == (1, 2, 1)
        response = one(conn, "our_response", as_of=day(0))
        assert (response.k, response.n) == (1, 3)
        assert (response.value, response.note) == (None, NOT_REACHED)


def test_the_working_day_of_the_workspace_decides_what_a_day_is(tmp_path):
    talk = answered(conversation("a", "anna", 30))
    for until, k in ((18, 0), (22, 1)):
        path = tmp_path / f"{until}.db"
        with workspace(path) as conn:
            conn.execute("INSERT INTO workspace VALUES ('work_until', ?)", (json.dumps(until),))
            derive.insert(conn, [talk])
            derive.insert(conn, [wait(talk, 0, 20, 10.0)])
        with store.reading(path) as conn:
            assert one(conn, "answered_in_day", as_of=day(0)).k == k


def test_series_have_no_gaps_and_no_invented_zeros(tmp_path):
    with workspace(tmp_path / "w.db") as conn:
        derive.insert(conn, [conversation("a", "anna", 40), conversation("b", "anna", 5)])
    with store.reading(tmp_path / "w.db") as conn:
        points = series(conn, ["started"], EVERYBODY.during(day(62), day(0)), as_of=day(0))["started", ""]
        starts = [date.fromisoformat(point.start) for point in points]
        assert all(start.weekday() == 0 for start in starts)
        assert {b - a for a, b in pairwise(starts)} == {timedelta(days=7)}
        assert starts[-1] <= LAST < starts[-1] + timedelta(days=7)
        assert [point.value.value for point in points].count(None) == len(points) - 2


def test_the_period_before_is_as_long_and_adjoins():
    earlier = scope_before(Scope(since="2026-08-09", until="2026-11-21"))
    assert (earlier.since, earlier.until) == ("2026-04-26", "2026-08-08")
    assert scope_before(Scope(since="", until="2026-11-21")) is None


def test_asking_for_nonsense_is_an_error(team):
    with pytest.raises(ValueError, match="split"):
        m.measure(team, "reply_rate", EVERYBODY, by=("week", "month"))
    with pytest.raises(ValueError, match="split"):
        m.measure(team, "reply_rate", EVERYBODY, by=("colour",))
    with pytest.raises(ValueError, match="can't be listed"):
        m.conversations(team, "posts", EVERYBODY)
    with pytest.raises(KeyError):
        m.measure(team, "nothing", EVERYBODY)


def test_nobody_sees_rows_of_others(team):
    for mine, other in ((a, b) for a in REPS for b in REPS if a != b):
        found = m.measure(team, "reply_rate", Scope(reps=(mine,)), by=("rep",), as_of=day(0))
        assert {measurement.by["rep"] for measurement in found} == {mine}
        assert all(row["rep_id"] != other for row in m.conversations(team, "started", Scope(reps=(mine,)), "n"))
    assert m.measure(team, "reply_rate", Scope(reps=()), by=("rep",)) == []


def test_every_figure_is_well_defined():
    for metric in METRICS:
        assert BY_ID[metric.id] is metric
        assert bool(metric.figure) != bool(metric.query and metric.compute), metric.id
        assert metric.title, metric.id
        assert metric.how.endswith("."), metric.id
        assert metric.unit in ("rate", "count", "hours", "days", "ratio", "characters", "flag"), metric.id


def test_rebuilding_some_reps_equals_rebuilding_all(tmp_path):
    path = tmp_path / "w.db"
    with workspace(path) as conn:
        random_team(conn, seed=11)
    with store.writing(path) as conn:
        everything = conn.execute("SELECT * FROM tally ORDER BY 1, 2, 3, 4").fetchall()
        for rep in REPS:
            derive.rebuild_tally(conn, [rep])
        assert [tuple(row) for row in conn.execute("SELECT * FROM tally ORDER BY 1, 2, 3, 4")] == [
            tuple(row) for row in everything
        ]
        assert everything
