"""The live preview of other weights: nothing changes for equal weights, and what it promises is what a refresh does."""

import pytest

from connectors.ingest import ingest
from data import store, workspace
from data.demo import build
from data.scope import Scope
from scoring import score
from scoring.effects import effects
from scoring.weights import WeightError

EVERYBODY = Scope(reps=None)
OVERRIDES = {
    "outreach": {
        "rules": {"reply.waiting": {"points": 1}, "opener.pitch": {"points": 9.5}},
        "groups": {"selling": 25},
        "thresholds": {"verdict_pitch_stop": 0.2},
    },
    "profile": {"rules": {"profile.skills-thin": {"points": 12}}, "caps": {"profile.job-seeking": 20}},
}


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    folder = tmp_path_factory.mktemp("effects")
    path = folder / "rapport.db"
    store.prepare(path)
    for archive in build(folder / "exports", reps=6, messages=1200):
        ingest(path, archive)
    score.refresh(path)
    return path


def test_equal_weights_change_nothing(database):
    with store.reading(database) as conn:
        found = effects(conn, EVERYBODY, "15w", None, {})
        assert found
        assert not any(one.changed for one in found)


def test_before_is_what_is_stored(database):
    with store.reading(database) as conn:
        found = {one.rep_id: one for one in effects(conn, EVERYBODY, "15w", None, OVERRIDES)}
        stored = conn.execute("SELECT rep_id, verdict, points FROM verdict WHERE period = '15w'").fetchall()
    assert {(row["rep_id"], row["verdict"], row["points"]) for row in stored} == {
        (rep, one.verdicts[0], one.points[0]) for rep, one in found.items()
    }


def test_promise_is_kept_by_a_refresh(database):
    with store.reading(database) as conn:
        promised = {one.rep_id: one for one in effects(conn, EVERYBODY, "15w", None, OVERRIDES)}
    assert any(one.changed for one in promised.values())
    with store.writing(database) as conn:
        workspace.change(conn, "test", weights=OVERRIDES)
    score.refresh(database, full=True)
    with store.reading(database) as conn:
        verdicts = conn.execute("SELECT rep_id, verdict, points FROM verdict WHERE period = '15w'").fetchall()
        last = "SELECT MAX(taken_on) FROM profile_score o WHERE o.rep_id = s.rep_id"
        newest = f"SELECT rep_id, score FROM profile_score s WHERE taken_on = ({last})"
        scores = dict(tuple(row) for row in conn.execute(newest))
    for row in verdicts:
        one = promised[row["rep_id"]]
        assert (row["verdict"], row["points"]) == (one.verdicts[1], pytest.approx(one.points[1], abs=0.05)), row[
            "rep_id"
        ]
        assert scores.get(row["rep_id"]) == one.profiles[1]
    with store.writing(database) as conn:
        workspace.change(conn, "test", weights=None)
    score.refresh(database, full=True)


def test_a_rep_sees_own_effect_only(database):
    with store.reading(database) as conn:
        own = Scope(reps=("anna-sokolova",))
        assert {one.rep_id for one in effects(conn, own, "15w", None, OVERRIDES)} == {"anna-sokolova"}


def test_unknown_weights_are_refused(database):
    with store.reading(database) as conn, pytest.raises(WeightError):
        effects(conn, EVERYBODY, "15w", None, {"outreach": {"rules": {"no.such": {"points": 1}}}})
