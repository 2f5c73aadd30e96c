"""Search: where was that said, and who was it?"""

import streamlit as st

from data.words import N_
from metrics.care.search import Found, search
from pages.search import hits
from pages.ui import notes, session
from pages.ui.markup import esc, put
from pages.ui.page import Page, link, opening
from pages.ui.words import _, listed, ngettext

END = 2**63 - 1


def render() -> None:
    """Draw the field, and what was found."""
    if session.presenting():
        opening(_("Search"), filtered=False)
        notes.note(
            "co_present", _("Not on a shared screen."), _("A search shows texts and names; open it on your own.")
        )
        return
    typed, before = st.query_params.get("q", "").strip(), _before()
    found = session.load(search, session.widest(), typed, before) if typed else None
    opening(_("Search"), _answer(found), filtered=False, also=_also())
    _field(typed)
    if found is None:
        notes.note(
            "search",
            _("Type a name, a company or words."),
            _("Words are found in any of their forms, names also with a slip of the pen."),
        )
    elif found.empty and not found.more:
        notes.note("search_off", _("Nothing was found."), _("Try fewer words, or another spelling."))
    else:
        put(_alike(found) + hits.html(found))
        put(_older(typed, found))


def _before() -> int:
    asked = st.query_params.get("before", "")
    return min(int(asked), END) if asked.isdecimal() and asked.isascii() and len(asked) < 20 else 0


def _field(typed: str) -> None:
    st.text_input(
        _("Search"),
        placeholder=_("Person, company or words"),
        icon=":material/search:",
        key=session.widget("search_q", typed),
        on_change=_typed,
        label_visibility="collapsed",
    )


def _typed() -> None:
    st.query_params.pop("before", None)
    typed = (session.value_of("search_q") or "").strip()
    if typed:
        st.query_params["q"] = typed
    else:
        st.query_params.pop("q", None)


def _answer(found: Found | None) -> list[str]:
    if found is None or (found.empty and not found.more):
        return []
    if found.empty:
        return [_("Nothing among the newest messages.")]
    parts = [
        ngettext("{n} person", "{n} persons", len(found.people)) if found.people else "",
        ngettext("{n} client", "{n} clients", len(found.clients)) if found.clients else "",
        ngettext("{n} company", "{n} companies", len(found.companies)) if found.companies else "",
        _("more than {n} messages", n=len(found.messages))
        if found.more and found.messages
        else ngettext("{n} message", "{n} messages", len(found.messages))
        if found.messages
        else "",
        ngettext("{n} note", "{n} notes", len(found.notes)) if found.notes else "",
    ]
    return [_("Found: {what}.", what=listed([part for part in parts if part]))]


def _also() -> list[str]:
    return [] if session.viewer().role == "rep" else [_("of messages: only what a finding quotes whole")]


def _alike(found: Found) -> str:
    if not found.alike:
        return ""
    said = ", ".join(sorted({taken for _asked, taken in found.alike})[:5])
    return f'<div class="rp-meta">{esc(_("No name is spelt so; shown instead: {names}", names=said))}</div>'


def _older(typed: str, found: Found) -> str:
    if not found.more:
        return ""
    address = link("search", q=typed, before=str(found.more))
    return f'<a class="rp-link" href="{address}" target="_self">{esc(_("Older messages"))}</a>'


PAGE = Page(id="search", title=N_("Search"), icon="search", group="outreach", render=render, roles=("rep", "manager"))
