"""`manage.py tasks`: the demo's tasks as a list, a calendar and a table."""

import json
import subprocess
import sys
from pathlib import Path

from icalendar import Calendar

ROOT = Path(__file__).resolve().parent.parent


def run(home, *args):
    command = [sys.executable, "manage.py", *args, "--db", str(home / "w.db")]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)


def test_tasks_as_list_calendar_and_table(tmp_path):
    from data import store, tasks
    from data.scope import Viewer

    store.prepare(tmp_path / "w.db")
    anna = Viewer("anna@team.example", "rep", "Anna", "anna")
    with store.writing(tmp_path / "w.db") as conn:
        conn.execute("INSERT INTO rep (id, name) VALUES ('anna', 'Anna')")
        tasks.add(conn, anna, tasks.Task("Call", "2020-01-31", every="month"))
    told = run(tmp_path, "tasks", "--json")
    assert told.returncode == 0, told.stderr
    assert [(row["text"], row["late"]) for row in json.loads(told.stdout)] == [("Call", True)]
    assert run(tmp_path, "tasks", "--out", str(tmp_path / "t.ics")).returncode == 0
    (event,) = Calendar.from_ical((tmp_path / "t.ics").read_bytes()).walk("VEVENT")
    assert str(event["summary"]) == "Call"
    assert run(tmp_path, "tasks", "--out", str(tmp_path / "t.csv")).returncode == 0
    assert "2020-01-31,Call" in (tmp_path / "t.csv").read_text(encoding="utf-8-sig")
    assert run(tmp_path, "tasks", "--out", str(tmp_path / "t.txt")).returncode == 2
