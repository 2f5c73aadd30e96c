"""The command line as a contract: exit statuses, JSON, errors in plain words."""

import csv
import json
import os
import socket
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from data import facts, store, workspace
from manage import cli
from tests.connectors import linkedin_exports as made

ROOT = Path(__file__).parents[1]


@pytest.fixture
def place(tmp_path, monkeypatch) -> Path:
    """Return the home folder of an installation of its own."""
    monkeypatch.setenv("RAPPORT_HOME", str(tmp_path))
    monkeypatch.setenv("RAPPORT_DB", str(tmp_path / "rapport.db"))
    monkeypatch.delenv("RAPPORT_DEBUG", raising=False)
    return tmp_path


def manage(*args: object) -> Result:
    """Run a command in this process; nothing but a clean exit may come out of it."""
    result = CliRunner().invoke(cli, [str(arg) for arg in args])
    assert isinstance(result.exception, SystemExit | None), result.exception
    assert "Traceback" not in result.output
    return result


def told(*args: object) -> dict | list:
    result = manage(*args, "--json")
    assert result.exit_code in (0, 1), result.output
    return json.loads(result.stdout)


def export(place: Path, *rows: dict, day: str = "11-21-2026", name: str = made.ME) -> Path:
    upload = made.archive(day, Profile=made.profile_csv(name), messages=made.messages_csv(rows))
    folder = place / f"{name}-{day}"
    folder.mkdir(exist_ok=True)
    return made.zipped(folder, upload)


TALK = (made.message(1, 0, True, "Hello"), made.message(1, 60, False, "Hi"))


def state(place: Path) -> str:
    with store.reading(place / "rapport.db") as conn:
        return facts.content_hash(conn)


def test_import_tells_the_agreed_json(place) -> None:
    result = manage("import", export(place, *TALK), "--json")
    assert result.exit_code == 0, result.output
    report = json.loads(result.stdout)
    messages = next(file for file in report["files"] if file["name"] == "messages.csv")
    assert set(messages) >= {"name", "connector", "counts", "new", "unchanged", "problems", "ignored"}
    assert (messages["connector"], messages["counts"], messages["new"]) == ("linkedin", {"messages": 2}, 2)
    assert report["owner"] == {"name": made.ME, "profile_url": made.LINK, "confidence": report["owner"]["confidence"]}
    assert report["period"] == ["2026-01-01", "2026-01-01"]
    assert report["refresh"]["scored"] == 2
    assert told("imports")[0]["state"] == "done"


def test_dry_run_stores_nothing(place) -> None:
    report = told("import", export(place, *TALK), "--dry-run")
    assert report["dry_run"]
    assert told("imports") == []


def test_problems_are_printed_and_give_status_1(place) -> None:
    odd = {**TALK[0], "DATE": "yesterday"}
    result = manage("import", export(place, *TALK, odd))
    assert result.exit_code == 1
    assert "messages.csv, line 4: The date could not be understood" in result.stdout


def test_what_is_stored_but_not_judged_gives_status_1(place, monkeypatch) -> None:
    def mistake(*args, **options):
        raise KeyError("x")

    monkeypatch.setattr("scoring.score.refresh", mistake)
    result = manage("import", export(place, *TALK))
    assert (result.exit_code, "run refresh" in result.stderr) == (1, True)
    assert told("imports")[0]["new"] == 4


def test_one_good_and_one_bad_path_give_status_1(place) -> None:
    result = manage("import", export(place, *TALK), place / "nothing.zip")
    assert result.exit_code == 1
    assert "does not exist" in result.stderr


def hostile(folder: Path) -> dict[str, Path]:
    """Return things that are no exports."""
    (folder / "empty").mkdir()
    paths = {name: folder / name for name in ("missing.zip", "empty", "page.zip", "half.zip", "notes.txt", "gone.zip")}
    paths["page.zip"].write_text("<html>Sign in</html>")
    with zipfile.ZipFile(folder / "whole.zip", "w") as out:
        out.writestr("messages.csv", made.messages_csv(TALK) * 50)
    paths["half.zip"].write_bytes((folder / "whole.zip").read_bytes()[:-40])
    paths["notes.txt"].write_text("Buy milk")
    paths["gone.zip"].symlink_to(folder / "nowhere.zip")
    return paths


