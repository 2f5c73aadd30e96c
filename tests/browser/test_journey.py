"""A sales leader's way from the first minute: empty machine, demo, team, scorecard, conversation, and back."""

import re

from playwright.sync_api import expect

from tests.browser.server import ready

LONG = 120_000


def test_from_an_empty_machine_to_a_conversation_and_back(fresh, visit):
    address, _ = fresh
    page = visit.page
    page.goto(address)
    ready(page)
    page.get_by_role("button", name="Look around with a demo team").click()
    expect(page.get_by_text("need help first")).to_be_visible(timeout=LONG)
    ready(page)
    expect(page.get_by_text("Demo data").first).to_be_visible()

    page.get_by_role("link", name="Dmitry Orlov").first.click()
    ready(page)
    expect(page).to_have_url(re.compile(r"/scorecard\?.*rep=dmitry-orlov"))
    expect(page.get_by_text("Your next three steps").or_(page.get_by_text("next three steps"))).to_be_visible()

    page.get_by_role("link", name="Open the conversation").first.click()
    ready(page)
    expect(page).to_have_url(re.compile(r"/conversations\?.*"))
    expect(page.locator(".rp-conv")).to_be_visible()

    page.go_back()
    ready(page)
    expect(page).to_have_url(re.compile(r"/scorecard\?.*rep=dmitry-orlov"))
    page.go_back()
    ready(page)
    expect(page.get_by_text("need help first")).to_be_visible()
