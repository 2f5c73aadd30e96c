"""What the address asks a client's card for: whose, which part of the time line; and addresses that ask the same."""

from datetime import datetime

import streamlit as st

from metrics.care.card import GROUPS, Asked
from pages.ui import session
from pages.ui.page import link

PARAM = "client"


def client() -> str:
    """Return the id of the client whose card is asked for; "" for none."""
    return st.query_params.get(PARAM, "")[:300]


def narrowing() -> Asked:
    """Return what the time line is narrowed to."""
    return Asked(group(), st.query_params.get("q", "")[:200], page())


def group() -> str:
    """Return the group of lines that is shown; "" for all."""
    chosen = st.query_params.get("show", "")
    return chosen if chosen in GROUPS else ""


def page() -> int:
    """Return the page of the time line, from 0."""
    number = st.query_params.get("page", "1")
    return max(1, int(number)) - 1 if number.isdecimal() and number.isascii() and len(number) < 6 else 0


def turn(number: int) -> None:
    """Write a page, from 1, into the address."""
    if number > 1:
        st.query_params["page"] = str(number)
    else:
        st.query_params.pop("page", None)


def change(**values: str) -> None:
    """Write what is asked for into the address; the time line begins anew. "" takes a value out."""
    st.query_params.pop("page", None)
    for name, value in values.items():
        if value:
            st.query_params[name] = value
        else:
            st.query_params.pop(name, None)


def card_link(customer_id: str) -> str:
    """Return the address of a client's card, for `href`."""
    return link("clients", **{PARAM: customer_id})


def all_link() -> str:
    """Return the address of all clients, for `href`."""
    return link("clients")


def today() -> str:
    """Return today's day in the workspace's time zone: tasks and coming dates go by the clock."""
    return datetime.now(session.team().zone).date().isoformat()
