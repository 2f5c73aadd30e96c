"""Templates by clicking: one opened from the list, two copies compared, back again."""

import re
import sqlite3

from playwright.sync_api import expect

from tests.browser.server import ready

REP = "ben-carter"


def test_a_text_opens_two_copies_are_compared_and_the_list_comes_back(demo, visit):
    page = visit.page
    page.goto(f"{demo}/templates?as=rep:{REP}")
    ready(page)
    expect(page.get_by_text(re.compile(r"\d+ texts? (is|are) pasted and ignored"))).to_be_visible()
    first = page.locator("a.rp-first").first
    words = first.inner_text()
    first.click()
    expect(page.get_by_text("What stays, and the places that change")).to_be_visible(timeout=20_000)
    ready(page)
    assert words.split("}")[-1][:20].strip(" ,!….") in page.locator(".rp-text").first.inner_text()
    heads = page.locator(".rp-two .head")
    for no in (3, 1):  # the one picked before becomes the other one
        copied = page.locator(".rp-copies > div").nth(no)
        to = copied.locator("b").inner_text()
        copied.get_by_role("link", name="Compare this one").click()
        expect(heads.nth(0)).to_contain_text(to, timeout=20_000)
        ready(page)
    expect(heads.nth(1)).to_contain_text(page.locator(".rp-copies > div").nth(3).locator("b").inner_text())
    assert "a=" in page.url
    assert "b=" in page.url
    assert page.locator(".rp-two ins").count() + page.locator(".rp-two del").count() > 0
    page.get_by_role("link", name="All templates").click()
    expect(page.locator("a.rp-first").first).to_have_text(words, timeout=20_000)


def test_narrowing_and_order_stay_in_the_address(demo, visit):
    page = visit.page
    page.goto(f"{demo}/templates?as=manager")
    ready(page)
    page.get_by_text(re.compile(r"^Ignored \d+$")).click()
    page.wait_for_url("**kind=stop**")
    ready(page)
    count = page.locator("a.rp-first").count()
    expect(page.locator("td .rp-pill", has_text="Pasted and ignored")).to_have_count(count)
    page.reload()
    ready(page)
    expect(page.locator("a.rp-first")).to_have_count(count)


def test_hostile_words_stay_words(own_demo, visit):
    address, home = own_demo
    nasty = '<img src="http://evil.test/x.png"> ![x](http://evil.test/y.png) '
    with sqlite3.connect(home / "rapport.db") as conn:
        text = conn.execute("SELECT id FROM template ORDER BY reach DESC LIMIT 1").fetchone()[0]
        copies = "SELECT message_id FROM message_mark WHERE template_id = ?"
        conn.execute(f"UPDATE message SET text = ? || text WHERE id IN ({copies})", (nasty, text))
    page = visit.page
    for eyes in (f"rep:{REP}", "manager"):
        for more in ("", f"&id={text}"):
            page.goto(f"{address}/templates?as={eyes}{more}")
            ready(page)
            expect(page.get_by_text("evil.test").first).to_be_visible()
            assert page.locator("main img[src*='evil']").count() == 0
