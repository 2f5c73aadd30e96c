"""Matches led by keys: a word each, taken back, the figures after it."""

from playwright.sync_api import expect

from tests.browser.server import ready


def test_one_key_says_it_and_one_takes_it_back(own_demo, visit):
    address, _home = own_demo
    page = visit.page
    page.goto(f"{address}/matches")
    ready(page)
    first = page.locator(".rp-two b").first
    name = first.inner_text()
    page.locator("body").press("s")
    expect(first).not_to_have_text(name, timeout=30_000)
    expect(page.get_by_text("1 by somebody’s word")).to_be_visible(timeout=60_000)
    page.locator("body").press("u")
    expect(first).to_have_text(name, timeout=60_000)
