"""What the address asks for: which text, which of the list; and addresses that ask the same."""

import streamlit as st

from metrics.templates.judged import ORDER
from metrics.templates.listed import SORTS
from pages.ui import about
from pages.ui.page import link

MINE = ("rep", "kind", "sort", "page")
"""Parameters of the list, beside the filters and `id`."""
rep, scope = about.rep, about.scope


def template() -> str:
    """Return the id of the text to open; "" for the list."""
    return st.query_params.get("id", "")


def kind() -> str:
    """Return the verdict that the list is narrowed to; "" for all."""
    chosen = st.query_params.get("kind", "")
    return chosen if chosen in ORDER else ""


def sort() -> str:
    """Return what the list is ordered by."""
    chosen = st.query_params.get("sort", "")
    return chosen if chosen in SORTS else SORTS[0]


def page() -> int:
    """Return the page of the list, from 0."""
    return number("page") - 1


def number(name: str) -> int:
    """Return a number in the address, 1 and more."""
    asked = st.query_params.get(name, "1")
    return max(1, int(asked)) if asked.isdecimal() and asked.isascii() and len(asked) < 6 else 1


def change(**values: str) -> None:
    """Write what is asked for into the address; another page of the list begins anew. "" takes a value out."""
    st.query_params.pop("page", None)
    for name, value in values.items():
        if value:
            st.query_params[name] = value
        else:
            st.query_params.pop(name, None)


def open_link(template_id: str, **more: str) -> str:
    """Return the address of a text that keeps the list's order, for `href`."""
    return link("templates", **kept(), id=template_id, **more)


def list_link() -> str:
    """Return the address of the list as it stands, for `href`."""
    return link("templates", **kept())


def all_reps_link() -> str:
    """Return the address of the same for all reps, for `href`."""
    here = {"id": template()} if template() else {}
    return link("templates", **{name: value for name, value in kept().items() if name not in ("rep", "page")}, **here)


def cases_link(template_id: str, part: str) -> str:
    """Return the address of the conversations that a figure of a text counts, for `href`."""
    whose = {"rep": rep()} if rep() else {}
    return link("conversations", template=template_id, part=part, **whose)


def kept() -> dict[str, str]:
    """Return what of the list stands in the address."""
    return {name: st.query_params[name] for name in MINE if st.query_params.get(name)}
