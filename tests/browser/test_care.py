"""From a search to a client's card: a note and a task written there, the task ticked off on the page of tasks."""

import re
import sqlite3

from playwright.sync_api import expect

from tests.browser.server import ready


def test_search_card_note_task(demo, demo_home, visit):
    sql = """SELECT s.name FROM sale_company s JOIN sale_deal d ON d.customer_id = s.customer_id
        WHERE d.rep_id = 'anna-sokolova' AND s.won > 2 AND length(s.name) > 8 ORDER BY s.name LIMIT 1"""
    with sqlite3.connect(demo_home / "rapport.db") as conn:
        name = conn.execute(sql).fetchone()[0]
    page = visit.page
    page.goto(f"{demo}/search?as=rep:anna-sokolova&lang=en")
    ready(page)
    page.get_by_label("Search").fill(name)
    page.get_by_label("Search").press("Enter")
    page.get_by_role("link", name=name, exact=True).first.click()
    expect(page.get_by_text("What to talk about next")).to_be_visible(timeout=20_000)
    ready(page)
    page.get_by_role("button", name=re.compile("Add a task")).click()
    page.get_by_label("What is to be done").fill("Ask about the new depot")
    page.get_by_label("What is to be done").press("Tab")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Ask about the new depot").first).to_be_visible(timeout=20_000)
    page.goto(f"{demo}/tasks?as=rep:anna-sokolova&lang=en")
    ready(page)
    row = page.locator('[class*="st-key-plan_"]', has_text="Ask about the new depot")
    row.get_by_role("button", name=re.compile("Done")).click()
    expect(row).to_have_count(0, timeout=20_000)
