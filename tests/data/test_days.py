"""Days follow the workspace's time zone: changed later or set before the import, the rows are the same."""

import json
import sqlite3

import pytest

from data import facts, store, workspace
from data.records import Activity, Message

MOMENTS = ("2026-03-01T23:30:00Z", "2026-03-29T22:30:00Z", "2026-06-30T05:10:00Z", None)


def message(no: int, at: str | None, day: str | None, folder: str = "INBOX") -> Message:
    values = dict.fromkeys(Message._fields, "")
    values.update(id=f"m{no}", rep_id="anna", network="linkedin", conversation_id=f"c{no}", kind="direct")
    values.update(direction="out", direction_by="stated", sent_at=at, sent_at_by="exact", day=day, folder=folder)
    return Message(**values)


def post(no: int, at: str | None, day: str | None) -> Activity:
    values = dict.fromkeys(Activity._fields, "")
    return Activity(**{**values, "id": f"a{no}", "rep_id": "anna", "kind": "post", "at": at, "day": day})


@pytest.fixture
def conn(tmp_path):
    path = tmp_path / "workspace.db"
    store.prepare(path)
    with store.writing(path) as conn:
        conn.execute("INSERT INTO rep (id, name) VALUES ('anna', 'Anna')")
        for no, taken_on in ((1, "2026-07-01"), (2, "2026-08-01")):
            sql = (
                "INSERT INTO import (id, at, name, taken_on, state, rep_id) VALUES (?, '', 'x.zip', ?, 'done', 'anna')"
            )
            conn.execute(sql, (f"i{no}", taken_on))
            conn.execute("INSERT INTO import_no VALUES (?, ?)", (no, f"i{no}"))
            facts.save(conn, no, 0, [(1, message(k, at, at and at[:10], f"F{no}")) for k, at in enumerate(MOMENTS)])
            facts.save(conn, no, 0, [(1, post(k, at, at and at[:10])) for k, at in enumerate(MOMENTS)])
        conn.execute("DELETE FROM dirty")
        yield conn


def days_of(conn: sqlite3.Connection, table: str) -> list[str | None]:
    return [row["day"] for row in conn.execute(f"SELECT day FROM {table} ORDER BY id")]


def test_days_follow_the_zone_and_come_back(conn):
    workspace.change(conn, "tester", time_zone="Europe/Moscow")
    moved = ["2026-03-02", "2026-03-30", "2026-06-30", None]
    assert days_of(conn, "message") == moved
    assert days_of(conn, "activity") == moved
    workspace.change(conn, "tester", time_zone="UTC")
    assert days_of(conn, "message") == ["2026-03-01", "2026-03-29", "2026-06-30", None]


def test_only_what_moved_is_judged_again(conn):
    workspace.change(conn, "tester", time_zone="Europe/Moscow")
    marks = {tuple(row) for row in conn.execute("SELECT kind, id FROM dirty")}
    assert marks == {("conversation", "c0"), ("conversation", "c1"), ("activity", "anna")}


def test_words_kept_for_an_undo_move_too(conn):
    workspace.change(conn, "tester", time_zone="Europe/Moscow")
    kept = [json.loads(row["row"]) for row in conn.execute("SELECT row FROM version ORDER BY record_id")]
    day = Message._fields.index("day")
    assert [row[day] for row in kept] == ["2026-03-02", "2026-03-30", "2026-06-30", None]


def test_other_settings_leave_days_alone(conn):
    workspace.change(conn, "tester", work_from=8)
    assert conn.execute("SELECT count(*) FROM dirty").fetchone()[0] == 0
