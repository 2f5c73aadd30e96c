"""The way out of a digest: a link in every message leads here, and one click ends it."""

import sqlite3

import streamlit as st

from data import digests
from data.digests import Digest
from data.words import N_
from pages.ui import notes, session
from pages.ui.page import Page, opening
from pages.ui.words import _


def by_token(conn: sqlite3.Connection, token: str) -> Digest | None:
    """Return the digest whose messages hold a token."""
    return next((one for one in digests.digests(conn) if token and one.token == token), None)


def render() -> None:
    """Ask once more: programs that look at links beforehand must not end anything."""
    opening(_("Messages from Rapport"), filtered=False)
    one = session.load(by_token, st.query_params.get("token", ""))
    if one is None:
        notes.note("link_off", _("This link ends no messages."), _("It was cut off, or they were ended before."))
    elif one.stopped_at:
        notes.note("notifications_off", _("These messages have ended."), _("An admin can add them again in Settings."))
    else:
        notes.note("notifications", _("Do you want no more of these messages?"), _("Nothing else changes."))
        st.button(_("End them"), type="primary", on_click=_stop, args=(one.token,))


def _stop(token: str) -> None:
    session.change(digests.stop, token)


PAGE = Page(
    id="digest", title=N_("Messages from Rapport"), icon="notifications", group="data", render=render, hidden=True
)
