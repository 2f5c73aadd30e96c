"""Attribution in a browser: from the overview to a deal's evidence to the conversation behind it."""

import pytest
from playwright.sync_api import expect

from tests.browser.server import ready
from tests.browser.test_frame import ALLOWED, AXE, overflow

WAYS = [("light", 1920), ("dark", 1920), ("light", 390), ("dark", 390)]


@pytest.mark.parametrize(
    "visit",
    [{"color_scheme": scheme, "viewport": {"width": width, "height": 900}} for scheme, width in WAYS],
    indirect=True,
    ids=[f"{scheme}-{width}" for scheme, width in WAYS],
)
@pytest.mark.parametrize("lang", ["en", "ru"])
def test_from_the_overview_to_the_conversation(demo, visit, lang):
    page = visit.page
    page.goto(f"{demo}/attribution?period=12m&lang={lang}")
    _looked_at(page)
    page.locator("a.rp-link[href*='deal=']").first.click()
    page.wait_for_url("**deal=**")
    _looked_at(page)
    expect(page.locator(".rp-link-box.won")).to_have_count(1)
    page.locator(".rp-link-box a.rp-link").first.click()
    page.wait_for_url("**/conversations**")
    ready(page)
    expect(page.locator(".rp-bubble").first).to_be_visible()


def _looked_at(page):
    ready(page)
    assert overflow(page) <= 0
    page.evaluate(AXE.read_text())
    result = page.evaluate("axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']})")
    found = {rule["id"]: [node["target"] for node in rule["nodes"]][:3] for rule in result["violations"]}
    assert set(found) <= ALLOWED, found


def test_a_number_opens_as_many_deals_as_it_says(demo, visit):
    page = visit.page
    page.goto(f"{demo}/attribution?period=12m")
    ready(page)
    number = page.locator("a.rp-link[href*='of=class'][href*='is=sourced']")
    said = int(number.inner_text())
    number.click()
    page.wait_for_url("**is=sourced**")
    ready(page)
    assert said > 0
    expect(page.locator("table.rp-table tbody tr")).to_have_count(said)


def test_the_window_stays_in_the_address(demo, visit):
    page = visit.page
    page.goto(f"{demo}/attribution")
    ready(page)
    page.get_by_role("radio", name="365").click()
    page.wait_for_url("**window=365**")
    ready(page)
    page.locator("a.rp-link[href*='of=all']").first.click()
    page.wait_for_url("**of=all**")
    assert "window=365" in page.url
