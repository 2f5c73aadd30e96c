"""Attribution: who was there before the money?"""

import streamlit as st

from data.words import N_
from metrics.attributed.deals import TOUCHED, chain, listed
from metrics.attributed.page import attribution
from pages.attribution import asked, listing, overview
from pages.ui import empty, filters, notes, session
from pages.ui.drawn import drawn
from pages.ui.markup import put
from pages.ui.page import Page, opening
from pages.ui.words import _

NEWEST = 6
"""Deals that the overview shows."""


def render() -> None:
    """Draw the overview, the deals behind a figure, or one deal's evidence."""
    if asked.deal():
        _deal()
    elif asked.listed() is not None:
        _listed()
    else:
        _overview()


def _overview() -> None:
    blocks = drawn(overview.blocks, attribution, filters.scope(), asked.window())
    opening(_("Attribution"), blocks.answer, filtered=blocks.filled, also=blocks.also)
    if blocks.filled:
        newest = (filters.scope(), asked.window(), "class", TOUCHED, 0, NEWEST)
        overview.draw(blocks, drawn(listing.recent, listed, *newest))
    else:
        _nothing()


def _listed() -> None:
    wanted = (filters.scope(), asked.window(), *(asked.listed() or ("", "")))
    blocks = drawn(listing.blocks, listed, *wanted, asked.page())
    if blocks.filled and not blocks.rows and asked.page():
        blocks = drawn(listing.blocks, listed, *wanted, 0)
    opening(_("Attribution"), blocks.answer)
    _or_gone(blocks)


def _deal() -> None:
    blocks = drawn(listing.evidence, chain, filters.scope(), asked.window(), asked.deal())
    opening(_("Attribution"), blocks.answer, filtered=False)
    _or_gone(blocks)


def _or_gone(blocks: listing.Blocks) -> None:
    if blocks.filled:
        listing.draw(blocks)
    else:
        notes.gone()
        put(listing.back_html())


def _nothing() -> None:
    """Say what to bring so that the page has something to tell."""
    notes.note(
        "payments",
        _("Conversations alone can’t tell who was there before a sale."),
        _(
            "Export leads and deals as tables from the CRM (CSV or XLSX, columns are recognised) and drop them on"
            " the Import page. People are matched to contacts, and each won deal shows which talks came before it."
        ),
    )
    with st.container(horizontal=True, key="bar_no_deals"):
        pages = session.recall("entries", {})
        if "imports" in pages and st.button(_("Import leads and deals"), type="primary", icon=":material/upload:"):
            st.switch_page(pages["imports"])
        if not filters.as_of():
            empty.demo_button()


PAGE = Page(id="attribution", title=N_("Attribution"), icon="alt_route", group="results", render=render)
