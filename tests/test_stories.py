"""The demo team through the whole pipeline: every story ends in the judgement that it is there to show."""

import pytest

from connectors.ingest import ingest
from data import store
from data.demo import build
from scoring.score import refresh

TOLD = {
    "Anna Sokolova": "ok",
    "Ben Carter": "stop",
    "Dmitry Orlov": "stop",
    "Elena Petrova": "ok",
    "Farid Aliyev": "stop",
    "Grace Kim": "early",
    "Igor Belov": "ok",
    "Laura Meyer": "ok",
}


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory):
    folder = tmp_path_factory.mktemp("stories")
    store.prepare(folder / "team.db")
    for path in build(folder / "exports"):
        ingest(folder / "team.db", path)
    refresh(folder / "team.db")
    with store.reading(folder / "team.db") as conn:
        sql = "SELECT r.name, v.verdict FROM verdict v JOIN rep r ON r.id = v.rep_id WHERE v.period = '12m'"
        return dict(tuple(row) for row in conn.execute(sql))


@pytest.mark.parametrize(("name", "verdict"), TOLD.items())
def test_a_story_ends_as_it_should(verdicts, name, verdict):
    assert verdicts[name] == verdict
