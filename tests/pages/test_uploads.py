"""Names of dropped files lead to no other place."""

import zipfile
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as texts

from pages.ui import uploads

NASTY = [
    "../../etc/passwd",
    "..\\..\\boot.ini",
    "/etc/passwd",
    "C:\\x\\y.zip",
    ".",
    "..",
    "",
    "a\0b.zip",
    ".ssh",
    "a" * 400 + ".zip",
]


@pytest.mark.parametrize("name", NASTY)
def test_nasty_names(name):
    safe = uploads.safe_name(name)
    assert safe not in ("", ".", "..")
    assert not safe.startswith(".")
    assert not set(safe) & set("/\\\0:")
    assert len(safe) <= uploads.LONGEST


@given(texts.text())
def test_any_name_is_one_part_of_a_path(name):
    safe = uploads.safe_name(name)
    assert len(PurePosixPath(safe).parts) == 1
    assert not safe.startswith(".")
    assert all(part not in ("..", "/") for part in uploads.safe_path(name).parts)


def test_store_keeps_files_apart_and_inside(home):
    first, second = (uploads.store("../x.zip", body) for body in (b"1", b"2"))
    assert first != second
    assert {path.read_bytes() for path in (first, second)} == {b"1", b"2"}
    assert all(home / "uploads" in path.parents for path in (first, second))
    uploads.remove(first)
    assert not uploads.waiting(first)
    assert uploads.waiting(second)


def test_remove_leaves_other_files_alone(home):
    precious = home / "rapport.db"
    uploads.remove(precious)
    uploads.remove(home / "uploads" / ".." / "rapport.db")
    assert precious.exists()


def test_folder_becomes_one_archive(home):
    path = uploads.store_folder([("export/messages.csv", b"a,b"), ("export/../../Articles/1.html", b"x")])
    assert path.name == "export.zip"
    with zipfile.ZipFile(path) as packed:
        assert packed.namelist() == ["export/messages.csv", "export/Articles/1.html"]
        assert packed.read("export/messages.csv") == b"a,b"
