"""Results by clicking: a figure opened, its rows turned over, a channel's rows, back; and nothing named to a room."""

import re
import sqlite3

from playwright.sync_api import expect

from tests.browser.server import ready

ROWS = "tbody tr"


def test_a_card_opens_its_rows_and_they_are_as_many_as_it_says(demo, visit):
    page = visit.page
    page.goto(f"{demo}/results?as=manager&lang=en")
    ready(page)
    expect(page.get_by_text(re.compile("Social networks are the source of"))).to_be_visible()
    card = page.locator(".st-key-card_lead_to_opp")
    k, n = map(int, re.search(r"(\d+)\s+of\s+(\d+)", card.inner_text()).groups())
    card.locator("a.rp-open").click()
    expect(page.get_by_text("What was counted")).to_be_visible(timeout=20_000)
    ready(page)
    expect(page.get_by_text(f"{n} rows · {k} of them count as reached")).to_be_visible()
    listed = page.locator('table[aria-label="What was counted"]')
    shown = listed.locator(ROWS).count()
    for number in range(2, -(-n // 50) + 1):
        first = listed.locator(ROWS).first.text_content()
        page.get_by_role("button", name=f"Page {number}", exact=True).click()
        expect(listed.locator(ROWS).first).not_to_have_text(first, timeout=20_000)
        ready(page)
        shown += listed.locator(ROWS).count()
    assert shown == n
    page.get_by_role("link", name="All results").click()
    expect(page.get_by_text("By channel", exact=True)).to_be_visible(timeout=20_000)


def test_a_channel_of_the_table_opens_only_its_rows(demo, visit):
    page = visit.page
    page.goto(f"{demo}/results?as=manager&lang=en")
    ready(page)
    row = page.locator('table[aria-label="By channel"] tbody tr', has_text="Referral")
    cell = row.locator("td").nth(1)
    leads = int(cell.inner_text())
    cell.locator("a").click()
    listed = page.locator('table[aria-label="What was counted"]')
    expect(listed.locator(ROWS)).to_have_count(min(leads, 50), timeout=20_000)
    assert page.locator('table[aria-label="What was counted"] tbody').inner_text().count("Referral") == min(leads, 50)


def test_no_name_of_a_deal_on_a_shared_screen(demo, demo_home, visit):
    with sqlite3.connect(demo_home / "rapport.db") as conn:
        names = [name for (name,) in conn.execute("SELECT name FROM sale_deal WHERE length(name) > 5")]
    page = visit.page
    page.goto(f"{demo}/results?as=manager&present=1&open=deals_won")
    ready(page)
    text = page.locator("body").inner_text()
    assert "name hidden" in text
    assert not [name for name in names if name in text]
