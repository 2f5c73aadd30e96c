"""The frame around every page: sign-in, menu, language, and what a page shows when it fails."""

import logging
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import streamlit as st

from data.store import StoreError
from data.words import N_
from pages.locale import LANGUAGES
from pages.ui import filters, notes, session
from pages.ui.markup import esc, put, say_instead, style
from pages.ui.page import Page
from pages.ui.words import _

STATIC = Path(__file__).resolve().parent.parent / "static"
ROLE_WORDS = {
    "leader": N_("Leader"),
    "rep": N_("Rep"),
    "manager": N_("Manager"),
    "admin": N_("Admin"),
}


def run(pages: tuple[Page, ...], groups: dict[str, str]) -> None:
    """Draw one rerun of the pages there are, in the groups of the menu."""
    session.begin()
    st.set_page_config(page_title="Rapport", page_icon="💬", layout="wide", initial_sidebar_state="auto")
    style()
    _built_in_words()
    try:
        _draw(pages, groups)
    except StoreError as error:
        notes.alarm("The workspace can't be opened.", str(error))


def _built_in_words() -> None:
    """Translate what Streamlit itself writes on a page."""
    limit = st.config.get_option("server.maxUploadSize")
    zone = '[data-testid="stFileUploaderDropzone"]'
    button = say_instead(f'{zone} [data-testid="stBaseButton-secondary"] p', _("Choose files"), 14)
    under = f'{zone} [data-testid="stFileUploaderDropzoneInstructions"] span'
    words = say_instead(under, _("or drop them here, up to {n} MB each", n=limit), 13)
    st.html(f"<style>{button} {words}</style>")


def _draw(pages: tuple[Page, ...], groups: dict[str, str]) -> None:
    seat = session.seat()
    st.logo(STATIC / "logo.svg", icon_image=STATIC / "mark.svg")
    entries = {page.id: _entry(page, seat) for page in pages}
    open_pages = [page for page in pages if seat and not page.hidden and not seat.roles.isdisjoint(page.roles)]
    session.remember("entries", entries)
    session.remember("first_page", entries[open_pages[0].id] if open_pages else None)
    sections: dict[str, list] = defaultdict(list)
    for page in pages:
        sections[_(groups[page.group])].append(entries[page.id])
    bare = session.presenting() or seat is None
    current = st.navigation(sections, position="hidden" if bare else "sidebar", expanded=True)
    if not bare:
        with st.sidebar, st.container(key="side_end"):
            _side(seat)
    if words := session.said():
        st.toast(words)
    current.run()


def _entry(page: Page, seat: session.Seat | None):
    allowed = seat is not None and not seat.roles.isdisjoint(page.roles)
    visible = allowed and not page.hidden
    return st.Page(
        _guarded(page, seat, allowed),
        title=_(page.title),
        icon=f":material/{page.icon}:",
        url_path=page.address or None,
        default=page.home,
        visibility="visible" if visible else "hidden",
    )


def _guarded(page: Page, seat: session.Seat | None, allowed: bool) -> Callable[[], None]:
    def draw() -> None:
        if seat is None:
            sign_in()
        elif not allowed:
            notes.not_allowed()
        else:
            page.render()

    draw.__name__ = f"page_{page.id}"
    return draw


def sign_in() -> None:
    """Draw the way in; somebody known to the sign-in but not to the workspace is told so."""
    email = session.signed_in_email()
    st.title("Rapport", anchor=False)
    if email:
        notes.alarm(
            _("You have no access to this workspace."),
            _("You are signed in as {email}. Ask an admin to let you in.", email=email),
        )
        st.button(_("Sign out"), on_click=st.logout)
    else:
        notes.note("lock", _("Please sign in."), _("Your organisation's account opens this workspace."))
        st.button(_("Sign in"), type="primary", on_click=st.login)
    _languages()


def _side(seat: session.Seat) -> None:
    _languages()
    if seat.local:
        _eyes()
    else:
        who, role = seat.viewer.name or seat.viewer.email, _(ROLE_WORDS[seat.viewer.role])
        put(f'<div class="rp-meta">{esc(who)} · {esc(role)}</div>')
        st.button(_("Sign out"), type="tertiary", on_click=st.logout)
    company = session.team().company or session.team().name
    if company:
        put(f'<div class="rp-meta">{esc(company)}</div>')


def _languages() -> None:
    filters.choice("lang", "Language / Язык", dict(zip(LANGUAGES, LANGUAGES, strict=True)), session.team().language)


def _eyes() -> None:
    """Draw the switch of a local single user: look as somebody else would."""
    labels = {key: _(ROLE_WORDS[key]) for key in ("leader", "manager", "admin")}
    labels |= {f"rep:{rep.id}": rep.name for rep in session.load(session.people.reps) if rep.active}
    chosen = session.kept("as", "leader", tuple(labels))
    key = session.widget("eyes", chosen)
    st.selectbox(_("Look as"), list(labels), format_func=labels.get, key=key, on_change=_took_eyes)


def _took_eyes() -> None:
    session.keep("as", session.value_of("eyes") or "leader", "leader")


def failed(error: Exception) -> bool:
    """Say that a page could not be drawn; the details go to the server's log only."""
    logging.getLogger("rapport").error("A page failed.", exc_info=error)
    notes.alarm(_("This page could not be drawn."), _("Reload it; if it happens again, the server's log tells why."))
    return True
