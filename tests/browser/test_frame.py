"""The frame in a real browser: addresses, languages, widths, accessibility."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from pages.locale import translator
from pages.menu import PAGES
from tests.browser.server import ready, serving

AXE = Path(__file__).parent / "axe" / "axe.min.js"
ALLOWED = {"list", "listitem", "svg-img-alt"}
"""What axe finds in Streamlit's own sidebar and sparklines; nothing of ours."""
ADDRESSES = [page.address for page in PAGES]
LANGS = ["en", "ru"]


def overflow(page: Page) -> int:
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


@pytest.mark.parametrize("page", [page for page in PAGES if not page.hidden], ids=lambda page: page.id)
def test_deep_link_opens_the_page(empty, visit, page):
    visit.page.goto(f"{empty}/{page.address}")
    ready(visit.page)
    expect(visit.page.get_by_role("dialog")).to_have_count(0)
    assert visit.page.url.split("?")[0].endswith(f"/{page.address}")
    expect(visit.page.get_by_role("link", name=page.title, exact=True)).to_be_visible()


@pytest.mark.parametrize("lang", LANGS)
def test_language_is_in_the_address_and_on_the_page(empty, visit, lang):
    say = translator(lang).gettext
    visit.page.goto(f"{empty}/settings?lang={lang}")
    ready(visit.page)
    expect(visit.page.get_by_role("heading", name=say("Settings"), level=1)).to_be_visible()
    assert visit.page.evaluate("document.documentElement.lang") == lang


def test_language_survives_a_change_of_page(empty, visit):
    page = visit.page
    page.goto(f"{empty}/settings")
    ready(page)
    page.get_by_role("radio", name="ru").or_(
        page.get_by_test_id("stSidebar").get_by_role("button", name="ru")
    ).first.click()
    expect(page.get_by_role("heading", name="Настройки", level=1)).to_be_visible()
    page.get_by_role("link", name="Загрузка").click()
    expect(page.get_by_role("heading", name="Загрузка", level=1)).to_be_visible()
    ready(page)
    assert "lang=ru" in page.url


@pytest.mark.parametrize(
    "visit",
    [{"viewport": {"width": 390, "height": 844}}, {"viewport": {"width": 1920, "height": 1080}}],
    indirect=True,
    ids=["390", "1920"],
)
@pytest.mark.parametrize("lang", LANGS)
def test_nothing_sticks_out(empty, visit, lang):
    for address in ADDRESSES:
        visit.page.goto(f"{empty}/{address}?lang={lang}")
        ready(visit.page)
        assert overflow(visit.page) <= 0, address


@pytest.mark.parametrize(
    "visit", [{"color_scheme": "light"}, {"color_scheme": "dark"}], indirect=True, ids=["light", "dark"]
)
def test_accessibility(empty, visit):
    for address in ADDRESSES:
        visit.page.goto(f"{empty}/{address}")
        ready(visit.page)
        visit.page.evaluate(AXE.read_text())
        result = visit.page.evaluate("axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']})")
        found = {rule["id"]: rule["nodes"][0]["target"] for rule in result["violations"]}
        assert set(found) <= ALLOWED, (address, found)


SECRETS = """
[auth]
redirect_uri = "http://127.0.0.1:8501/oauth2callback"
cookie_secret = "only-for-this-test"
client_id = "rapport"
client_secret = "only-for-this-test"
server_metadata_url = "http://127.0.0.1:9/.well-known/openid-configuration"
"""


def test_signed_out_every_deep_link_shows_the_sign_in(tmp_path, visit):
    secrets = tmp_path / "secrets.toml"
    secrets.write_text(SECRETS)
    with serving(tmp_path, "--secrets.files", str(secrets)) as address:
        for path in ADDRESSES:
            visit.page.goto(f"{address}/{path}")
            ready(visit.page)
            expect(visit.page.get_by_role("button", name="Sign in")).to_be_visible()
            expect(visit.page.get_by_test_id("stSidebarNav")).to_have_count(0)
            words = visit.page.get_by_test_id("stMain").inner_text()
            assert re.sub(r"\s+", " ", words).startswith("Rapport"), path
