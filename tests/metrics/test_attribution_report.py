"""Attribution in the report: every class, channel and model adds up to the CRM's total to the cent."""

import json
from collections import defaultdict

import pytest
from made_up import LAST, day, workspace
from made_up_sales import random_sales, talk

from data.scope import Scope
from metrics.attributed import crediting
from metrics.attribution.models import MODELS
from metrics.documents.compose import compose
from metrics.documents.document import Number
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


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_documents_hold_the_same_sums(told, lang):
    tables = compose(told, lang).tables[-5:]
    total = told["attribution"]["total"] / 100
    assert tables[0].rows[-1][2].value == total
    assert sum(row[2].value for row in tables[1].rows) == pytest.approx(total)
    for credit in tables[2:]:
        assert len(credit.heads) == 2 + len(MODELS)
        for no in range(len(MODELS)):
            assert sum(row[2 + no].value for row in credit.rows) == pytest.approx(total)
        assert all(isinstance(cell, Number) for row in credit.rows for cell in row[2:])


def test_every_format_tells_who_was_there(told):
    for form in ("md", "html"):
        text = rendered(told, form)
        assert "Won deals: who was there before the money" in (text if isinstance(text, str) else text.decode())
