"""CRMs that are asked over the network: which are connected, when they were last asked, how to connect one."""

import sqlite3
from typing import Any, NamedTuple

import streamlit as st

from connectors.crm import CRMS, sync
from connectors.crm.config import PROBLEMS, Connection, NotConnectedError, connection
from connectors.crm.errors import ApiError
from connectors.crm.model import Crm
from connectors.crm_errors import ERRORS
from data import imports, syncs
from data.imports import FileRow
from pages.ui import jobs, notes, previews, session
from pages.ui.markup import esc, put
from pages.ui.page import heading
from pages.ui.words import _, moment, ngettext


class State(NamedTuple):
    """A CRM as it is set up here; `last` is when it was asked for the last time, `files` what came of it."""

    crm: Crm
    connection: Connection | None
    why_not: NotConnectedError | None
    last: str
    files: list[FileRow]


def read_last(conn: sqlite3.Connection, crm: str) -> tuple[str, list[FileRow]]:
    """Return when a CRM was asked last, and the parts that came in; "" when never."""
    found = syncs.standing(conn, crm)
    return (found[1], imports.files(conn, found[0])) if found else ("", [])


def draw() -> None:
    """Draw the connected CRMs with their buttons, and the ways to connect the others."""
    if not session.may("manager", "admin"):
        return
    states = [_state(crm) for crm in CRMS.values()]
    heading(_("CRM"), _("Synchronised over the network, for the whole team."))
    for state in states:
        if state.connection:
            _connected(state, state.connection)
        elif state.why_not and state.why_not.code != "no-token" and state.why_not.code != "no-url":
            notes.alarm(state.crm.title, _told(PROBLEMS[state.why_not.code], state.why_not.detail))
    if not any(state.connection for state in states):
        notes.plain(_("No CRM is connected yet. Its tables can be dropped here as files, too."))
    with st.expander(_("How to connect a CRM")):
        for state in states:
            _guide(state)


def _state(crm: Crm) -> State:
    last, files = session.read(read_last, crm.name)
    try:
        return State(crm, connection(crm.place), None, last, files)
    except NotConnectedError as error:
        return State(crm, None, error, last, files)


def _connected(state: State, place: Connection) -> None:
    name, problems = state.crm.name, sum(len(file.problems) for file in state.files)
    with st.container(key=f"hist_crm_{name}", gap="xxsmall"):
        last = _("last asked {at}", at=moment(state.last)) if state.last else _("never asked yet")
        put(f'<b style="font-weight:550">{esc(state.crm.title)}</b> <span class="rp-quiet">{esc(last)}</span>')
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            if not jobs.going_on("sync") and st.button(_("Synchronise"), key=f"sync_crm_{name}"):
                jobs.start("sync", {"crm": name, "name": state.crm.title})
                st.rerun()
            tested = st.button(_("Test"), key=f"test_crm_{name}", type="tertiary")
            notes_ = ngettext("{n} note", "{n} notes", problems)
            if problems and st.button(notes_, key=f"bad_crm_{name}", type="tertiary"):
                _show(state)
    if tested:
        _test(state.crm, place)


def _test(crm: Crm, place: Connection) -> None:
    try:
        with st.spinner(_("Asking {crm}", crm=crm.title)):
            account = sync.test(crm, place, sleep=lambda _seconds: None)
    except ApiError as error:
        notes.alarm(_told(ERRORS[error.code], error.detail))
    else:
        words = _("{crm} answers: {account}.", crm=crm.title, account=account)
        notes.plain(words if account else _("{crm} answers.", crm=crm.title))


def _told(words: str, detail: dict[str, Any]) -> str:
    return _(words, **detail)


def _show(state: State) -> None:
    @st.dialog(_("What {crm} could not tell", crm=state.crm.title), width="large")
    def show() -> None:
        notes.plain(_("Everything else is stored; the next synchronisation goes on from there."))
        put(previews.problems(previews.told(file) for file in state.files))

    show()


def _guide(state: State) -> None:
    put(f'<b style="font-weight:550">{esc(state.crm.title)}</b>')
    lines = _(state.crm.token_guide).split("\n")
    put('<ol class="rp-guide">' + "".join(f"<li>{esc(line)}</li>" for line in lines) + "</ol>")
