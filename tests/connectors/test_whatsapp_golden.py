"""Every sample of a WhatsApp chat, against what a person would read in it."""

import pytest

from connectors.sources.whatsapp import CONNECTOR
from data.records import Message
from tests.connectors.chat_files import read_path
from tests.connectors.conftest import EXPORTS

SAMPLES = sorted(path for path in (EXPORTS / "whatsapp").rglob("*") if path.suffix in (".txt", ".zip"))
LOCALES = sorted((EXPORTS / "whatsapp" / "locale_lines").glob("*.txt"))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_chat_reads_as_expected(path, golden):
    golden(path, read_path(CONNECTOR, path).lines)


@pytest.mark.parametrize("path", LOCALES, ids=lambda path: path.stem)
def test_every_language_means_the_fourth_of_march(path):
    read = read_path(CONNECTOR, path)
    first = read.messages[0]
    assert first.day == "2025-03-04"
    assert first.sent_at[:16] == "2025-03-04T07:05"
    assert all(one.sender_name == "Anna Sokolova" for one in read.of(Message))
