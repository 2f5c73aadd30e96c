"""The place of a problem is one that people can find: a line of a text, an entry of a list."""

import json

import pytest

from connectors.ingest import ingest
from data import store
from pages.ui import previews

MESSAGE = {"sender_name": "Ola Nordin", "timestamp_ms": 1760000000000, "content": "Hello"}
THREAD = {"participants": [{"name": "Ola Nordin"}, {"name": "Ira Belova"}], "messages": [MESSAGE, 7, MESSAGE]}


@pytest.fixture
def problems(tmp_path):
    def found(name: str, body: str) -> list[dict]:
        folder = tmp_path / "export"
        path = folder / name
        path.parent.mkdir(parents=True)
        path.write_text(body, encoding="utf-8")
        store.prepare(tmp_path / "w.db")
        report = ingest(tmp_path / "w.db", folder, "Ira Belova")
        return [one.as_json() for file in report.imports[0].files for one in file.problems]

    return found


def test_a_list_of_messages_is_counted_in_entries(problems):
    name = "your_facebook_activity/messages/inbox/olanordin_123456789/message_1.json"
    told = problems(name, json.dumps({**THREAD, "title": "Ola Nordin", "thread_path": "inbox/olanordin_123456789"}))
    assert [one["where"] for one in told if one["code"] == "bad-message"] == [f"{name}, entry 2"]
    assert f"{name}, entry 2" in previews.problems([{"name": name, "problems": told}])


def test_a_text_is_counted_in_lines(problems):
    chat = "[03.04.2025, 10:00:00] Ola Nordin: Hi\n[13.04.2025, 10:00:00] Ira Belova: " + "x" * 2_000_000 + "\n"
    told = problems("WhatsApp Chat with Ola Nordin/_chat.txt", chat)
    assert [one["where"].rpartition(", ")[2] for one in told if one["code"] == "long-message"] == ["line 2"]