@pytest.mark.parametrize("name", ["missing.zip", "empty", "page.zip", "half.zip", "notes.txt", "gone.zip"])
def test_what_is_no_export_gives_status_2_and_a_sentence(place, name) -> None:
    path = hostile(place)[name]
    result = manage("import", path)
    assert (result.exit_code, result.stdout.strip()) == (2, "")
    assert name in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
    assert told("imports") == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_file_that_may_not_be_read(place) -> None:
    path = export(place, *TALK)
    path.chmod(0)
    assert manage("import", path).exit_code == 2


def test_unknown_owner_asks_and_rep_answers(place) -> None:
    alone = place / "Connections.csv"
    alone.write_bytes(made.connections_csv([(1, "Acme")]))
    result = manage("import", alone)
    assert (result.exit_code, "--rep" in result.stderr) == (2, True)
    assert told("import", alone, "--rep", "Ben Carter")["imports"][0]["rep"] == {
        "id": "ben-carter",
        "name": "Ben Carter",
    }


def test_undo_goes_back_and_only_once(place) -> None:
    manage("import", export(place, *TALK))
    before = state(place)
    later = made.message(2, 90, True, "Hello you")
    [second] = told("import", export(place, *TALK, later, day="11-22-2026"))["imports"]
    assert state(place) != before
    assert told("undo", second["import_id"])["removed"] == {"message": 1, "profile_part": 2} | told_parts(second)
    assert state(place) == before
    again = manage("undo", second["import_id"])
    assert (again.exit_code, "taken back already" in again.stderr) == (2, True)
    assert manage("undo", "nonsense").exit_code == 2


def told_parts(report: dict) -> dict[str, int]:
    """Return how many profile parts an import added: every export is a snapshot of its own."""
    return {"profile_part": sum(file["new"] for file in report["files"] if file["name"] != "messages.csv")}


def test_database_that_is_none_gives_status_2(place) -> None:
    (place / "rapport.db").write_bytes(b"this is no database" * 100)
    result = manage("refresh")
    assert result.exit_code == 2
    assert "can't be opened as a workspace" in result.stderr
    assert (place / "rapport.db").read_bytes().startswith(b"this is no")


def test_mistake_of_the_program_is_one_short_sentence(place, monkeypatch) -> None:
    def mistake(*args, **options):
        raise KeyError("x")

    monkeypatch.setattr("connectors.ingest.ingest_all", mistake)
    result = manage("import", export(place, *TALK))
    assert result.exit_code == 2
    assert "RAPPORT_DEBUG=1" in result.stderr
    monkeypatch.setenv("RAPPORT_DEBUG", "1")
    assert isinstance(CliRunner().invoke(cli, ["import", str(export(place))]).exception, KeyError)


def test_backup_and_restore_keep_what_was_replaced(place) -> None:
    manage("import", export(place, *TALK))
    before = state(place)
    copy = told("backup")["path"]
    manage("import", export(place, *TALK, made.message(2, 0, True, "More"), day="11-22-2026"))
    after = state(place)
    kept = told("restore", copy)["kept"]
    assert state(place) == before
    told("restore", kept)
    assert state(place) == after
    broken = place / "broken.db"
    broken.write_bytes(Path(copy).read_bytes()[:5000])
    result = manage("restore", broken)
    assert (result.exit_code, state(place)) == (2, after)
    assert manage("restore", place / "none.db").exit_code == 2
    for itself in (("restore", place / "rapport.db"), ("backup", "--out", place / "rapport.db")):
        assert (manage(*itself).exit_code, state(place)) == (2, after)


def test_users_are_added_listed_and_closed(place) -> None:
    manage("import", export(place, *TALK))
    assert manage("users", "add", "nobody").exit_code == 2
    assert manage("users", "add", "anna@x.example").exit_code == 2, "a rep's account needs a rep"
    added = told("users", "add", "Anna@X.example", "--rep", "anna sokolova")
    assert added == [
        {"email": "anna@x.example", "name": "", "role": "rep", "rep_id": "anna-sokolova", "disabled_at": None}
    ]
    told("users", "add", "lead@x.example", "--role", "manager", "--name", "Lee")
    closed = told("users", "disable", "anna@x.example")
    assert [bool(one["disabled_at"]) for one in closed] == [True, False]
    assert manage("users", "disable", "who@x.example").exit_code == 2
    assert told("users", "list") == closed


