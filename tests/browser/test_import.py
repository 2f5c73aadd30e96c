"""An export dropped on the page, in a real browser: preview, import with progress, undo."""

import re
import sqlite3
import time

import pytest
from playwright.sync_api import expect

from data.demo import build
from tests.browser.server import ready


@pytest.fixture(scope="module")
def archives(tmp_path_factory):
    made = build(tmp_path_factory.mktemp("exports"), reps=2)
    return [str(path) for path in made if "LinkedIn" in path.name]  # they leave nothing open


def open_import(visit, address):
    visit.page.goto(f"{address}/imports")
    ready(visit.page)
    return visit.page


def test_drop_preview_import_undo(fresh, visit, archives):
    address, home = fresh
    page = open_import(visit, address)
    page.get_by_test_id("stFileUploaderDropzoneInput").first.set_input_files(archives)
    expect(page.get_by_text("Ben Carter").first).to_be_visible(timeout=60_000)
    expect(page.get_by_role("button", name="Import 3 files")).to_be_visible(timeout=60_000)
    with sqlite3.connect(home / "rapport.db") as conn:
        assert conn.execute("SELECT COUNT(*) FROM message").fetchone()[0] == 0, "a preview must store nothing"
    page.get_by_role("button", name="Import 3 files").click()
    expect(page.get_by_role("progressbar").first).to_be_visible(timeout=20_000)
    expect(page.get_by_role("button", name="Undo")).to_have_count(3, timeout=120_000)
    with sqlite3.connect(home / "rapport.db") as conn:
        before = conn.execute("SELECT COUNT(*) FROM message").fetchone()[0]
        assert before > 0
        assert conn.execute("SELECT COUNT(*) FROM tally").fetchone()[0] > 0, "an import is judged at once"
    assert list((home / "uploads").rglob("*.zip")) == [], "what was imported does not stay among the uploads"
    page.get_by_role("button", name="Undo").first.click()
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_role("button", name="Undo")).to_have_count(2, timeout=60_000)
    with sqlite3.connect(home / "rapport.db") as conn:
        for _ in range(240):
            undone = conn.execute("SELECT COUNT(*) FROM import WHERE state = 'undone'").fetchone()[0]
            if undone:
                break
            time.sleep(0.25)
        assert undone == 1


def test_import_goes_on_when_the_page_is_closed(fresh, visit, archives):
    address, home = fresh
    page = open_import(visit, address)
    page.get_by_test_id("stFileUploaderDropzoneInput").first.set_input_files(archives[:1])
    page.get_by_role("button", name="Import 1 file").click(timeout=60_000)
    expect(page.get_by_text("it goes on").first).to_be_visible(timeout=20_000)
    page.goto("about:blank")
    with sqlite3.connect(home / "rapport.db") as conn:
        for _ in range(240):
            states = [row[0] for row in conn.execute("SELECT state FROM job WHERE kind = 'import'")]
            if states == ["done"]:
                break
            time.sleep(0.25)
        assert states == ["done"]
    page = open_import(visit, address)
    expect(page.get_by_role("button", name="Undo")).to_have_count(1)


def test_a_file_that_is_no_export_is_told_so(fresh, visit, tmp_path):
    address, _home = fresh
    page = open_import(visit, address)
    page.get_by_test_id("stFileUploaderDropzoneInput").first.set_input_files(
        [{"name": "../../evil.zip", "mimeType": "application/zip", "buffer": b"<html>expired</html>"}]
    )
    expect(page.get_by_text("can't be read")).to_be_visible(timeout=60_000)
    expect(page.get_by_text("web page")).to_be_visible()
    expect(page.get_by_role("button", name="Import")).to_have_count(0)
    page.get_by_role("button", name="Leave them out").click()
    expect(page.get_by_text("can't be read")).to_have_count(0)


def test_demo_team_comes_and_goes_with_one_click(fresh, visit):
    address, home = fresh
    visit.page.goto(address)
    ready(visit.page)
    visit.page.get_by_role("button", name="Look around with a demo team").click()
    expect(visit.page.get_by_text("Demo data").first).to_be_visible(timeout=120_000)
    page = open_import(visit, address)
    page.get_by_role("button", name="Remove the demo data").click()
    expect(page.get_by_text("Nothing is imported yet.")).to_be_visible(timeout=60_000)
    with sqlite3.connect(home / "rapport.db") as conn:
        assert conn.execute("SELECT COUNT(*) FROM message").fetchone()[0] == 0


CHAT = """[3/4/25, 10:05:00 AM] Anna Sokolova: Hello
[3/4/25, 10:06:00 AM] Peter Novak: Hi Anna
[3/5/25, 11:00:00 AM] Anna Sokolova: How is the audit going?
"""
TABLE = "When,Message,Way,Whom\n03.04.2026 10:00,Good day,outgoing,Peter Novak\n"


def choose(page, label, option):
    page.get_by_role("combobox", name=label).click()
    if not page.get_by_role("option").count():
        page.keyboard.press("ArrowDown")
    page.get_by_role("option", name=option).first.click()


def test_a_chat_is_asked_about_once_and_then_imported(fresh, visit):
    address, home = fresh
    page = open_import(visit, address)
    page.get_by_test_id("stFileUploaderDropzoneInput").first.set_input_files(
        [{"name": "chat.txt", "mimeType": "text/plain", "buffer": CHAT.encode()}]
    )
    expect(page.get_by_text(re.compile(r"\d questions|one question"))).to_be_visible(timeout=60_000)
    expect(page.get_by_role("button", name="Import 1 file")).to_have_count(0)
    page.get_by_label("Somebody new: the name").fill("Anna Sokolova")
    choose(page, "Which of these names", "Anna Sokolova")
    choose(page, "Which day is", "3 Apr 2025")
    page.get_by_role("button", name="That is right").click()
    expect(page.get_by_text("The rep is Anna Sokolova (as you said)")).to_be_visible(timeout=60_000)
    page.get_by_role("button", name="Import 1 file").click()
    expect(page.get_by_text("What was answered")).to_be_visible(timeout=120_000)
    with sqlite3.connect(home / "rapport.db") as conn:
        assert conn.execute("SELECT min(day) FROM message").fetchone() == ("2025-04-03",)
    page.get_by_role("button", name="Change").first.click()
    choose(page, "Which day is", "4 Mar 2025")
    page.get_by_role("button", name="Change it").click()
    expect(page.get_by_text("is 4 Mar 2025").first).to_be_visible(timeout=60_000)
    with sqlite3.connect(home / "rapport.db") as conn:
        assert conn.execute("SELECT min(day) FROM message").fetchone() == ("2025-03-04",)


def test_a_table_shows_its_first_rows_while_columns_are_chosen(fresh, visit):
    address, _home = fresh
    page = open_import(visit, address)
    page.get_by_test_id("stFileUploaderDropzoneInput").first.set_input_files(
        [{"name": "tool.csv", "mimeType": "text/csv", "buffer": TABLE.encode()}]
    )
    expect(page.get_by_text("say what the columns are")).to_be_visible(timeout=60_000)
    expect(page.get_by_text("Good day")).to_be_visible()
