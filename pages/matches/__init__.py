"""Matches: which contacts are whom in the CRM?"""

from dataclasses import replace

import streamlit as st

from data.scope import Scope
from data.words import N_
from metrics.matches.audit import audit
from metrics.matches.coverage import Coverage
from metrics.matches.doubles import doubles
from metrics.matches.queue import queue
from pages.matches import automatic, twice, waiting
from pages.ui import jobs, notes, session
from pages.ui.page import Page, opening
from pages.ui.words import _, ngettext, num

VIEWS = {"waiting": N_("Waiting"), "automatic": N_("Automatic"), "twice": N_("Twice in the CRM")}


def render() -> None:
    """Draw what waits for a word, what was linked without one, or what stands in the CRM twice."""
    if session.presenting():
        opening(_("Matches"), filtered=False)
        notes.note("visibility_off", _("Matches are about names; they are not shown on a shared screen."))
        return
    scope = replace(session.widest(), since="", until="")
    model = session.load(queue, scope, session.recall("matches_later", ()))
    opening(_("Matches"), _answer(model.coverage, model.total, model.with_money), filtered=False)
    jobs.progress("refresh")
    if session.may("manager", "admin"):
        _views()
    _view(scope, model)


def _view(scope: Scope, model) -> None:
    view = session.kept("view", "waiting", tuple(VIEWS)) if session.may("manager", "admin") else "waiting"
    if view == "automatic":
        automatic.draw(session.load(audit, scope), scope)
    elif view == "twice":
        twice.draw(session.load(doubles, scope))
    else:
        waiting.draw(model)


def _answer(told: Coverage, total: int, with_money: int) -> list[str]:
    if not told.talks:
        return [_("No conversation is here yet that could be linked.")]
    linked = {"k": num(told.linked), "n": num(told.talks)}
    said = [_("{k} of {n} conversations are linked to somebody in the CRM:", **linked)]
    parts = [_("{n} by a key", n=num(told.by_key)), _("{n} by name and company", n=num(told.by_name))]
    if told.confirmed:
        parts.append(_("{n} by somebody’s word", n=num(told.confirmed)))
    said.append(f"{', '.join(parts)}.")
    if total:
        waits = ngettext("{n} contact waits for a word,", "{n} contacts wait for a word,", total)
        said.append(f"{waits} {_('{n} of them with a talk and money behind.', n=num(with_money))}")
    said.append(_("For {n} nobody in the CRM comes into question.", n=num(told.nobody)))
    return said


def _views() -> None:
    names = {view: _(name) for view, name in VIEWS.items()}
    shown = session.kept("view", "waiting", tuple(VIEWS))
    st.segmented_control(
        _("Show"),
        list(names),
        format_func=names.get,
        required=True,
        key=session.widget("matches_view", shown),
        on_change=lambda: session.keep("view", session.value_of("matches_view") or "waiting", "waiting"),
        label_visibility="collapsed",
    )


PAGE = Page(id="matches", title=N_("Matches"), icon="join_inner", group="data", render=render)
