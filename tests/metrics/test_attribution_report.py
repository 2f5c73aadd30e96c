"""Attribution in the report: every class, channel and model adds up to the CRM's total to the cent."""

import json
from collections import defaultdict

import pytest
from made_up import LAST, day, workspace
from made_up_sales import random_sales, talk

from data.scope import Scope
from metrics.attributed import crediting
from metrics.attribution.models import MODELS
from metrics.report import build, rendered


@pytest.fixture
def told(tmp_path):
    path = tmp_path / "w.db"
    with workspace(path) as conn:
        random_sales(conn, 3)
    crediting.refresh(path)
    return build(path, Scope(reps=None, since=day(150), until=LAST.isoformat()))


def test_everything_adds_up(told):
    part = told["attribution"]
    assert part["deals"] > 10
    for rows in (part["classes"], part["channels"]):
        assert sum(row["deals"] for row in rows) == part["deals"]
        assert sum(row["money"] for row in rows) == part["total"]
    sums = defaultdict(int)
    for row in part["credit"]:
        sums[row["by"], row["model"]] += row["money"]
    assert len(sums) == 3 * len(MODELS)
    assert set(sums.values()) == {part["total"]}


def test_it_is_written_as_json(told):
    assert json.loads(rendered(told, "json"))["attribution"] == json.loads(json.dumps(told["attribution"]))


def test_nothing_is_said_without_a_crm(tmp_path):
    path = tmp_path / "w.db"
    with workspace(path) as conn:
        talk(conn, "a", "anna", [(100, "out"), (99, "in")])
    assert build(path, Scope(reps=None))["attribution"] == {}
