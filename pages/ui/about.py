"""Whom a page is about, of those that the filters let through."""

import streamlit as st

from data.scope import Scope
from pages.ui import filters


def rep() -> str:
    """Return the rep in the address; "" for all."""
    chosen = st.query_params.get("rep", "")
    return chosen if chosen in filters.rep_names() else ""


def scope() -> Scope:
    """Return the scope of the filters, narrowed to that rep."""
    seen = filters.scope()
    return seen.of(rep()) if rep() else seen
