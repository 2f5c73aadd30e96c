"""Draft check: is this message all right to send? Nothing is sent, and nothing is kept unless asked."""

import streamlit as st

from data import talks
from data.scope import Scope
from data.words import N_
from metrics import recipient as people
from metrics.associations import associations
from pages.draft import judged, to
from pages.ui import empty, filters, notes, session
from pages.ui.page import Page, opening
from pages.ui.words import _
from scoring.check import CheckError, check

LONGEST = 8_000
"""Characters of a draft; the longest message a network takes is shorter."""


def render() -> None:
    """Draw the draft, whom it goes to, and what is to be said of it."""
    if not filters.as_of():
        opening(_("Draft check"), filtered=False)
        empty.nothing_imported()
        return
    if session.presenting():
        opening(_("Draft check"), filtered=False)
        notes.note("co_present", _("Not on a shared screen."), _("A draft shows texts and names; open it on your own."))
        return
    rep_id = filters.one_rep()
    if rep_id is None or st.query_params.get("rep", rep_id) != rep_id:
        opening(_("Draft check"), filtered=False)
        empty.nothing_here(False) if rep_id is None else notes.gone()
        return
    result = _result(rep_id)
    answer = judged.answer(result) if result else [_("Paste a message and see how it would read.")]
    opening(_("Draft check"), answer, about=rep_id, also=[_("nothing is sent or kept")])
    left, right = st.columns([7, 4], gap="medium")
    with left:
        _draft()
        judged.draw(result)
    with right:
        known = to.choose(_scope(rep_id), rep_id)
        _keep(known)
        judged.likeness(result)
        compared = session.load(associations, filters.scope().of(rep_id), filters.as_of())
        judged.length(result, compared)


def _scope(rep_id: str) -> Scope:
    return session.widest().of(rep_id)


def _result(rep_id: str) -> judged.Result | None:
    """Return what is to be said of the draft as it was last checked; None before."""
    draft = session.recall("draft", "")
    if not draft.strip():
        return None
    contact = to.chosen()
    known = session.load(people.recipient, _scope(rep_id), contact) if contact else None
    try:
        return judged.Result.of(draft, check(session.database(), draft, rep_id, contact if known else None))
    except CheckError as error:
        session.say_after(str(error))
        return None


def _draft() -> None:
    with st.form("draft_form", border=False):
        st.text_area(
            _("Message"),
            value=session.recall("draft", ""),
            key="draft_text",
            height=220,
            max_chars=LONGEST,
            placeholder=_("Paste or write the message here."),
        )
        st.form_submit_button(_("Check the message"), type="primary", icon=":material/rule:", on_click=_took)


def _took() -> None:
    session.remember("draft", session.value_of("draft_text") or "")


def _keep(known: people.Known | None) -> None:
    """Offer to keep the draft as a note with the conversation: nothing else is ever stored."""
    draft = session.recall("draft", "").strip()
    if known is None or not draft:
        return
    st.button(
        _("Keep it as a note"),
        icon=":material/note_add:",
        type="tertiary",
        help=_("Kept with the conversation; you and your manager can read it there."),
        on_click=_kept,
        args=(known.conversation_id, draft),
    )


def _kept(conversation_id: str, draft: str) -> None:
    try:
        session.change(talks.add_note, session.viewer(), conversation_id, draft)
    except talks.TalkError as error:
        session.say_after(_(error.words, **error.detail))
    else:
        session.say_after(_("Kept with the conversation."))


PAGE = Page(
    id="draft",
    title=N_("Draft check"),
    icon="rule",
    group="outreach",
    render=render,
    roles=("rep", "manager"),
)
