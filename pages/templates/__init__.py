"""Templates: what do we paste, and what does it do?"""

from data.words import N_
from metrics.templates.listed import templates
from pages.templates import asked, listing, one
from pages.ui import empty, filters
from pages.ui.drawn import drawn
from pages.ui.page import Page, opening
from pages.ui.words import _


def render() -> None:
    """Draw the texts that went to many, or one of them."""
    if not filters.as_of():
        opening(_("Templates"), filtered=False)
        empty.nothing_imported()
        return
    if asked.template():
        one.draw(asked.template())
    else:
        _listed()


def _listed() -> None:
    wanted = (asked.scope(), asked.kind(), asked.sort(), asked.page())
    blocks = drawn(listing.blocks, templates, *wanted)
    if not blocks.rows and asked.page():
        blocks = drawn(listing.blocks, templates, *wanted[:3], 0)
    opening(_("Templates"), blocks.answer, also=listing.also())
    listing.draw(blocks)


PAGE = Page(
    id="templates",
    title=N_("Templates"),
    icon="content_copy",
    group="outreach",
    render=render,
    roles=("rep", "manager"),
)
