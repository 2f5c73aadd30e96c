"""Every page of the menu, on an empty workspace, for every role, in both languages."""

import pytest
from conftest import words_of

from data.scope import ROLES
from pages.menu import GROUPS, PAGES

IDS = [page.id for page in PAGES]


@pytest.mark.parametrize("lang", ["en", "ru"])
@pytest.mark.parametrize("page", PAGES, ids=IDS)
def test_draws_on_an_empty_workspace(draw, page, lang):
    app = draw(page.id, lang=lang)
    assert not app.exception
    assert words_of(app).strip()


@pytest.mark.parametrize("eyes", ["leader", "manager", "admin"])
@pytest.mark.parametrize("page", PAGES, ids=IDS)
def test_draws_for_every_role(draw, page, eyes):
    assert not draw(page.id, **{"as": eyes}).exception


@pytest.mark.parametrize("page", PAGES, ids=IDS)
def test_declares_what_the_menu_needs(page):
    assert page.roles, "a page without roles opens to nobody"
    assert set(page.roles) <= set(ROLES)
    assert page.group in GROUPS
    assert page.id.isascii()
    assert page.id.islower()


def test_addresses_are_unique_and_one_page_is_home():
    assert len({page.address for page in PAGES}) == len(PAGES)
    assert sum(page.home for page in PAGES) == 1
