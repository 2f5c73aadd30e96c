"""What a page shows when it has nothing to show: why, and what to do."""

import streamlit as st

from pages.ui import filters, jobs, notes, session
from pages.ui.words import _


def nothing_here(has_rows: bool) -> bool:
    """Say why a page is empty, and what to do; return False (and draw nothing) when it is not.

    Call it first on a page of figures: `if nothing_here(bool(model.rows)): return`.
    """
    if has_rows:
        return False
    if not filters.newest():
        nothing_imported()
    else:
        too_narrow()
    return True


def nothing_imported() -> None:
    """Say that nothing is imported yet; offer the Import page and the demo team."""
    notes.note(
        "upload_file",
        _("Nothing is imported yet."),
        _("Each rep can ask the network for a copy of their own data. Or look around with a made-up team first."),
    )
    ways_in()


def ways_in(*, demo: bool = True) -> None:
    """Draw the ways to data: the Import page, and in an empty workspace the demo team."""
    with st.container(horizontal=True, key="bar_empty"):
        if st.button(_("Import exports"), type="primary", icon=":material/upload:"):
            st.switch_page(session.recall("entries", {})["imports"])
        if demo:
            demo_button()


def demo_button(*, watched: bool = True) -> None:
    """Draw the button that fills an empty workspace with a made-up team, and its progress once pressed."""
    if session.may("manager", "admin"):
        jobs.offer("demo", _("Look around with a demo team"), ":material/science:", watched=watched)


def too_narrow() -> None:
    """Say that the filters leave nothing over; offer to clear them."""
    notes.note(
        "filter_alt_off",
        _("Nothing fits these filters."),
        _("There is data, but not for these days, networks and reps."),
    )
    st.button(_("Clear filters"), on_click=filters.clear, key="clear_filters")
