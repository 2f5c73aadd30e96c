"""Team: who needs help with what?"""

from data.words import N_
from metrics import overview
from pages.ui import empty, filters, reports, team_parts
from pages.ui.drawn import drawn
from pages.ui.page import Page, opening
from pages.ui.words import _


def render() -> None:
    """Draw the answer, six figures, what to look at first, where everybody stands, and the table."""
    blocks = drawn(team_parts.blocks, overview.team, filters.scope(), filters.period())
    opening(_("Team"), blocks.answer)
    if blocks.sales and not blocks.filled:
        team_parts.sales_only(blocks.sales)
        return
    if empty.nothing_here(blocks.filled):
        return
    team_parts.figures(blocks.cards)
    team_parts.first_and_place(blocks.first, blocks.places, blocks.question)
    team_parts.table_of(blocks.table, blocks.sold)
    reports.download(filters.scope(), "team")


PAGE = Page(id="team", title=N_("Team"), icon="group", group="team", render=render, roles=("manager", "admin"))
