"""One client: what is open, what to talk about next, who is there, who of ours, everything on one time line."""

import streamlit as st

from metrics.care.card import PAGE, Card, card
from pages.clients import asked, doing, line, sides
from pages.ui import mask, notes, session
from pages.ui.markup import esc, icon, put
from pages.ui.page import heading, opening
from pages.ui.text import timeline
from pages.ui.words import _, day, ngettext


def asked_for() -> str:
    """Return the id of the client whose card the address asks for; "" for none."""
    return asked.client()


def render(customer_id: str) -> None:
    """Draw the card, or say that there is no such client for this viewer."""
    model = session.load(card, session.widest(), customer_id, asked.narrowing(), asked.today())
    if model is None:
        opening(_("Clients"), filtered=False)
        notes.gone()
        put(_back())
        return
    opening(mask.name(model.name), _answer(model), filtered=False, also=_also(model))
    with st.container(horizontal=True, vertical_alignment="center", key="bar_client"):
        put(_back())
        doing.buttons(model)
    left, right = st.columns([8, 4], gap="large")
    with left:
        sides.open_and_next(model)
    with right:
        sides.draw(model)
    _time_line(model)


def _back() -> str:
    words = esc(_("All clients"))
    return f'<a class="rp-link" href="{asked.all_link()}" target="_self">{icon("arrow_back")} {words}</a>'


def _answer(model: Card) -> list[str]:
    if model.won:
        since = day(model.since, year=True)
        said = [ngettext("{n} deal won since {day}.", "{n} deals won since {day}.", model.won, day=since)]
    else:
        said = [_("No deal is won yet.")]
    waits = sum(one.kind in ("complaint", "theirs") for one in model.questions)
    said.append(_silence(model))
    if waits:
        said.append(ngettext("{n} thing waits for an answer of ours.", "{n} things wait for an answer of ours.", waits))
    return said


def _silence(model: Card) -> str:
    if model.silent_days is None:
        return _("Nobody talked with them, as far as the data tells.")
    if not model.silent_days:
        return _("Talked with today.")
    return ngettext("The last contact was {n} day ago.", "The last contact was {n} days ago.", model.silent_days)


def _also(model: Card) -> list[str]:
    said = [part for part in (model.industry, model.domain) if part]
    if session.presenting():
        return [*said[:1], _("names and texts are hidden on a shared screen")]
    return said if session.viewer().role == "rep" else [*said, _("texts: only what a finding quotes")]


def _time_line(model: Card) -> None:
    with st.container(key="client_line", gap="small"):
        heading(
            _("Everything on one time line"), _("Messages of all networks, the CRM, and what was written down here.")
        )
        line.bar(model)
        if not model.lines:
            notes.note("search_off", _("Nothing here is like that."), _("Try other words, or look at everything."))
            return
        put(timeline(line.items(model.lines)))
        last = -(-model.total // PAGE)
        if last > 1:
            number = min(asked.page() + 1, last)
            key = f"client_page_{number}"
            st.pagination(last, default=number, max_visible_pages=5, key=key, on_change=_turned, args=(key,))


def _turned(key: str) -> None:
    asked.turn(session.value_of(key) or 1)
