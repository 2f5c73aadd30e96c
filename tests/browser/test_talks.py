"""Conversations by clicking: one opened from the list, found by search, marked as private by its rep."""

import re
import sqlite3

from playwright.sync_api import expect

from tests.browser.server import ready

REP = "dmitry-orlov"


def rows_of(page):
    return page.locator(".rp-talk")


def test_one_opens_from_the_list_and_leads_back(demo, visit):
    page = visit.page
    page.goto(f"{demo}/conversations?show=early&as=rep:{REP}")
    ready(page)
    first = rows_of(page).first
    name = first.locator(".who b").inner_text()
    count = page.get_by_text(re.compile(r"\d+ conversations, newest first")).inner_text()
    first.click()
    expect(page.locator(".rp-conv")).to_be_visible(timeout=20_000)
    ready(page)
    expect(page.locator(".rp-talk.on b")).to_have_text(name)
    assert "show=early" in page.url
    assert "id=" in page.url
    expect(page.get_by_text(count)).to_be_visible()
    expect(page.get_by_text("Selling right after the first answer").first).to_be_visible()
    page.get_by_role("link", name="Back to the list").click()
    ready(page)
    expect(page.locator(".rp-conv")).to_have_count(0)
    expect(page.get_by_text(count)).to_be_visible()


def test_search_finds_a_person_and_says_when_there_is_none(demo, visit):
    page = visit.page
    page.goto(f"{demo}/conversations?as=rep:{REP}&period=12m")
    ready(page)
    name = rows_of(page).first.locator(".who b").inner_text()
    box = page.get_by_role("textbox", name="Search")
    box.fill(name)
    box.press("Enter")
    page.wait_for_url("**q=**")
    ready(page)
    assert rows_of(page).count() >= 1
    for i in range(rows_of(page).count()):
        expect(rows_of(page).nth(i)).to_contain_text(name.split()[0])
    box.fill("zzqqxx")
    box.press("Enter")
    expect(page.get_by_text("No conversation is like that.")).to_be_visible(timeout=20_000)
    page.get_by_role("link", name="All conversations").click()
    ready(page)
    assert rows_of(page).count() > 1


def test_a_rep_marks_one_as_private_and_the_leader_sees_it_no_more(own_demo, visit):
    address, home = own_demo
    page = visit.page
    page.goto(f"{address}/conversations?as=rep:{REP}")
    ready(page)
    rows_of(page).first.click()
    page.get_by_role("button", name="Mark as private").click(timeout=20_000)
    expect(page.get_by_role("button", name="No longer private")).to_be_visible(timeout=20_000)
    marked = re.search(r"[?&]id=([0-9a-f]+)", page.url)[1]
    with sqlite3.connect(home / "rapport.db") as conn:
        assert conn.execute("SELECT COUNT(*) FROM private_conversation").fetchone() == (1,)
    page.goto(f"{address}/conversations?as=manager&id={marked}")
    ready(page)
    expect(page.get_by_text("This is not here.")).to_be_visible()
    page.goto(f"{address}/settings?part=privacy&as=manager")
    ready(page)
    expect(page.get_by_role("cell", name="Dmitry Orlov")).to_be_visible()
