"""Labelled messages of all files: tables, and lists of texts with letters before a bar (see labels/written_en.txt)."""

import csv
import io
from pathlib import Path

LABELS = Path(__file__).parent / "labels"
FLAGS = {"p": "is_pitch", "m": "asks_meeting", "h": "offers_help", "q": "has_question", "b": "is_bump"}
CLASSES = {
    "int": "interested", "que": "question", "neu": "neutral", "lat": "later", "ref": "refusal", "opt": "opt_out",
    "com": "complaint",
}  # fmt: skip
TABLES = ("messages", "messages_en_2", "messages_ru_2")


def table(name):
    """Return the rows of a CSV file."""
    text = (LABELS / f"{name}.csv").read_text(encoding="utf-8")
    return [{**row, "source": name} for row in csv.DictReader(io.StringIO(text))]


def listed(name):
    """Return the rows of a list; its language ends its name."""
    lines = (LABELS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [_row(name, line) for line in lines if line.strip() and not line.startswith("#")]


def _row(name, line):
    letters, text = line.split("| ", 1)
    row = {"lang": name[-2:], "text": text, "source": name, "direction": "out", "inbound_class": "na"}
    if letters.startswith("i:"):
        row |= {"direction": "in", "inbound_class": CLASSES[letters[2:]]}
        letters = ""
    assert set(letters) <= {*FLAGS, "-"}, line
    return row | {flag: str(int(letter in letters)) for letter, flag in FLAGS.items()}


def fitted():
    """Return all rows that the model is fitted to."""
    names = sorted(path.stem for path in LABELS.glob("written*.txt"))
    return [row for name in TABLES for row in table(name)] + [row for name in names for row in listed(name)]


def held_out():
    """Return the rows that nothing was fitted to or looked up in."""
    return [row for lang in ("en", "ru") for row in listed(f"held_out_{lang}")]
