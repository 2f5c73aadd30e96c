"""Profiles: what does a buyer see before answering?"""

from dataclasses import replace

import streamlit as st

from data.scope import Scope
from data.words import N_
from metrics.profiles import ProfilesModel, profiles
from pages.profiles import fixes, history, matrix, wall
from pages.ui import empty, filters, notes, session
from pages.ui.markup import esc, put
from pages.ui.page import Page, link, opening
from pages.ui.words import _, day, network, ngettext, num


def render() -> None:
    """Draw the wall of profiles, what to change first, what changed, and every check; or all of one rep's."""
    model = session.load(profiles, _scope())
    if not model.cards:
        opening(_("Profiles"), filtered=False)
        _nothing()
        return
    opening(_("Profiles"), model.answer, filtered=False, also=_seen(model))
    if one_rep() and session.may("manager", "admin"):
        put(f'<a class="rp-link" href="{link("profiles")}" target="_self">{esc(_("← All profiles"))}</a>')
    if len(model.cards) == 1:
        left, right = st.columns([2, 5], gap="medium")
        with left:
            wall.draw(model.cards)
        with right:
            fixes.draw(model)
    else:
        wall.draw(model.cards)
        fixes.draw(model)
    history.draw(model.cards)
    matrix.draw(model)
    if len({card.rep_id for card in model.cards}) > 1:
        matrix.team(model)


def one_rep() -> str:
    """Return the rep that the address asks for; "" for all."""
    asked = st.query_params.get("rep", "")
    return asked if asked in filters.rep_names() else ""


def _scope() -> Scope:
    wide = replace(session.widest(), since="", until=filters.as_of())
    return wide.of(one_rep()) if one_rep() else wide


def _nothing() -> None:
    if not filters.as_of():
        empty.nothing_imported()
        return
    what = _("No profile has been read yet.")
    notes.note("badge", what, _("Profiles come with the full export of a network: the archive, not only the messages."))


def _seen(model: ProfilesModel) -> list[str]:
    nets = sorted({card.network for card in model.cards})
    parts = [ngettext("{n} profile", "{n} profiles", len(model.cards)), *(network(name) for name in nets)]
    if model.seen_on:
        parts.append(_("as seen on {day}", day=day(model.seen_on, year=True)))
    if model.average is not None and len(model.cards) > 1:
        parts.append(_("average {score} of 100", score=num(model.average)))
    return parts


PAGE = Page(id="profiles", title=N_("Profiles"), icon="badge", group="team", render=render, roles=("rep", "manager"))
