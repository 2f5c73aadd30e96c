"""Who may sign in, and as what."""

import re
from collections.abc import Callable

import streamlit as st

from data import people, viewers
from data.scope import ROLES
from data.words import N_
from pages.ui import notes, session
from pages.ui.frame import ROLE_WORDS
from pages.ui.page import heading
from pages.ui.tables import Column, Row, table
from pages.ui.words import _

EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
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
    everybody = session.read(viewers.listed)
    if everybody:
        columns = [Column(_("E-mail")), Column(_("Name")), Column(_("Role")), Column(_("Access"))]
        table(columns, [_row(person) for person in everybody], caption=_("Access"))
    if session.may("admin"):
        _let_in()
        _shut_out(everybody)


def _row(person: dict) -> Row:
    state = _("switched off") if person["disabled_at"] else _("may sign in")
    role = ROLE_WORDS[person["role"]]
    return Row((person["email"], person["name"], _(role), state))


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
    if not sent:
        return
    if not EMAIL.fullmatch(email.strip()):
        notes.alarm(_("{email} is no e-mail address.", email=email or "–"))
    elif role == "rep" and not rep:
        notes.alarm(_("Say which of the reps this is; otherwise there is nothing to show."))
    else:
        _done(viewers.add, email, role, rep, name)


def _shut_out(everybody: list[dict]) -> None:
    open_to = {person["email"]: person["role"] for person in everybody if not person["disabled_at"]}
    if not open_to:
        return
    with st.form("shut_out", width=720):
        email = st.selectbox(_("Switch off"), list(open_to), index=None, placeholder=_("Choose"))
        sent = st.form_submit_button(_("Switch off"))
    if not (sent and email):
        return
    if open_to[email] == "admin" and list(open_to.values()).count("admin") == 1:
        notes.alarm(_("This is the last admin; make somebody else an admin first."))
    else:
        _done(viewers.disable, email)


def _done(change: Callable, *args: str | None) -> None:
    session.change(change, *args)
    session.say_after(_("Saved."))
    st.rerun()
