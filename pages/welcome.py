"""Welcome: the first minute on an empty machine; with data, the way to the first page."""

import streamlit as st

from data.words import N_
from pages.ui import empty, filters, notes, session
from pages.ui.markup import esc, put
from pages.ui.page import Page, opening
from pages.ui.words import _


def render() -> None:
    """Draw the three first steps, or go on to the first page when there is data."""
    first = session.recall("first_page", None)
    sees = filters.newest() or (session.may("manager", "admin") and filters.as_of())  # a CRM alone is data for a leader
    if sees and first is not None:
        st.switch_page(first, query_params=dict(st.query_params))
    answer = (_("See how your team comes across on social networks."), _("And what to change first."))
    opening("Rapport", answer, filtered=False)
    promise = _(
        "Everything stays on this machine: Rapport reads the exports that each rep downloads of their own data, "
        "and sends nothing anywhere."
    )
    put(f'<div class="rp-sub" style="max-width:78ch">{esc(promise)}</div>')
    notes.steps(
        [
            (
                _("Ask each rep for their export"),
                _(
                    "On LinkedIn: Settings & Privacy, Data privacy, Get a copy of your data. "
                    "The archive comes by e-mail within a day or two."
                ),
                "",
            ),
            (
                _("Drop the files on the Import page"),
                _("ZIP archives as they came; you see what is in them before anything is stored."),
                "",
            ),
            (_("Read the Team page"), _("Who needs help with what, in the order of harm."), ""),
        ]
    )
    empty.ways_in()


PAGE = Page(id="welcome", title=N_("Welcome"), icon="waving_hand", group="team", render=render, hidden=True, home=True)
