"""Clients: whom do we neglect?"""

from data.words import N_
from metrics.clients_stored import buying as bought
from pages.clients import buying, card, listing
from pages.ui import session
from pages.ui.page import Page, opening
from pages.ui.words import _


def render() -> None:
    """Draw one client's card, or all clients."""
    if card.asked_for():
        card.render(card.asked_for())
    else:
        model = session.load(bought.buying, session.widest())
        opening(_("Clients"), buying.answer(model), filtered=False)
        buying.draw(model)
        listing.draw()


PAGE = Page(
    id="clients", title=N_("Clients"), icon="handshake", group="results", render=render, roles=("rep", "manager")
)
