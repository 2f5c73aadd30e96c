"""Every query that figures use compiles, keeps to its scope and leaks nothing."""

import itertools

import pytest
from made_up import REPS, activity, day, facts, finding, random_team, template, verdict, waiting_row, workspace

from data import derive, queries, store
from data.scope import Scope

OWN = {
    "figure_counts": {
        "figures": '{"started": "9999", "reply_rate": "9999"}',
        "by_rep": 1,
        "by_network": 1,
        "by_time": "week",
    },
    "figure_days": {"figures": '["started", "help_people"]'},
    "figure_talks": {},
    "figure_waits": {},
    "figure_openers": {},
    "figure_contacts": {},
    "figure_conversations": {"figure": "started", "part": "n", "mature": "9999-12-31"},
    "reps_state": {},
    "reps_verdicts": {"period": "15w"},
    "reps_profiles": {},
    "reps_profile_checks": {},
    "findings_counts": {},
    "findings_list": {"rule": None, "size": 1000, "skip": 0},
    "findings_totals": {},
    "waiting_now": {},
    "best_talks": {"size": 1000},
    "templates_top": {},
    "coverage_weeks": {},
    "coverage_spans": {},
}
STATES = {"reps_state", "reps_verdicts", "reps_profiles", "reps_profile_checks", "figure_contacts", "coverage_spans"}


@pytest.fixture(scope="module")
def conn(tmp_path_factory):
    path = tmp_path_factory.mktemp("queries") / "w.db"
    with workspace(path) as conn:
        rows = random_team(conn, seed=8, size=300)
        derive.insert(conn, [finding(f"f-{row.id}", row, f"rule-{row.rep_id}") for row in rows if row.started_day])
        derive.insert(conn, [waiting_row(row) for row in rows[:60]])
        derive.insert(conn, [finding(f"q-{row.id}", waiting_row(row), "reply.waiting") for row in rows[:60]])
        for rep in REPS:
            derive.insert(conn, verdict(rep, "ok"))
            derive.insert(conn, [template(f"tpl-{rep}", [rep], 9)])
            conn.execute("INSERT INTO profile_score VALUES (?, 'linkedin', ?, 50, NULL, '{}', '{}')", (rep, day(3)))
            check = "INSERT INTO profile_check VALUES (?, 'linkedin', ?, 'c', 'failed', 1, 1, 'canary', '[]', '{}')"
            conn.execute(check, (rep, day(3)))
        facts(conn, activity("x", "anna", 0))
    with store.reading(path) as conn:
        yield conn


def read(conn, name, scope):
    return [tuple(row) for row in queries.rows(conn, name, scope, **OWN[name])]


@pytest.mark.parametrize("name", OWN)
def test_queries_say_what_a_row_is_and_keep_to_a_scope(name):
    text = queries.sql(name)
    assert text.startswith("-- One row per ")
    for param in (":reps", ":since", ":until"):
        assert param in text


@pytest.mark.parametrize("name", OWN)
def test_each_rep_gets_the_own_rows_and_together_all(conn, name):
    everything = read(conn, name, Scope(reps=None))
    assert everything
    parts = [read(conn, name, Scope(reps=(rep,))) for rep in REPS]
    assert sorted(map(repr, itertools.chain(*parts))) == sorted(map(repr, everything)) or name in (
        "figure_counts",
        "findings_totals",
    )
    for mine, other in itertools.permutations(REPS, 2):
        assert all(other not in map(str, row) for row in read(conn, name, Scope(reps=(mine,))))
    stray = [row for row in read(conn, name, Scope(reps=())) if row[0] != "*"]
    assert stray == []


@pytest.mark.parametrize("name", [name for name in OWN if name not in STATES])
def test_days_narrow_every_query(conn, name):
    assert len(read(conn, name, Scope(reps=None))) >= len(
        read(conn, name, Scope(reps=None, since=day(30), until=day(10)))
    )
    outside = read(conn, name, Scope(reps=None, since="1990-01-01", until="1990-12-31"))
    assert outside == []


@pytest.mark.parametrize("name", OWN)
def test_no_words_without_the_right_to_words(conn, name):
    for scope in (Scope(reps=None, text="none"), Scope(reps=None, text="all", masked=True)):
        found = repr(read(conn, name, scope))
        assert "canary" not in found
        assert "Person t" not in found