def test_export_gives_a_rep_everything_and_no_formulas(place) -> None:
    talk = (TALK[0], made.message(1, 60, False, '=HYPERLINK("http://evil.test")'))
    manage("import", export(place, *talk))
    manage("import", export(place, made.message(7, 0, True, "Not Anna's"), name="Ben Carter"))
    counts = told("export", place / "anna.json", "--rep", "Anna Sokolova")["counts"]
    assert counts["message"] == 2
    stored = json.loads((place / "anna.json").read_text())
    assert {row["text"] for row in stored["message"]} == {"Hello", '=HYPERLINK("http://evil.test")'}
    told("export", place / "anna.zip", "--rep", "anna-sokolova", "--format", "csv")
    with zipfile.ZipFile(place / "anna.zip") as archive:
        rows = list(csv.DictReader(archive.read("message.csv").decode().splitlines()))
    assert sorted(row["text"] for row in rows) == ['\'=HYPERLINK("http://evil.test")', "Hello"]
    nobody = manage("export", place / "x.json", "--rep", "Carl")
    assert (nobody.exit_code, "Reps here: Anna Sokolova, Ben Carter" in nobody.stderr) == (2, True)


def test_report_has_the_agreed_shape_and_days_are_checked(place) -> None:
    manage("import", export(place, *TALK))
    report = told("report", "--rep", "Anna Sokolova", "--since", "2026-01-01")
    assert set(report) >= {"scope", "data_until", "coverage", "measurements", "findings", "templates", "profiles"}
    assert all(set(one) >= {"metric", "by", "value", "k", "n", "unit"} for one in report["measurements"])
    assert manage("report", "--out", place / "r.html", "--format", "html").exit_code == 0
    assert "<html" in (place / "r.html").read_text()
    assert "Person 1" not in manage("report", "--masked").output
    wrong = manage("report", "--since", "yesterday")
    assert (wrong.exit_code, "write it as 2026-07-31" in wrong.stderr) == (2, True)


def test_draft_is_checked_and_findings_give_status_1(place) -> None:
    result = manage(
        "check", "--text", "Hi, we help companies cut costs by 30%. Can we book a call on Tuesday?", "--json"
    )
    draft = json.loads(result.stdout)
    assert result.exit_code == 1
    assert set(draft) >= {"verdict", "labels", "findings", "nearest"}
    assert all(set(finding) >= {"rule", "span", "evidence", "advice", "points"} for finding in draft["findings"])
    assert draft["labels"]["asks_meeting"] > 0.5
    read = CliRunner().invoke(
        cli, ["check", "--file", "-"], input="Hello Maria, how did you solve the returns at the new site?"
    )
    assert read.exit_code == 0, read.output
    assert manage("check").exit_code == 2


@pytest.mark.parametrize("who", [("--rep", "Nobody"), ("--to", "Nobody")])
def test_draft_for_an_unknown_person_is_refused_in_a_sentence(place, who) -> None:
    result = manage("check", "--text", "Hello Maria, how did you solve the returns?", *who)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith(f"Error: There is no {'rep' if who[0] == '--rep' else 'contact'} ")
    assert "Traceback" not in result.stderr


def test_profiles_are_classified_from_csv_to_csv(place) -> None:
    source, target = place / "in.csv", place / "out.csv"
    source.write_text("id,text\n1,Open to work\n2,I help warehouses plan routes\n")
    told("classify-profiles", source, target)
    with target.open(newline="") as file:
        assert [row["job_seeking"] for row in csv.DictReader(file)] == ["1", "0"]
    assert manage("classify-profiles", place / "none.csv", target).exit_code == 2


def test_messages_are_classified_from_csv_to_csv(place) -> None:
    source, target = place / "in.csv", place / "out.csv"
    texts = ["We sell boxes from $2, 10% off. Shall I send the price list?", "Please stop writing to me.", "Спасибо"]
    lines = [f'{no},"{text}",{side},x' for no, (text, side) in enumerate(zip(texts, ("out", "in", ""), strict=True))]
    source.write_text("\n".join(["id,text,direction,more", *lines]), encoding="utf-8")
    assert told("classify", source, target)["rows"] == 3
    with target.open(newline="", encoding="utf-8") as file:
        first, second, third = csv.DictReader(file)
    assert (first["is_pitch"], first["has_question"], first["inbound_class"], first["more"]) == ("1", "1", "na", "x")
    assert float(first["p_pitch"]) > 0.5
    assert (second["inbound_class"], second["is_pitch"], second["p_pitch"]) == ("opt_out", "0", "0.0")
    assert third["inbound_class"] == "neutral"
    source.write_text("id,text,direction\n1,a,up\n", encoding="utf-8")
    refused = manage("classify", source, place / "never.csv")
    assert (refused.exit_code, (place / "never.csv").exists()) == (2, False)
    assert "line 2: direction 'up' is unknown" in refused.stderr


