"""Team: who needs help with what?"""

from data.words import N_
from metrics import overview
from pages.ui import filters, notes, session, team_parts
from pages.ui.page import Page, opening
from pages.ui.words import _


def render() -> None:
    """Draw the answer, six figures, what to look at first, where everybody stands, and the table."""
    model = session.load(overview.team, filters.scope(), filters.period())
    opening(_("Team"), model.answer)
    if notes.nothing_here(not model.empty and model.coverage.with_data > 0):
        return
    team_parts.figures(model.cards)
    team_parts.first_and_place(model.first, model.quadrant)
    team_parts.table_of(model.rows)


PAGE = Page(id="team", title=N_("Team"), icon="group", group="team", render=render, roles=("manager", "admin"))
