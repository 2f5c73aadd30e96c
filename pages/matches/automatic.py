"""Links the program made by itself: how many, and an audit of random ones."""

import secrets

import streamlit as st

from data import matching, workspace
from data.scope import Scope
from metrics.matches.audit import SIZE, Audit, Audited, drawn
from pages.matches import sides
from pages.ui import jobs, notes, session
from pages.ui.markup import put
from pages.ui.page import heading
from pages.ui.words import _, day, ngettext, num, pct


def draw(model: Audit, scope: Scope) -> None:
    """Draw how many links there are, the switch for those by name, and the audit."""
    by_key = ngettext("{n} link by a key", "{n} links by a key", model.by_key)
    by_name = ngettext("{n} by name and company", "{n} by name and company", model.by_name)
    heading(
        f"{by_key}, {by_name}",
        _("A key is an e-mail, a phone or a profile that agrees, with a name that does not speak against it."),
    )
    _switch(model)
    heading(_("Audit"), _sure(model))
    with st.container(horizontal=True, key="bar_audit"):
        label = _("Draw {n} anew", n=SIZE) if model.links else _("Draw {n} at random", n=SIZE)
        st.button(label, key="audit_draw", icon=":material/casino:", on_click=_draw, args=(scope,))
    nexts = [one for one in model.links if not one.said]
    if nexts:
        _look(nexts[0])


def _switch(model: Audit) -> None:
    by_hand = session.team().name_links_to_review
    key = session.widget("links_to_review", by_hand)
    st.toggle(_("Links by name and company wait for somebody’s word"), key=key, on_change=_switched)
    if model.wrong_by_name and not by_hand:
        notes.alarm(
            _("The audit found a wrong link by name and company."),
            _("Let these wait for a word: the switch above does it for all of them."),
        )


def _switched() -> None:
    session.change(workspace.change, session.viewer().email, name_links_to_review=session.value_of("links_to_review"))
    _follow()


def _follow() -> None:
    if not jobs.going_on("refresh"):
        jobs.start("refresh")


def _sure(model: Audit) -> str:
    if not model.links:
        return _("How many links are wrong has not been measured here yet.")
    seen = _("{k} of {n} looked at, {wrong} wrong.", k=num(model.checked), n=num(len(model.links)), wrong=model.wrong)
    when = _("Drawn on {day}.", day=day(model.drawn_at[:10], year=True))
    if not model.checked:
        return f"{when} {seen}"
    words = _("95 % sure that fewer than {share} of the automatic links are wrong.", share=pct(model.at_most))
    return f"{when} {seen} {words}"


def _draw(scope: Scope) -> None:
    links = session.read(drawn, scope, secrets.randbits(32))
    session.change(matching.draw_audit, session.viewer(), links)


def _look(one: Audited) -> None:
    put(sides.cards(one.contact, one.person) + sides.evidence(one.agreed))
    with st.container(horizontal=True, key="bar_audited"):
        for verdict, label, key in (("same", _("Right"), "s"), ("not", _("Wrong"), "n")):
            args = (one.contact.id, (one.person.id,), verdict)
            st.button(label, key=f"audit_{verdict}", shortcut=key, on_click=sides.say, args=args)
