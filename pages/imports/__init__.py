"""Import: is everybody's data in?"""

import streamlit as st

from connectors import crm_tables, mapper
from connectors.sources import CONNECTORS
from data.words import N_
from metrics.people import STALE_DAYS
from pages.imports import answered, crm, dropped, past
from pages.ui import filters, jobs, session, uploads
from pages.ui.markup import esc, put
from pages.ui.page import Page, heading, opening
from pages.ui.words import _, day, listed, ngettext, num


def render() -> None:
    """Draw the page: drop, check, import on the left; what goes on and what came in on the right."""
    uploads.sweep()
    opening(_("Import"), _answer(), filtered=False)
    left, right = st.columns([7, 4], gap="medium")
    with left:
        dropped.drop()
        dropped.checked()
    with right:
        if jobs.to_tell():
            heading(_("Going on now"))
            jobs.progress()
        past.draw()
        crm.draw()
        answered.draw()
        _guides()


def _answer() -> list[str]:
    rows = filters.fresh_of(session.widest())
    newest = max((row.last_day for row in rows if row.last_day), default="")
    if not newest:
        return [
            _("Nothing is imported yet."),
            _("Drop the exports here; you see what is in them before anything is stored."),
        ]
    behind = [row for row in rows if row.until < filters.days_before(newest, STALE_DAYS)]
    if not behind:
        return [_("Everybody’s data is in."), _("It reaches to {day}.", day=day(newest, year=True))]
    up = ngettext(
        "{k} of {n} rep is up to date.", "{k} of {n} reps are up to date.", len(rows), k=num(len(rows) - len(behind))
    )
    stops = [f"{row.name} ({day(row.until) if row.until else _('no data')})" for row in behind]
    return [up, _("Older or missing: {names}.", names=listed(stops))]


def _guides() -> None:
    heading(_("How to get the export"))
    told = [(connector.title, connector.how_to_export) for connector in CONNECTORS]
    for i, (title, how) in enumerate([*told, (crm_tables.TITLE, crm_tables.HOW), (mapper.TITLE, mapper.HOW)]):
        with st.expander(_(title), expanded=i == 0):
            lines = _(how).split("\n")
            put('<ol class="rp-guide">' + "".join(f"<li>{esc(line)}</li>" for line in lines) + "</ol>")


PAGE = Page(id="imports", title=N_("Import"), icon="upload", group="data", render=render)
