"""Figures of several networks: what a network does not have is no zero; audience and vanity by network."""

import pytest
from made_up import activity, answered, conversation, day, facts, workspace

from data import derive, store
from data.records import AudienceFigure, stable_id
from data.scope import Scope
from metrics.measure import measure
from metrics.metric import NOT_THERE

EVERYBODY = Scope(reps=None)


def counted(network: str, ago: int, metric: str, value: int, rep: str = "anna") -> AudienceFigure:
    own = stable_id(rep, network, ago, metric)
    return AudienceFigure(own, rep, network, "day", day(ago), metric, value)


def figure(path, name: str, scope: Scope = EVERYBODY, by=()) -> dict[str, tuple]:
    with store.reading(path) as conn:
        found = measure(conn, name, scope, by)
    return {one.by.get("network", ""): (one.value, one.note) for one in found}


@pytest.fixture
def path(tmp_path):
    """Return a workspace: much on LinkedIn and VK of late, talks everywhere, no more of them than before."""
    path = tmp_path / "w.db"
    with workspace(path) as conn:
        talks = [answered(conversation(f"t{no}", "anna", 3 + 5 * no, "linkedin")) for no in range(10)]
        talks += [answered(conversation(f"v{no}", "anna", 3 + 5 * no, "vk")) for no in range(10)]
        derive.insert(conn, [*talks, conversation("w", "anna", 2, "whatsapp")])
        facts(conn, *(activity(f"a{no}", "anna", no % 26) for no in range(80)))
        facts(conn, *(activity(f"b{no}", "anna", 29 + no % 26) for no in range(30)))
    return path


@pytest.mark.parametrize("name", ["acceptance_rate", "invitations", "impressions", "new_followers"])
def test_what_a_network_does_not_have_is_no_zero(path, name):
    found = figure(path, name, by=("network",))
    assert found["whatsapp"] == found["vk"] == (None, NOT_THERE)
    assert found["linkedin"][1] != NOT_THERE
    assert figure(path, name, Scope(reps=None, networks=("whatsapp", "vk")))[""] == (None, NOT_THERE)
    assert figure(path, name, Scope(reps=None, networks=("whatsapp", "linkedin")))[""][1] != NOT_THERE


def test_vanity_is_told_of_each_network(path):
    found = figure(path, "vanity", by=("network",))
    assert found["linkedin"][0] == 1  # 80 reactions after 30, answers as before
    assert found["vk"][0] == 0
    assert found["whatsapp"][0] is None


@pytest.mark.parametrize(("weeks_before", "flag"), [(0, 0), (4, 1)])
def test_views_that_the_network_told_of_late_only_did_not_rise(tmp_path, weeks_before, flag):
    path = tmp_path / "w.db"
    with workspace(path) as conn:
        derive.insert(conn, [answered(conversation(f"t{no}", "anna", 3 + 5 * no)) for no in range(10)])
        facts(conn, activity("newest", "anna", 0, "media"))
        facts(conn, *(counted("linkedin", ago, "impressions", 100) for ago in range(28)))
        facts(conn, *(counted("linkedin", 28 + ago, "impressions", 10) for ago in range(7 * weeks_before)))
    assert figure(path, "vanity")[""][0] == flag


def test_followers_are_the_newest_total_of_each_network(tmp_path):
    path = tmp_path / "w.db"
    with workspace(path) as conn:
        told = [("x", 40, 90), ("x", 5, 100), ("instagram", 300, 50)]
        facts(conn, *(counted(network, ago, "followers", value) for network, ago, value in told))
        facts(conn, counted("x", 5, "followers", 7, "ben"), activity("newest", "anna", 0, "media"))
        derive.insert(conn, [conversation("t", "anna", 0)])
    assert figure(path, "followers", by=("network",)) | {"linkedin": ()} == {
        "x": (107, None),
        "instagram": (50, None),
        "linkedin": (),
    }
    assert figure(path, "followers")[""] == (157, None)
