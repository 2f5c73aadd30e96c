"""Which weeks are known: data, none, unknown; and who is asked for an export."""

from made_up import activity, conversation, day, facts, workspace

from data import derive, store
from data.scope import Scope
from metrics.coverage import by_network, coverage
from metrics.words import say

EVERYBODY = Scope(reps=None)


def test_weeks_without_a_fact_are_none_or_unknown(tmp_path):
    with workspace(tmp_path / "w.db") as conn:
        derive.insert(
            conn, [conversation("a", "anna", 70), conversation("b", "anna", 40), conversation("c", "ben", 65)]
        )
        facts(conn, activity("x", "igor", 0))
        columns = "id, at, rep_id, network, name, taken_on, state"
        sql = f"INSERT INTO import ({columns}) VALUES (?, '', ?, 'linkedin', '', ?, ?)"
        conn.execute(sql, ("i1", "ben", day(30), "done"))
        conn.execute(sql, ("i2", "ben", day(1), "undone"))
    with store.reading(tmp_path / "w.db") as conn:
        model = coverage(conn, EVERYBODY)
    states = {
        rep: [cell.state for cell in model.cells if cell.rep_id == rep] for rep in ("anna", "ben", "dmitry", "igor")
    }
    assert len(model.weeks) == len(states["anna"]) == 16
    assert states["anna"].count("data") == 2
    assert states["anna"].count("none") == 4  # the weeks between the two
    assert states["ben"].count("data") == 1
    assert states["ben"][-4:] == ["unknown"] * 4
    assert states["ben"].count("none") == 5  # covered by the export that was not undone
    assert set(states["dmitry"]) == {"unknown"}
    asked = {one.rep_id: say(one.said) for one in model.wanted}
    assert asked["dmitry"] == "No export yet"
    assert asked["ben"].endswith("22\N{NO-BREAK SPACE}Oct")
    assert "igor" not in asked


def test_nothing_is_known_of_others(tmp_path):
    with workspace(tmp_path / "w.db") as conn:
        derive.insert(conn, [conversation("a", "anna", 70), conversation("c", "ben", 65, network="vk")])
        facts(conn, activity("x", "anna", 0))
    with store.reading(tmp_path / "w.db") as conn:
        model = coverage(conn, Scope(reps=("anna",)))
    assert model.networks == ("linkedin",)
    assert model.reps == (("anna", "Anna Sokolova"),)
    assert {one.rep_id for one in model.wanted} <= {"anna"}


def test_an_empty_workspace_wants_nothing_but_a_start(tmp_path):
    with workspace(tmp_path / "w.db", reps={}):
        pass
    with store.reading(tmp_path / "w.db") as conn:
        model = coverage(conn, EVERYBODY)
    assert (model.weeks, model.cells, model.wanted) == ((), (), ())


def test_by_network_counts_reps_and_tells_the_last_day(tmp_path):
    with workspace(tmp_path / "w.db") as conn:
        derive.insert(
            conn,
            [conversation("a", "anna", 70), conversation("b", "ben", 40), conversation("c", "ben", 65, network="vk")],
        )
        derive.rebuild_tally(conn, None)
    with store.reading(tmp_path / "w.db") as conn:
        assert by_network(conn, EVERYBODY) == (("linkedin", 2, day(40)), ("vk", 1, day(65)))
        assert by_network(conn, Scope(reps=("anna",))) == (("linkedin", 1, day(70)),)
