"""What the address asks for: how far back talks count, which deals are listed, which one is opened."""

import streamlit as st

from metrics.attributed.deals import BY
from metrics.attribution.eligible import DEFAULT_WINDOW, WINDOWS
from pages.ui import session
from pages.ui.page import link


def window() -> int:
    """Return the days before the lead that talks count from."""
    return int(session.kept("window", str(DEFAULT_WINDOW), tuple(map(str, WINDOWS))))


def deal() -> str:
    """Return the id of the deal to open; "" for none."""
    return st.query_params.get("deal", "")[:100]


def listed() -> tuple[str, str] | None:
    """Return by what and of which the deals are listed; ("", "") lists all, None is the overview."""
    by = st.query_params.get("of", "")
    if by == "all":
        return "", ""
    return (by, st.query_params.get("is", "")[:200]) if by in BY else None


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


def _kept() -> dict[str, str]:
    return {"window": str(window())} if window() != DEFAULT_WINDOW else {}


def back_link() -> str:
    """Return the address of the overview, for `href`."""
    return link("attribution", **_kept())


def list_link(by: str, value: str = "") -> str:
    """Return the address of the deals that a figure counts, for `href`."""
    return link("attribution", **_kept(), **({"of": by, "is": value} if by else {"of": "all"}))


def deal_link(deal_id: str) -> str:
    """Return the address of one deal's evidence, for `href`."""
    return link("attribution", **_kept(), deal=deal_id)
