"""What the address asks for: whose conversations, which of them, which one; and addresses that ask the same."""

import streamlit as st

from metrics.conversations.listed import VIEWS, Asked
from pages.ui import about
from pages.ui.page import link
from scoring.search import query

MINE = ("rep", "figure", "part", "rule", "template", "q", "show", "page")
"""Parameters of this page, beside the filters and `id`."""
rep, scope = about.rep, about.scope


def conversation() -> str:
    """Return the id of the conversation to open; "" for the list."""
    return st.query_params.get("id", "")


def narrowing() -> Asked:
    """Return what the list is narrowed to."""
    params = st.query_params
    typed = params.get("q", "")[:200]
    figure = params.get("figure", "")
    return Asked(
        view="all" if cases() else view(),
        text=typed,
        words=query(typed),
        figure=figure,
        part=params.get("part", "k"),
        rule=params.get("rule", ""),
        template=params.get("template", ""),
        page=page(),
    )


def cases() -> bool:
    """Tell whether the list is of the cases of something counted, or of those that broke a rule."""
    return any(st.query_params.get(name) for name in ("figure", "rule", "template"))


def view() -> str:
    """Return which kind of conversations is listed."""
    if st.query_params.get("waiting"):
        return "waits"
    chosen = st.query_params.get("show", "all")
    return chosen if chosen in VIEWS else "all"


def page() -> int:
    """Return the page of the list, from 0."""
    asked = st.query_params.get("page", "1")
    return max(0, int(asked) - 1) if asked.isdecimal() and len(asked) < 6 else 0


def narrowed() -> bool:
    """Tell whether the list is narrowed by more than the filters."""
    return any(st.query_params.get(name) for name in ("figure", "rule", "template", "q", "show", "waiting"))


def change(**values: str) -> None:
    """Write what is asked for into the address; another page of the list begins anew. "" takes a value out."""
    st.query_params.pop("page", None)
    for name, value in values.items():
        if value:
            st.query_params[name] = value
        else:
            st.query_params.pop(name, None)


def open_link(conversation_id: str) -> str:
    """Return the address of a conversation that keeps the list beside it, for `href`."""
    return link("conversations", **_kept(), id=conversation_id)


def whole_link(conversation_id: str) -> str:
    """Return the address of a conversation with all that the rep had with the same person, for `href`."""
    return link("conversations", **_kept(), id=conversation_id, whole="1")


def whole() -> bool:
    """Tell whether all conversations with the person are asked for, on one line of time."""
    return st.query_params.get("whole") == "1"


def list_link() -> str:
    """Return the address of the list as it stands, for `href`."""
    return link("conversations", **_kept())


def all_link() -> str:
    """Return the address of all conversations, for `href`."""
    return link("conversations", **{name: value for name, value in _kept().items() if name == "rep"})


def all_reps_link() -> str:
    """Return the address of the same list for all reps, for `href`."""
    return link("conversations", **{name: value for name, value in _kept().items() if name not in ("rep", "page")})


def _kept() -> dict[str, str]:
    params = st.query_params
    kept = {name: params[name] for name in MINE if params.get(name)}
    if view() != "all" and "show" not in kept:
        kept["show"] = view()
    return kept
