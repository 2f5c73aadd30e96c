"""Whom the team sells to, in words of companies and positions."""

import sqlite3
from collections.abc import Callable

import streamlit as st

from data import workspace
from data.derive import newest_day
from data.scope import Scope
from metrics.metric import Measurement
from metrics.sales_stored.measure import measure_sales
from pages.ui import notes, session
from pages.ui.page import heading
from pages.ui.words import _, k_of_n, num, pct

LONGEST = 60
MOST = 200


def read(conn: sqlite3.Connection, scope: Scope) -> Measurement | None:
    """Return how many of the conversations that we began are inside the niche; None without any."""
    as_of = newest_day(conn)
    return measure_sales(conn, ["niche_share"], scope, (), as_of)["niche_share", ()] if as_of else None


def draw(save: Callable[..., bool]) -> None:
    """Draw the words and what they find."""
    sub = _("Words of the companies and positions that you sell to; beginnings of words count, one a line.")
    heading(_("Niche"), sub)
    words = session.team().niche
    found = session.load(read, session.widest()) if words else None
    if found and found.n and found.k is not None:
        told = _("{share} of the conversations that we began are inside the niche ({k_of_n}).")
        notes.plain(told.format(share=pct(found.k / found.n), k_of_n=k_of_n(found.k, found.n)))
    elif not words:
        notes.note(
            "target",
            _("No niche is set."),
            _("With it, Results shows how much of the outreach goes to the right people."),
        )
    with st.form("niche", border=False, width=720):
        st.text_area(_("Words of the niche"), "\n".join(words), key="niche_words", height=180)
        st.form_submit_button(_("Save"), type="primary", on_click=_save, args=(save,))


def _save(save: Callable[..., bool]) -> None:
    lines = str(session.value_of("niche_words") or "").replace(",", "\n").replace(";", "\n").splitlines()
    words = tuple(dict.fromkeys(word for line in lines if (word := " ".join(line.split()))))
    if len(words) > MOST or any(len(word) > LONGEST for word in words):
        session.say_after(_("At most {n} words of up to {long} letters.", n=num(MOST), long=num(LONGEST)))
        return
    save(_set, words)


def _set(conn: sqlite3.Connection, who: str, words: tuple[str, ...]) -> None:
    workspace.change(conn, who, niche=words)