def test_conversations_are_classified_line_by_line(place) -> None:
    source, target = place / "in.jsonl", place / "out.jsonl"
    pitch = "We sell boxes from $2, 10% off. Shall I send the price list?"
    said = [("out", "Hi Eva, how was the move?"), ("in", "Fine, thank you."), ("out", pitch), ("in", "Not interested.")]
    talk = {"id": "a", "lang": "en", "messages": [{"direction": side, "text": text} for side, text in said]}
    asked = {
        "id": "b",
        "messages": [
            {"direction": side, "text": text}
            for side, text in (*said[:1], ("in", "What do you sell? Send me a price list."), said[2])
        ],
    }
    source.write_text("\n".join(map(json.dumps, (talk, asked, {"id": "c", "messages": talk["messages"][2:]}))) + "\n")
    assert told("classify-conversations", source, target)["rows"] == 3
    rows = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert [row["pitch_in_first_message"] for row in rows] == [False, False, True]
    assert [row["pitch_after_first_reply"] for row in rows] == [True, False, False]
    assert (rows[0]["outcome"], rows[0]["messages"]) == ("refusal", talk["messages"])
    for broken in (
        "{",
        "[]",
        '{"messages": [{"direction": "out"}]}',
        '{"messages": [{"direction": "in", "text": "a", "at": "x"}]}',
    ):
        source.write_text(json.dumps(talk) + "\n" + broken)
        refused = manage("classify-conversations", source, place / "never.jsonl")
        assert (refused.exit_code, (place / "never.jsonl").exists()) == (2, False)
        assert "line 2" in refused.stderr
        assert "Traceback" not in refused.stderr


def test_demo_is_not_mixed_with_real_people(place) -> None:
    manage("import", export(place, *TALK))
    before = state(place)
    assert manage("demo").exit_code == 2
    assert manage("demo", "--remove").exit_code == 2
    assert state(place) == before


@pytest.mark.slow
def test_demo_comes_through_the_connectors_and_goes_again(place) -> None:
    result = told("demo", "--reps", "2")
    assert result["reps"] == 2
    assert result["counts"]["messages"] > 500
    with store.reading(place / "rapport.db") as conn:
        assert workspace.load(conn).demo
        assert conn.execute("SELECT COUNT(*) FROM rep").fetchone()[0] == 2
        assert conn.execute("SELECT COUNT(*) FROM conversation").fetchone()[0] > 50
    assert manage("demo").exit_code == 2, "it is here already"
    told("demo", "--remove")
    with store.reading(place / "rapport.db") as conn:
        assert not workspace.load(conn).demo
        for table in ("rep", "import", "message", "sighting", "conversation", "search", "dirty"):
            assert conn.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0] == 0, table


def test_serve_refuses_the_network_without_a_sign_in(place) -> None:
    result = manage("serve", "--address", "0.0.0.0")
    assert result.exit_code == 2
    assert "127.0.0.1" in result.stderr


@pytest.mark.slow
def test_serve_opens_the_dashboard_on_this_machine(place) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, str(ROOT / "manage.py"), "serve", "--port", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        assert server.stdout.readline().startswith(f"Rapport is at http://127.0.0.1:{port}")
        end = time.monotonic() + 60
        while time.monotonic() < end:
            with socket.socket() as client:
                if client.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.2)
        else:
            pytest.fail("nobody answers")
    finally:
        server.terminate()
        server.communicate()


def test_every_command_has_help_db_and_json() -> None:
    for name, command in cli.commands.items():
        result = manage(name, "--help")
        assert result.exit_code == 0
        assert "--db" in result.output
        assert "--json" in result.output
        assert command.help, name


def test_a_file_nobody_knows_beside_a_good_export_is_only_told(place) -> None:
    stray = place / "holiday.txt"
    stray.write_text("Sunscreen, towels, a book.\n", encoding="utf-8")
    result = manage("import", export(place, *TALK), stray)
    assert result.exit_code == 0, result.output
    assert "holiday.txt" in result.stderr
    assert manage("import", stray).exit_code == 2
