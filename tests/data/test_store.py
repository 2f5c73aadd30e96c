"""The file of the workspace: one writer, all or nothing, backups that come back."""

import sqlite3

import pytest

from data import store, workspace
from data.settings import Settings


@pytest.fixture
def path(tmp_path):
    store.prepare(tmp_path / "workspace.db")
    return tmp_path / "workspace.db"


def name_of(path) -> str:
    with store.reading(path) as conn:
        return workspace.load(conn).name


def rename(path, name: str) -> None:
    with store.writing(path) as conn:
        workspace.change(conn, "tester", name=name)


def version_of(path) -> int:
    with store.reading(path) as conn:
        return store.version(conn)


def rename_and_fail(path) -> None:
    with store.writing(path) as conn:
        workspace.change(conn, "tester", name="half")
        raise RuntimeError


def test_a_failed_block_leaves_nothing(path):
    with pytest.raises(RuntimeError):
        rename_and_fail(path)
    assert name_of(path) == ""


def test_a_reader_can_not_write(path):
    with store.reading(path) as conn, pytest.raises(sqlite3.OperationalError):
        conn.execute("DELETE FROM workspace")


def test_version_rises_with_changes_and_also_with_a_restore(path, tmp_path):
    rename(path, "first")
    store.backup(path, tmp_path / "copy.db")
    for name in ("second", "third"):
        rename(path, name)
    before = version_of(path)
    store.restore(tmp_path / "copy.db", path)
    assert name_of(path) == "first"
    assert version_of(path) > before


@pytest.mark.parametrize("body", [b"", b"no database", b"SQLite format 3\x00" + b"\x00" * 500])
def test_a_broken_copy_is_refused_and_the_workspace_stays(path, tmp_path, body):
    rename(path, "kept")
    (tmp_path / "broken.db").write_bytes(body)
    with pytest.raises(store.StoreError):
        store.restore(tmp_path / "broken.db", path)
    assert name_of(path) == "kept"


def test_a_file_that_is_no_database_is_told_so(tmp_path):
    (tmp_path / "x.db").write_text("hello " * 1000)
    with pytest.raises(store.StoreError, match="can't be opened"):
        store.prepare(tmp_path / "x.db")


def test_preparing_again_changes_nothing(path):
    rename(path, "kept")
    before = version_of(path)
    store.prepare(path)
    assert (name_of(path), version_of(path)) == ("kept", before)


def test_settings_come_from_the_environment(tmp_path):
    settings = Settings.from_env({"RAPPORT_HOME": str(tmp_path)})
    assert settings.database == tmp_path / "rapport.db"
    assert Settings.from_env({"RAPPORT_DB": str(tmp_path / "a.db")}).database == tmp_path / "a.db"


def test_settings_that_make_no_sense_are_refused(path):
    for values in ({"time_zone": "Mars/Olympus"}, {"work_from": 20, "work_until": 8}, {"work_days": ()}, {"colour": 1}):
        with store.writing(path) as conn, pytest.raises(workspace.SettingError):
            workspace.change(conn, "tester", **values)
    with store.reading(path) as conn:
        assert workspace.load(conn) == workspace.Workspace()
        assert workspace.history(conn) == []
