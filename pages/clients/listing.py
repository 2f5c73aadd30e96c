"""All clients, those longest without a word first; each is the way to its card."""

import streamlit as st

from metrics.care.listed import PAGE, Client, clients
from pages.clients import asked
from pages.ui import mask, notes, session
from pages.ui.markup import esc
from pages.ui.page import heading
from pages.ui.tables import Cell, Column, Row, table
from pages.ui.words import _, day, ngettext, num


def draw() -> None:
    """Draw a page of the clients."""
    model = session.load(clients, session.widest(), asked.page())
    if not model.rows:
        notes.note(
            "handshake",
            _("There are no clients yet."),
            _("Clients are companies with a won deal: import the CRM’s deals, or connect the CRM on Import."),
        )
        return
    heading(
        ngettext("{n} client", "{n} clients", model.total),
        _("Those longest without a talk or a logged activity first. A client opens the card."),
    )
    columns = [
        Column(_("Client")),
        Column(_("Last contact")),
        Column(_("Silence"), number=True),
        Column(_("Won deals"), number=True),
        Column(_("Last won")),
        Column(_("Open tasks"), number=True),
        Column(_("On our side")),
    ]
    table(columns, [_row(one) for one in model.rows], caption=_("Clients"))
    last = -(-model.total // PAGE)
    if last > 1:
        number = min(asked.page() + 1, last)
        key = f"clients_page_{number}"
        st.pagination(last, default=number, max_visible_pages=5, key=key, on_change=_turned, args=(key,))


def _turned(key: str) -> None:
    asked.turn(session.value_of(key) or 1)


def _row(one: Client) -> Row:
    name = esc(mask.name(one.name))
    silence = ngettext("{n} day", "{n} days", one.silent_days) if one.silent_days is not None else "–"
    return Row(
        [
            Cell(f'<a class="rp-link" href="{asked.card_link(one.id)}" target="_self">{name}</a>'),
            day(one.last_day, year=True),
            silence,
            num(one.won),
            day(one.last_won, year=True),
            num(one.tasks) if one.tasks else "–",
            one.reps or "–",
        ]
    )
