"""Who may sign in, and as what."""

import streamlit as st

from data import people
from data.scope import ROLES
from data.words import N_
from pages.ui import notes, session
from pages.ui.frame import ROLE_WORDS
from pages.ui.page import heading
from pages.ui.tables import Column, Row, table
from pages.ui.words import _

RIGHTS = {
    "rep": N_("A rep sees own figures, findings and conversations with their texts."),
    "manager": N_("A manager sees everybody's figures and findings, and of texts only what a finding quotes."),
    "admin": N_("An admin imports and changes settings, and sees no texts."),
}


def draw() -> None:
    """Draw who may sign in; only an admin changes it."""
    heading(_("Access"), " ".join(_(RIGHTS[role]) for role in ROLES))
    if not session.auth_configured():
        notes.note(
            "computer",
            _("No sign-in is set up: Rapport answers on this machine only."),
            _("To open it to the team, set up [auth] in .streamlit/secrets.toml; the readme shows how."),
        )
    everybody = session.read(people.people)
    if everybody:
        columns = [Column(_("E-mail")), Column(_("Name")), Column(_("Role")), Column(_("Access"))]
        table(columns, [_row(person) for person in everybody], caption=_("Access"))
    if session.may("admin"):
        _let_in()
        _shut_out([person.email for person in everybody if person.disabled_at is None])


def _row(person: people.Person) -> Row:
    state = _("switched off") if person.disabled_at else _("may sign in")
    return Row((person.email, person.name, _(ROLE_WORDS[person.role]), state))


def _let_in() -> None:
    names = {rep.id: rep.name for rep in session.read(people.reps)}
    with st.form("let_in", clear_on_submit=True, width=720):
        email = st.text_input(_("E-mail"), max_chars=254)
        name = st.text_input(_("Name"), max_chars=120, key="name_of_person")
        role = st.selectbox(_("Role"), ROLES, format_func=lambda role: _(ROLE_WORDS[role]))
        rep = st.selectbox(
            _("Is this rep"), [None, *names], format_func=lambda key: names.get(key, _("nobody of them")), index=0
        )
        sent = st.form_submit_button(_("Let in or change"))
    if sent:
        _try(people.let_in, email, role, name, rep)


def _shut_out(emails: list[str]) -> None:
    if not emails:
        return
    with st.form("shut_out", width=720):
        email = st.selectbox(_("Switch off"), emails, index=None, placeholder=_("Choose"))
        sent = st.form_submit_button(_("Switch off"))
    if sent and email:
        _try(people.shut_out, email)


def _try(change, *args) -> None:
    try:
        session.change(change, *args)
    except people.PeopleError as error:
        notes.alarm(_(error.words, **error.detail))
        return
    session.say_after(_("Saved."))
    st.rerun()
