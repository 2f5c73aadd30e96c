"""Conversations: what was said?"""

import streamlit as st

from data.words import N_
from metrics.conversations import person
from metrics.conversations import talk as one_talk
from metrics.conversations.listed import TalksModel, talks
from pages.conversations import asked, listing, one
from pages.ui import empty, filters, notes, session
from pages.ui.markup import esc, put
from pages.ui.page import Page, opening
from pages.ui.rule_words import words_of
from pages.ui.words import _, ngettext


def render() -> None:
    """Draw the list, or one conversation beside it."""
    if not filters.as_of():
        opening(_("Conversations"), filtered=False)
        empty.nothing_imported()
        return
    if asked.conversation():
        _opened(asked.conversation())
    else:
        _listed()


def _listed() -> None:
    model = session.load(talks, asked.scope(), asked.narrowing())
    opening(_("Conversations"), _answer(model), also=_also())
    listing.bar(model.totals)
    if not model.rows:
        _none(model)
        return
    listing.count(model)
    listing.rows(model.rows)
    listing.pages(model.total)


def _answer(model: TalksModel):
    rule = asked.narrowing().rule
    if not rule:
        return model.answer
    title, total = words_of(rule).title, model.total
    return [ngettext("“{rule}”: {n} conversation.", "“{rule}”: {n} conversations.", total, rule=title)]


def _also() -> list[str]:
    if session.presenting():
        return [_("names and texts are hidden on a shared screen")]
    return [] if session.viewer().role == "rep" else [_("texts: only what a finding quotes")]


def _none(model: TalksModel) -> None:
    if not (model.totals.every or asked.narrowed()):
        empty.too_narrow()
        return
    notes.note("search_off", _("No conversation is like that."), _("Try other words, or look at all of them."))
    put(f'<a class="rp-link" href="{asked.all_link()}" target="_self">{esc(_("All conversations"))}</a>')


def _opened(conversation_id: str) -> None:
    model = session.load(person.whole if asked.whole() else one_talk.talk, asked.scope(), conversation_id)
    if model is None:
        opening(_("Conversations"), filtered=False)
        notes.gone()
        put(f'<a class="rp-link" href="{asked.all_link()}" target="_self">{esc(_("All conversations"))}</a>')
        return
    opening(_("Conversations"), model.answer, filtered=False, also=_also())
    left, right = st.columns([3, 10], gap="medium")
    with left, st.container(key="talks_side"):
        beside = session.load(talks, asked.scope(), asked.narrowing())
        listing.count(beside)
        listing.rows(beside.rows, chosen=model.id)
        listing.pages(beside.total, key="side")
    with right:
        one.draw(model, session.load(person.person, asked.scope(), conversation_id))


PAGE = Page(
    id="conversations",
    title=N_("Conversations"),
    icon="forum",
    group="outreach",
    render=render,
    roles=("rep", "manager"),
)
