"""Steadiness: weeks with new conversations, meaningful conversations a week."""

from made_up import activity, answered, conversation, facts, workspace

from data import derive, store
from data.scope import Scope
from metrics.catalog.prospecting_weeks import weeks
from metrics.measure import measure


def measured(path, metric):
    with store.reading(path) as conn:
        (found,) = measure(conn, metric, Scope(reps=None))
    return found


def test_weeks_run_from_monday_to_the_last_day():
    assert weeks(["2026-11-04", "2026-11-18"], "2026-11-21") == ["2026-11-02", "2026-11-09", "2026-11-16"]
    assert weeks(["2026-11-16"], "2026-11-16") == ["2026-11-16"]
    assert weeks([], "2026-11-21") == []


def test_a_famine_shows(tmp_path):
    with workspace(tmp_path / "w.db") as conn:
        facts(conn, activity("x", "ben", 0))
        derive.insert(conn, [conversation(f"a{no}", "ben", ago) for no, ago in enumerate((34, 33, 32, 1))])
    found = measured(tmp_path / "w.db", "prospecting_weeks")
    assert (found.k, found.n) == (3, 6)  # a Sunday and the two days after it are two weeks


def test_meaningful_conversations_a_week(tmp_path):
    rows = [answered(conversation(f"a{no}", "ben", ago)) for no, ago in enumerate((12, 12, 11, 5, 4))]
    rows = [row._replace(exchanges=3 if no < 4 else 2) for no, row in enumerate(rows)]
    with workspace(tmp_path / "w.db") as conn:
        facts(conn, activity("x", "ben", 0))
        derive.insert(conn, rows)
    found = measured(tmp_path / "w.db", "meaningful_week")
    assert (found.k, found.n, found.value) == (4, 2, 2.0)


def test_nothing_begun_is_no_figure(tmp_path):
    with workspace(tmp_path / "w.db"):
        pass
    assert measured(tmp_path / "w.db", "prospecting_weeks").value is None
    assert measured(tmp_path / "w.db", "meaningful_week").value is None
