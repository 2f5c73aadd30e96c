"""What the address asks for: which figure is opened, of which channel, which page of its rows."""

import streamlit as st

from metrics.results.rows import OPENABLE
from pages.ui.page import link


def figure() -> str:
    """Return the id of the figure to open; "" for the overview."""
    name = st.query_params.get("open", "")
    return name if name in OPENABLE else ""


def channel() -> str:
    """Return the channel that the rows are narrowed to; "" for all."""
    return st.query_params.get("channel", "")[:200]


def page() -> int:
    """Return the page of the rows, from 0."""
    number = st.query_params.get("page", "1")
    return max(1, int(number)) - 1 if number.isdecimal() and number.isascii() and len(number) < 6 else 0


def turn(number: int) -> None:
    """Write a page of the rows, from 1, into the address."""
    if number > 1:
        st.query_params["page"] = str(number)
    else:
        st.query_params.pop("page", None)


def open_link(name: str, of_channel: str = "") -> str:
    """Return the address of a figure opened, for `href`."""
    return link("results", open=name, **({"channel": of_channel} if of_channel else {}))
