"""A refresh whose texts are compared on a scheduler gives the same rows."""

import pytest
from test_regroup import NAMES, NEWS, OFFER, OWN, openers, path, told
from test_template_spread import pytestmark, running

from data import store
from data.facts import content_hash

__all__ = ["path", "pytestmark", "running"]
pytest.importorskip("distributed", reason="Dask is not installed (requirements-dask.txt)")


def rows(path):
    with store.reading(path) as conn:
        return content_hash(conn), conn.execute("SELECT id, messages FROM template ORDER BY id").fetchall()


def test_a_refresh_on_a_scheduler_gives_the_same_rows(path, running, monkeypatch):
    told(path, 1, openers(OFFER, NAMES), openers(NEWS, NAMES[:5], rep="boris"), openers(OWN[0], NAMES[:1]))
    alone = rows(path)
    monkeypatch.setenv("RAPPORT_SCHEDULER", running[0])
    told(path, 2, full=True)
    assert rows(path) == alone
    assert len(alone[1]) == 2


def test_a_scheduler_that_does_not_answer_leaves_all_as_it_was(path, monkeypatch):
    told(path, 1, openers(OFFER, NAMES))
    before = rows(path)
    monkeypatch.setenv("RAPPORT_SCHEDULER", "tcp://127.0.0.1:9")
    with pytest.raises(RuntimeError, match="does not answer"):
        told(path, 2, openers(NEWS, NAMES))
    with store.reading(path) as conn:
        assert conn.execute("SELECT count(*) FROM template").fetchone()[0] == len(before[1])
