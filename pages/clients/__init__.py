"""Clients: whom do we neglect?"""

from data.words import N_
from pages.clients import card, listing
from pages.ui.page import Page, opening
from pages.ui.words import _


def render() -> None:
    """Draw one client's card, or all clients."""
    if card.asked_for():
        card.render(card.asked_for())
    else:
        opening(_("Clients"), filtered=False)
        listing.draw()


PAGE = Page(
    id="clients", title=N_("Clients"), icon="handshake", group="results", render=render, roles=("rep", "manager")
)
