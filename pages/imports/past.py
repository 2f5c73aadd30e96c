"""What came in before, and taking it back."""

import json
import sqlite3

import streamlit as st

from connectors.problems import NOTES
from data import imports, queries
from data.scope import Scope
from metrics.coverage import by_network
from pages.ui import empty, jobs, notes, previews, session
from pages.ui.markup import esc, put
from pages.ui.page import heading
from pages.ui.words import _, day, moment, network, ngettext

FIRST, MOST = 5, 100
"""Imports shown at once, and in all."""


def read_imports(conn: sqlite3.Connection, scope: Scope) -> list[dict]:
    """Return the newest imports of the scope."""
    rows = queries.rows(conn, "import_history", scope, notes=json.dumps(sorted(NOTES)))
    return [dict(row) for row in rows if row["state"] != "undone"][:MOST]


def draw() -> None:
    """Draw the newest imports, each with its undo, and the way out of made-up data."""
    heading(_("What came in before"))
    rows = session.read(read_imports, session.widest())
    if not rows:
        notes.plain(_("Nothing yet."))
    if session.team().demo and session.may("manager", "admin"):
        jobs.offer("demo", _("Remove the demo data"), ":material/delete:", {"remove": True}, watched=False)
    elif not rows:
        empty.demo_button(watched=False)
    _networks()
    for row in rows[:FIRST]:
        _line(row)
    if rows[FIRST:]:
        with st.expander(_("Earlier imports")):
            for row in rows[FIRST:]:
                _line(row)


def _networks() -> None:
    """Draw what is known by network: of how many reps, and until when."""
    known = session.load(by_network, session.widest())
    lines = [
        f"{network(name)}: {ngettext('{n} rep', '{n} reps', reps)}"
        + (f", {_('until {day}', day=day(last, year=True))}" if last else "")
        for name, reps, last in known
    ]
    if lines:
        put('<div class="rp-meta">' + "<br>".join(map(esc, lines)) + "</div>")


def _line(row: dict) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"hist_{row['id']}", gap="small"):
        put(_past(row))
        count = ngettext("{n} problem", "{n} problems", row["problems"])
        if row["problems"] and st.button(count, key=f"bad_{row['id']}", type="tertiary"):
            _show_problems(row)
        if st.button(_("Undo"), key=f"undo_{row['id']}", type="tertiary"):
            _ask_undo(row)


def _past(row: dict) -> str:
    new = ngettext("{n} new", "{n} new", row["new"])
    known = ngettext("{n} known", "{n} known", row["unchanged"])
    more = " · ".join(part for part in (network(row["network"]), new, known) if part)
    whose = row["rep_name"] or (_("nobody") if row["rep_id"] else _("the whole team"))
    return (
        f'<div><b style="font-weight:550">{esc(whose)}</b> '
        f'<span class="rp-quiet">{esc(moment(row["at"]))}</span>'
        f'<div class="rp-meta" style="overflow-wrap:anywhere">{esc(more)}<br>{esc(row["name"])}</div></div>'
    )


def _show_problems(row: dict) -> None:
    @st.dialog(_("What could not be read"), width="large")
    def show() -> None:
        files = session.read(imports.files, row["id"])
        notes.plain(_("Everything else of this file is stored."), row["name"])
        put(previews.problems(previews.told(file) for file in files))

    show()


def _ask_undo(row: dict) -> None:
    @st.dialog(_("Take this import back?"))
    def ask() -> None:
        notes.plain(
            _("Everything that only this import told is removed; what other imports told as well stays."), row["name"]
        )
        if st.button(_("Take it back"), type="primary"):
            jobs.start("undo", {"import_id": row["id"], "name": row["rep_name"]})
            st.rerun()

    ask()
