"""Results: what came of it?"""

import streamlit as st

from data.words import N_
from metrics.results.page import results
from metrics.results.rows import opened
from pages.results import asked, detail, overview
from pages.ui import empty, filters, notes, session
from pages.ui.drawn import drawn
from pages.ui.markup import put
from pages.ui.page import Page, opening
from pages.ui.words import _


def render() -> None:
    """Draw the five figures and what stands behind them, or one of them with its rows."""
    if asked.figure():
        _opened()
        return
    blocks = drawn(overview.blocks, results, filters.scope(), filters.period())
    opening(_("Results"), blocks.answer, filtered=blocks.filled, also=blocks.also)
    if blocks.filled:
        overview.draw(blocks)
    else:
        _nothing()


def _opened() -> None:
    wanted = (filters.scope(), filters.period(), asked.figure(), asked.channel())
    blocks = drawn(detail.blocks, opened, *wanted, asked.page())
    if blocks.filled and not blocks.rows and asked.page():
        blocks = drawn(detail.blocks, opened, *wanted, 0)
    opening(_("Results"), blocks.answer)
    if blocks.filled:
        detail.draw(blocks)
    else:
        notes.gone()
        put(detail.back_html())


def _nothing() -> None:
    """Say what to bring so that the page has something to tell."""
    notes.note(
        "payments",
        _("Conversations are half of it: what they brought stands in the CRM."),
        _(
            "Export leads and deals from it as tables (CSV or XLSX, their columns are recognised) and drop them on"
            " the Import page, or connect the CRM there. A table of costs tells what a lead and a sale cost."
        ),
    )
    with st.container(horizontal=True, key="bar_no_sales"):
        pages = session.recall("entries", {})
        if "imports" in pages and st.button(_("Import leads and deals"), type="primary", icon=":material/upload:"):
            st.switch_page(pages["imports"])
        if not filters.as_of():
            empty.demo_button()


PAGE = Page(id="results", title=N_("Results"), icon="monetization_on", group="results", render=render)
