"""Every sample of a file of messages, connections, invitations and notes, against what a person would read in it."""

from pathlib import Path

import pytest

from connectors.archive import open_upload
from connectors.connector import Context, Owner, Problem
from connectors.problems import WORDS
from connectors.sources.linkedin import CONNECTOR
from data.records import MESSAGE_KINDS, Message

EXPORTS = Path(__file__).parent / "exports"
KINDS = ("messages", "connections", "invitations", "notes")
MORGAN = Owner("Morgan Vale", "https://www.linkedin.com/in/morgan-vale-0a1-fict", confidence="stated")


def samples():
    for file in sorted((EXPORTS / "linkedin").rglob("*.csv")):
        if file.parent.name[:2] <= "11":
            (upload,) = open_upload(file)
            for part in CONNECTOR.recognise(upload):
                if part.kind in KINDS and not part.ignored:
                    yield pytest.param(file, part, id=f"{file.parent.name[:2]}-{file.stem}")


@pytest.mark.parametrize(("file", "part"), list(samples()))
def test_a_sample_reads_as_expected(file, part, golden):
    lines = list(CONNECTOR.read(part, Context("rep-1", MORGAN, "2026-11-23", "Europe/Lisbon")))
    for _, what in lines:
        if isinstance(what, Problem):
            assert WORDS[what.code].format(**what.detail)
        elif isinstance(what, Message):
            assert what.kind in MESSAGE_KINDS
    golden(file, lines)
