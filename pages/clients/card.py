"""One client: who is there, who of ours, what is open, what to talk about next, everything on one time line."""

from datetime import datetime

import streamlit as st

from metrics.care.card import Asked, card
from pages.ui import mask, notes, session
from pages.ui.page import link, opening
from pages.ui.words import _

PARAM = "client"


def asked() -> str:
    """Return the id of the client whose card the address asks for; "" for none."""
    return st.query_params.get(PARAM, "")


def address(customer_id: str) -> str:
    """Return the address of a client's card, for `href`."""
    return link("clients", **{PARAM: customer_id})


def today() -> str:
    """Return today's day in the workspace's time zone: tasks and coming dates go by the clock."""
    return datetime.now(session.team().zone).date().isoformat()


def render(customer_id: str) -> None:
    """Draw the card, or say that there is no such client for this viewer."""
    model = session.load(card, session.widest(), customer_id, Asked(), today())
    if model is None:
        opening(_("Clients"), filtered=False)
        notes.gone()
        return
    opening(mask.name(model.name), filtered=False)
