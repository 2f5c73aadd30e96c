"""Backups by clicking: make one, change something, go back."""

import sqlite3

from playwright.sync_api import expect

from tests.browser.server import ready

LONG = 60_000


def test_a_backup_is_made_and_gone_back_to(own_demo, visit):
    address, home = own_demo
    page = visit.page
    page.goto(f"{address}/settings?part=backups")
    ready(page)
    expect(page.get_by_text("There is no backup yet.")).to_be_visible()
    page.get_by_role("button", name="Make a backup now").click()
    expect(page.get_by_role("button", name="Go back to this")).to_have_count(1, timeout=LONG)

    page.goto(f"{address}/settings?part=workspace")
    ready(page)
    page.get_by_role("textbox", name="Company").fill("Changed afterwards")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_test_id("stSidebar").get_by_text("Changed afterwards")).to_be_visible(timeout=20_000)

    page.goto(f"{address}/settings?part=backups")
    ready(page)
    page.get_by_role("button", name="Go back to this").click()
    page.get_by_role("dialog").get_by_role("button", name="Go back").click()
    expect(page.get_by_text("as it was in that backup")).to_be_visible(timeout=LONG)
    expect(page.get_by_test_id("stSidebar").get_by_text("Changed afterwards")).to_have_count(0)
    expect(page.get_by_role("button", name="Go back to this")).to_have_count(2)
    with sqlite3.connect(home / "rapport.db") as conn:
        assert conn.execute("SELECT COUNT(*) FROM message").fetchone()[0] > 0


def test_a_manager_is_told_who_may(demo, visit):
    visit.page.goto(f"{demo}/settings?part=backups&as=manager")
    ready(visit.page)
    expect(visit.page.get_by_text("Only an admin makes backups")).to_be_visible()
    expect(visit.page.get_by_role("button", name="Make a backup now")).to_have_count(0)
