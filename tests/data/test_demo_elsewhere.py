"""The demo team on other networks: files in the vendors' formats, which the connectors read whole."""

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest

from connectors.archive import open_upload
from connectors.connector import Problem
from connectors.sources import telegram, vk
from data.demo import build
from data.records import Activity, Connection, Message
from tests.connectors.network_files import of_type, read_upload


@pytest.fixture(scope="module")
def paths(tmp_path_factory) -> list[Path]:
    return build(tmp_path_factory.mktemp("demo"))


def of_rep(paths: list[Path], rep: str, name: str) -> Path:
    homes = [path for path in paths if any(part.startswith(rep) for part in path.parts[-3:-1])]
    return next(path for path in homes if path.name == name)


def read(path: Path, connector) -> list:
    (upload,) = open_upload(path)
    return list(read_upload(connector, upload))


@pytest.mark.parametrize(
    ("rep", "name", "connector", "owner"),
    [
        ("Anna", "result.json", telegram.CONNECTOR, "Anna Sokolova"),
        ("Dmitry", "result.json", telegram.CONNECTOR, "Dmitry Orlov"),
        ("Igor", "result.json", telegram.CONNECTOR, "Igor Belov"),
        ("Igor", "Archive.zip", vk.CONNECTOR, "Igor Belov"),
        ("Elena", "Archive.zip", vk.CONNECTOR, "Elena Petrova"),
    ],
)
def test_an_export_is_read_and_stated_to_be_the_reps(paths, rep, name, connector, owner):
    path = of_rep(paths, rep, name)
    (upload,) = open_upload(path)
    found = connector.find_owner(connector.recognise(upload))
    assert (found.name, found.confidence) == (owner, "stated")
    lines = read(path, connector)
    assert [what for *_, what in lines if isinstance(what, Problem)] == []
    messages = of_type(lines, Message)
    assert {one.direction for one in messages} == {"out", "in"}
    assert all(one.sent_at and one.day for one in messages)
    assert len(of_type(lines, Connection)) >= 5


def test_talks_of_linkedin_go_on_in_telegram_with_the_same_people(paths):
    with zipfile.ZipFile(of_rep(paths, "Anna", "Complete_LinkedInDataExport_11-21-2026.zip")) as archive:
        rows = list(csv.DictReader(io.StringIO(archive.read("messages.csv").decode())))
    last = {row["TO"]: row["DATE"][:10] for row in sorted(rows, key=lambda row: row["DATE"])}
    chats = json.loads(of_rep(paths, "Anna", "result.json").read_text(encoding="utf-8"))["chats"]["list"]
    later = [chat for chat in chats if chat["messages"][0]["date"][:10] > last.get(chat.get("name"), "9999")]
    assert len(later) >= 5


def test_reactions_and_calls_of_the_rep_are_there(paths):
    kinds = {one.kind for one in of_type(read(of_rep(paths, "Anna", "result.json"), telegram.CONNECTOR), Activity)}
    assert kinds == {"reaction", "call"}
