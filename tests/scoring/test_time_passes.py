"""Facts of a whole demo team told a few weeks at a time: each judgement on the way is the one of a full refresh."""

from collections.abc import Iterator
from itertools import pairwise

import pytest

from connectors.ingest import ingest
from data import store
from data.demo import build
from data.facts import content_hash, save, take_back
from data.records import TABLES
from scoring.score import refresh

DAY = {"message": "day", "invitation": "day", "connection": "connected_on", "activity": "day"}
STEPS = ("2026-06-01", "2026-07-15", "2026-08-20", "2026-08-27", "2026-09-03", "2026-09-30", "2026-10-08", "9999")


@pytest.fixture(scope="module")
def team(tmp_path_factory):
    """Return the workspace of a demo team."""
    folder = tmp_path_factory.mktemp("team")
    store.prepare(folder / "team.db")
    for path in build(folder / "exports", reps=3):
        ingest(folder / "team.db", path)
    return folder / "team.db"


def facts(conn, after: str, until: str) -> Iterator[list]:
    """Yield the facts of days in (after, until], table by table; those without a day with the first."""
    for record, table in TABLES.items():
        day = f"coalesce({DAY[table]}, '0')" if table in DAY else "'0'"
        rows = conn.execute(f"SELECT * FROM {table} WHERE {day} > ? AND {day} <= ?", (after, until))
        if told := [record(*row) for row in rows]:
            yield told


def begin(team, path):
    """Make a workspace with the same reps, and room for as many imports as there are steps."""
    store.prepare(path)
    with store.reading(team) as old, store.writing(path) as conn:
        for rep in old.execute("SELECT * FROM rep"):
            conn.execute(f"INSERT INTO rep VALUES ({','.join('?' * len(rep))})", tuple(rep))
        for no in range(len(STEPS)):
            sql = "INSERT INTO import (id, at, name, state, taken_on) VALUES (?, '', 'x', 'done', '2026-11-21')"
            conn.execute(sql, (str(no),))
            conn.execute("INSERT INTO import_no VALUES (?, ?)", (no, str(no)))


def judged(path, **how) -> str:
    refresh(path, **how)
    with store.reading(path) as conn:
        return content_hash(conn)


@pytest.mark.slow
def test_steps_of_weeks_forth_and_back_equal_full_refreshes(tmp_path, team):
    path = tmp_path / "steps.db"
    begin(team, path)
    seen = {}
    for no, (after, until) in enumerate(pairwise(("", *STEPS))):
        with store.reading(team) as source, store.writing(path) as conn:
            for rows in facts(source, after, until):
                save(conn, no, 1, list(enumerate(rows, 1)))
            store.bump(conn)
        seen[no] = judged(path)
        store.backup(path, tmp_path / "copy.db")
        assert judged(tmp_path / "copy.db", full=True) == seen[no], until
    for no in reversed(range(1, len(STEPS))):
        with store.writing(path) as conn:
            take_back(conn, no)
            store.bump(conn)
        assert judged(path) == seen[no - 1], STEPS[no]
