"""Weekly review: what changed, what worked, what do we do next?"""

from data.words import N_
from pages.review import desk, present
from pages.review.meeting import chosen_week, meeting
from pages.ui import empty, filters, session
from pages.ui.page import Page, opening
from pages.ui.words import _


def render() -> None:
    """Draw the meeting on a shared screen; else what lies between meetings."""
    if not filters.as_of():
        opening(_("Weekly review"), filtered=False)
        empty.nothing_imported()
        return
    session.remember("review_until", filters.as_of())
    if session.presenting():
        present.draw(meeting(chosen_week()))
    else:
        desk.draw()


PAGE = Page(id="review", title=N_("Weekly review"), icon="co_present", group="team", render=render)
