"""Exports of several networks dropped at once: each is found by what it holds and read by its own connector."""

import shutil
import zipfile
from pathlib import Path

import pytest

from connectors.archive import open_upload
from connectors.ingest import ingest
from connectors.sources import telegram, vk
from data import store
from tests.connectors import linkedin_exports, vk_exports

EXPORTS = Path(__file__).parent / "exports"


@pytest.fixture
def db(tmp_path) -> Path:
    path = tmp_path / "rapport.db"
    store.prepare(path)
    return path


def packed(folder: Path, path: Path) -> None:
    with zipfile.ZipFile(path, "w") as out:
        for file in sorted(one for one in folder.rglob("*") if one.is_file()):
            out.write(file, file.relative_to(folder).as_posix())


def test_a_folder_of_three_networks_becomes_three_imports(tmp_path, db):
    drop = tmp_path / "drop"
    drop.mkdir()
    linkedin_exports.zipped(
        drop,
        linkedin_exports.archive(messages=linkedin_exports.messages_csv([linkedin_exports.message(1, 0, True, "Hi")])),
    )
    shutil.copytree(EXPORTS / "telegram" / "full_export_2025", drop / "tg")
    packed(EXPORTS / "vk" / "archive_ru", drop / "downloaded (3).zip")
    found = {one.connector: one for one in ingest(db, drop).imports}
    assert set(found) == {"linkedin", "telegram", "vk"}
    assert {one.rep_id for one in found.values()} == {"anna-sokolova"}
    assert (found["telegram"].new, found["vk"].new) == (31, 18)
    assert all(one.already for one in ingest(db, drop).imports)


def test_renamed_and_rezipped_exports_are_known_by_content(tmp_path):
    sample = EXPORTS / "telegram" / "full_export_2025" / "DataExport_2025-04-02" / "result.json"
    renamed = tmp_path / "мой чат.txt"
    shutil.copy(sample, renamed)
    (upload,) = open_upload(renamed)
    assert [part.kind for part in telegram.CONNECTOR.recognise(upload)] == ["chats"]
    packed(sample.parent, tmp_path / "x.zip")
    (upload,) = open_upload(tmp_path / "x.zip")
    assert [part.kind for part in telegram.CONNECTOR.recognise(upload)] == ["chats"]
    assert vk.CONNECTOR.recognise(upload) == ()


def test_an_archive_of_vk_whose_pages_lack_numbers_is_one_export(tmp_path):
    pages = {
        f"Archive/messages/{peer}/messages.html": vk_exports.page(vk_exports.said(peer, "Вы", "3 мар 2025 в 9:05:01"))
        for peer in (5, 6, 7)
    }
    with zipfile.ZipFile(tmp_path / "Archive.zip", "w") as out:
        for member in vk_exports.archive(pages).members:
            out.writestr(member.path, member.open().read())
    (upload,) = open_upload(tmp_path / "Archive.zip")
    assert len(next(part.member.pages for part in vk.CONNECTOR.recognise(upload) if part.kind == "messages")) == 3
