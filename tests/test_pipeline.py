"""The whole way from archives to judged rows: order, steps and undone imports leave no trace."""

from pathlib import Path

import pytest

from connectors.ingest import ingest, undo
from data import facts, store
from data.demo import build
from scoring.score import refresh


@pytest.fixture(scope="module")
def archives(tmp_path_factory) -> list[Path]:
    return build(tmp_path_factory.mktemp("demo"), reps=3)


def workspace(path: Path, archives: list[Path], *, each: bool = False) -> list[str]:
    """Import archives in this order, judging after each or once at the end; return the ids of the imports."""
    store.prepare(path)
    ids = []
    for archive in archives:
        ids.append(ingest(path, archive).imports[0].import_id)
        if each:
            refresh(path)
    refresh(path)
    return ids


def state(path: Path) -> str:
    with store.reading(path) as conn:
        assert conn.execute("SELECT COUNT(*) FROM conversation").fetchone()[0] > 50
        return facts.content_hash(conn)


@pytest.mark.slow
def test_order_and_steps_do_not_matter_to_what_is_judged(tmp_path, archives) -> None:
    workspace(tmp_path / "once.db", archives)
    workspace(tmp_path / "steps.db", archives[::-1], each=True)
    assert state(tmp_path / "once.db") == state(tmp_path / "steps.db")


@pytest.mark.slow
def test_undone_import_leaves_no_trace_in_what_is_judged(tmp_path, archives) -> None:
    first = workspace(tmp_path / "undone.db", archives)[0]
    undo(tmp_path / "undone.db", first)
    refresh(tmp_path / "undone.db")
    workspace(tmp_path / "never.db", archives[1:])
    assert state(tmp_path / "undone.db") == state(tmp_path / "never.db")
