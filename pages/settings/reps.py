"""The reps: name, role, start, and whether they still sell."""

import streamlit as st

from data import people
from data.names import slug
from data.store import StoreError
from pages.settings import following, leave
from pages.ui import notes, session
from pages.ui.page import heading
from pages.ui.words import _


def draw() -> None:
    """Draw a line a rep; a new one is usually added by importing an export."""
    everybody = session.read(people.reps)
    heading(
        _("Reps"), _("Importing an export adds its owner. Somebody who has left stays in the past, not in the lists.")
    )
    for rep in everybody:
        _line(rep)
    with st.expander(_("Add a rep"), expanded=not everybody), st.form("add_rep", clear_on_submit=True, border=False):
        name = st.text_input(_("Name, as the network has it"), max_chars=120)
        if st.form_submit_button(_("Add")):
            _add(name.strip())
    with st.expander(_("Holidays of everybody")):
        leave.draw("")


def _line(rep: people.Rep) -> None:
    with st.expander(_label(rep)):
        _form(rep)
        leave.draw(rep.id)


def _label(rep: people.Rep) -> str:
    state = "" if rep.active else _("no longer active")
    return " · ".join(part for part in (rep.name, rep.role_title, state) if part)


def _form(rep: people.Rep) -> None:
    with st.form(f"rep_{rep.id}", border=False, width=720):
        name = st.text_input(_("Name"), rep.name, max_chars=120, key=f"name_{rep.id}")
        title = st.text_input(_("Role in the team"), rep.role_title, max_chars=120, key=f"title_{rep.id}")
        start = st.text_input(
            _("Started on"), rep.started_on or "", placeholder="2026-03-05", max_chars=10, key=f"start_{rep.id}"
        )
        active = st.checkbox(_("Sells now"), rep.active, key=f"active_{rep.id}")
        if st.form_submit_button(_("Save")):
            _save(people.Rep(rep.id, name, title, start.strip() or None, active))


def _save(rep: people.Rep) -> None:
    try:
        session.change(people.change_rep, rep)
    except people.PeopleError as error:
        notes.alarm(_(error.words, **error.detail))
        return
    following.begin()
    session.say_after(_("Saved."))
    st.rerun()


def _add(name: str) -> None:
    rep_id = slug(name)
    if not rep_id:
        notes.alarm(_("A rep needs a name."))
        return
    try:
        session.change(people.add_rep, rep_id, name)
    except (people.PeopleError, StoreError) as error:
        notes.alarm(_(error.words, **error.detail) if isinstance(error, people.PeopleError) else str(error))
        return
    following.begin()
    session.say_after(_("Added."))
    st.rerun()
