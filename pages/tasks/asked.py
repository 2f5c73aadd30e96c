"""What the address asks for: tasks or complaints, which of them, whose; and addresses that ask the same."""

from dataclasses import replace

import streamlit as st

from data.scope import Scope
from metrics.care.complaints import VIEWS
from pages.clients import asked as card
from pages.ui import session
from pages.ui.page import link

today = card.today


def scope() -> Scope:
    """Return whose tasks and complaints are shown: all that the viewer may see."""
    return replace(session.widest(), since="", until="")


def view() -> str:
    """Return what is shown: tasks or complaints."""
    return "complaints" if st.query_params.get("view") == "complaints" else "tasks"


def state() -> str:
    """Return which complaints are listed; which tasks (open, done)."""
    chosen = st.query_params.get("state", "open")
    return chosen if chosen in VIEWS or chosen == "done" else "open"


def everybody() -> bool:
    """Tell whether complaints of people who are no clients are listed, too."""
    return st.query_params.get("who") == "all"


def complaint() -> str:
    """Return the id of the complaint to open; "" for none."""
    return st.query_params.get("complaint", "")[:100]


def page() -> int:
    """Return the page of the list, from 0."""
    return card.page()


def change(**values: str) -> None:
    """Write what is asked for into the address; a list begins anew. "" takes a value out."""
    card.change(**values)


def complaint_link(id_: str) -> str:
    """Return the address of a complaint, for `href`."""
    return link("tasks", view="complaints", complaint=id_)


def list_link() -> str:
    """Return the address of the complaints, for `href`."""
    kept = {name: st.query_params[name] for name in ("state", "who") if st.query_params.get(name)}
    return link("tasks", view="complaints", **kept)
