"""A figure counts exactly the messages that findings are about."""

import csv
from pathlib import Path

from talks_for_tests import WEIGHTS, setting, talk

from scoring.findings import of_talk
from scoring.talk_facts import conversation_row


def texts():
    for name in ("messages_en_2", "messages_ru_2"):
        with (Path(__file__).parent / "labels" / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
            yield from (row["text"] for row in csv.DictReader(lines) if row["direction"] == "out")


def told(*lines):
    one = talk(*lines)
    return conversation_row(one, WEIGHTS.outreach.thresholds), {
        row.rule for row in of_talk(one, setting(), WEIGHTS.outreach)
    }


def test_pitches_that_are_counted_are_pitches_that_are_found():
    counted = 0
    for text in texts():
        row, found = told(("out", "2026-03-02T10:00", text))
        assert row.pitch_opener == ("opener.pitch" in found), text
        row, found = told(
            ("out", "2026-03-02T10:00", "Hi Eva, how was the move?"),
            ("in", "2026-03-03T10:00", "Fine, thanks."),
            ("out", "2026-03-04T10:00", text),
        )
        assert row.pitch_after_reply == ("reply.pitch" in found), text
        counted += row.pitch_after_reply
    assert counted > 100
