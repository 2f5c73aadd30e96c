"""Questions and tables on the command line: what is open is said, answers are taken, changed and refused in words."""

import json

import pytest
from click.testing import CliRunner

from manage import cli

CHAT = """[3/4/25, 10:05:00 AM] Anna S: Hello
[3/4/25, 10:06:00 AM] Peter Novak: Hi Anna
[3/5/25, 11:00:00 AM] Anna S: How is the audit going?
"""
TABLE = """Date,Direction,Contact,Message
2026-04-25 10:00,sent,Peter Novak,Hello
2026-04-26 10:00,received,Peter Novak,Hi
"""


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("RAPPORT_HOME", str(tmp_path))
    monkeypatch.delenv("RAPPORT_DB", raising=False)
    monkeypatch.delenv("RAPPORT_DEBUG", raising=False)
    (tmp_path / "chat.txt").write_text(CHAT, encoding="utf-8")
    (tmp_path / "tool.csv").write_text(TABLE, encoding="utf-8")
    return tmp_path


def manage(*args, code):
    result = CliRunner().invoke(cli, [str(arg) for arg in args])
    assert isinstance(result.exception, SystemExit | None), result.exception
    assert result.exit_code == code, result.output
    return result


def told(*args, code=0):
    return json.loads(manage(*args, "--json", code=code).stdout)


def test_what_is_open_is_told_and_makes_the_status_one(home):
    report = told("import", home / "chat.txt", "--rep", "Anna Sokolova", code=1)
    asked = {one["id"]: (one["answer"], one["answered_by"]) for one in report["questions"]}
    assert asked["self"] == ("", "nobody")
    assert asked["date-order"][1] == "proposal"
    assert (
        "settle it with --answer self=" in manage("import", home / "chat.txt", "--rep", "Anna Sokolova", code=1).output
    )


def test_answers_are_taken_listed_and_changed(home):
    answers = ("--answer", "self=Anna S", "--answer", "date-order=dmy", "--answer", "zone=Europe/Moscow")
    report = told("import", home / "chat.txt", "--rep", "Anna Sokolova", *answers)
    assert {one["answered_by"] for one in report["questions"]} == {"person"}
    assert report["period"] == ["2025-04-03", "2025-05-03"]
    rep = ("--rep", "Anna Sokolova", "--network", "whatsapp")
    changed = told("answers", *rep, "--answer", "date-order=mdy")
    assert (changed["imports"], changed["facts"]) == (1, 3)
    values = {row["question"]: row["value"] for row in told("answers")}
    assert values == {"self": "Anna S", "date-order": "mdy", "zone": "Europe/Moscow"}
    assert (
        "none of the possible answers: Anna S, Peter Novak"
        in manage("answers", *rep, "--answer", "self=Nobody", code=2).output
    )
    assert "question=value" in manage("import", home / "chat.txt", "--answer", "self", code=2).output
    assert "Say whose answer" in manage("answers", "--answer", "zone=UTC", code=2).output


def test_a_table_stops_until_its_mapping_is_given_and_is_known_from_then_on(home):
    assert "which column is what" in manage("import", home / "tool.csv", "--rep", "Anna", code=2).output
    proposal = told("map", home / "tool.csv")
    assert [row["direction"] for row in proposal["preview"]] == ["out", "in"]
    mapping = json.dumps({**proposal["mapping"], "name": "tool"})
    told("import", home / "tool.csv", "--rep", "Anna", "--map", mapping, "--answer", "zone=UTC")
    (home / "next.csv").write_text(TABLE.replace("Hello", "Good day"), encoding="utf-8")
    report = told("import", home / "next.csv", "--rep", "Anna")
    assert (report["imports"][0]["sent"], report["imports"][0]["received"]) == (1, 1)
    told("import", home / "tool.csv", "--rep", "Ben", "--map", "tool", "--answer", "zone=UTC")
    assert "A mapping says" in manage("import", home / "tool.csv", "--map", '{"target": "x"}', code=2).output
    assert "no preset of this name" in manage("import", home / "tool.csv", "--map", "nothing", code=2).output
    assert "no table" in manage("map", home / "chat.txt", code=2).output
