"""Every page with the demo team, whose messages try to leak: pictures, links, scripts, formulas."""

from itertools import pairwise

import pytest
from playwright.sync_api import expect

from pages.menu import PAGES
from tests.browser.server import ready
from tests.browser.test_frame import ALLOWED, AXE, overflow

ADDRESSES = [page.address for page in PAGES if not page.home]
REP = "dmitry-orlov"


@pytest.mark.parametrize(
    "visit",
    [{"viewport": {"width": 390, "height": 844}}, {"viewport": {"width": 1920, "height": 1080}}],
    indirect=True,
    ids=["390", "1920"],
)
@pytest.mark.parametrize("lang", ["en", "ru"])
def test_nothing_sticks_out(demo, visit, lang):
    for address in ADDRESSES:
        visit.page.goto(f"{demo}/{address}?lang={lang}")
        ready(visit.page)
        assert overflow(visit.page) <= 0, address


@pytest.mark.parametrize(
    "visit", [{"color_scheme": "light"}, {"color_scheme": "dark"}], indirect=True, ids=["light", "dark"]
)
def test_accessibility(demo, visit):
    for address in ADDRESSES:
        visit.page.goto(f"{demo}/{address}")
        ready(visit.page)
        visit.page.evaluate(AXE.read_text())
        result = visit.page.evaluate("axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']})")
        found = {rule["id"]: [node["target"] for node in rule["nodes"]][:3] for rule in result["violations"]}
        assert set(found) <= ALLOWED, (address, found)


@pytest.mark.parametrize("eyes", [f"rep:{REP}", "manager", "admin"])
def test_third_party_text_stays_text(demo, visit, eyes):
    """The fixture fails when anything outside this machine is asked; here nothing of the texts may be live either."""
    for address in ADDRESSES:
        visit.page.goto(f"{demo}/{address}?as={eyes}&rep={REP}&period=12m")
        ready(visit.page)
        main = visit.page.get_by_test_id("stMain")
        assert main.locator("img[src*='evil'], a[href*='evil'], script").count() == 0, address


def test_root_leads_to_the_first_page_and_keeps_the_address(demo, visit):
    visit.page.goto(f"{demo}/?period=30d")
    ready(visit.page)
    visit.page.wait_for_url("**/team**")
    assert "period=30d" in visit.page.url


def test_period_is_in_the_address_and_survives_a_change_of_page(demo, visit):
    page = visit.page
    page.goto(f"{demo}/coverage")
    ready(page)
    page.get_by_role("radio", name="12 months").click()
    page.wait_for_url("**period=12m**")
    page.get_by_test_id("stSidebarNav").get_by_role("link", name="Team", exact=True).click()
    expect(page.get_by_role("heading", name="Team", level=1)).to_be_visible()
    ready(page)
    expect(page.get_by_role("radio", name="12 months")).to_be_checked()
    assert "period=12m" in page.url


def test_a_rep_is_told_that_settings_are_not_for_them(demo, visit):
    visit.page.goto(f"{demo}/settings?as=rep:{REP}")
    ready(visit.page)
    expect(visit.page.get_by_text("This page is for other roles.")).to_be_visible()
    expect(visit.page.get_by_test_id("stSidebarNav").get_by_role("link", name="Settings")).to_have_count(0)
    expect(visit.page.get_by_role("dialog")).to_have_count(0)


def test_change_of_points_shows_its_effect_before_saving(demo, visit):
    visit.page.goto(f"{demo}/settings?section=profile")
    ready(visit.page)
    expect(visit.page.get_by_text("What this would change")).to_have_count(0)
    box = visit.page.get_by_test_id("stDataFrame").first.bounding_box()
    visit.page.wait_for_timeout(800)  # the table is a canvas: nothing tells that it takes clicks
    visit.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + 36 + 18)
    visit.page.wait_for_timeout(500)
    visit.page.keyboard.type("1")
    visit.page.wait_for_timeout(300)
    visit.page.keyboard.press("Enter")
    expect(visit.page.get_by_role("heading", name="What this would change")).to_be_visible(timeout=10_000)
    expect(visit.page.get_by_role("button", name="Save and judge everything anew")).to_be_visible()


@pytest.mark.parametrize("visit", [{"viewport": {"width": 390, "height": 844}}], indirect=True, ids=["390"])
@pytest.mark.parametrize("lang", ["en", "ru"])
def test_signs_of_profile_checks_stand_beside_each_other_on_a_phone(demo, visit, lang):
    visit.page.goto(f"{demo}/profiles?lang={lang}")
    ready(visit.page)
    boxes = [sign.bounding_box() for sign in visit.page.locator(".rp-fixed tbody tr:first-child .rp-check").all()]
    assert len(boxes) == 8
    for left, right in pairwise(boxes):
        assert left["x"] + left["width"] <= right["x"]
