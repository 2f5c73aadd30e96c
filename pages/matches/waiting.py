"""The queue: one pair at a time, one key a word."""

import streamlit as st

from metrics.matches.queue import Queue, Waiting
from pages.matches import sides
from pages.ui import notes, session
from pages.ui.markup import esc, put
from pages.ui.page import heading
from pages.ui.tables import Column, Row, table
from pages.ui.words import _, day, listed, money, network, ngettext


def draw(model: Queue) -> None:
    """Draw the first pair that waits, with its keys, and who comes after."""
    if model.top is None:
        notes.note(
            "task_alt",
            _("Nobody waits for a word."),
            _("Contacts that may be somebody in the CRM come here when neither a key nor name and company settle it."),
        )
        _taken_back()
        return
    _pair(model.top)
    _keys(model.top)
    if model.after:
        heading(_("Who comes next"), _("Those with a talk of both sides, and leads or deals behind, come first."))
        columns = [Column(_("Contact")), Column(_("Network")), Column(_("Perhaps")), Column(_("At stake"))]
        table(columns, [_row(one) for one in model.after], caption=_("Who comes next"))


def _pair(one: Waiting) -> None:
    put(sides.cards(one.contact, one.person) + sides.evidence(one.agreed) + _context(one))


def _context(one: Waiting) -> str:
    lines = [_talk(one), _behind(one)]
    if one.rival:
        lines.append(_("Next likely: {who}.", who=sides.told_apart(one.rival, one.person)))
    if one.same_as:
        told = ngettext("The CRM has them {n} more time.", "The CRM has them {n} more times.", len(one.same_as))
        lines.append(told)
    return "".join(f'<div class="rp-meta">{esc(line)}</div>' for line in lines)


def _talk(one: Waiting) -> str:
    who = listed([name for name in one.reps if name])
    if not one.messages:
        return _("Connected with {reps}; no message yet.", reps=who)
    count = ngettext("{n} message", "{n} messages", one.messages)
    return _("{count} with {reps}, the last on {day}.", count=count, reps=who, day=day(one.last_day, year=True))


def _behind(one: Waiting) -> str:
    if not one.leads and not one.deals:
        return _("No lead or deal stands behind this person.")
    return _("Behind this person: {what}.", what=_stake(one))


def _stake(one: Waiting) -> str:
    """Say what hangs on the word: leads, deals, money; "" where nothing does."""
    parts = []
    if one.leads:
        parts.append(ngettext("{n} lead", "{n} leads", one.leads))
    if one.deals:
        parts.append(ngettext("{n} deal", "{n} deals", one.deals))
    if one.worth:
        parts.append(_("{money} open or won", money=money(one.worth, session.team().currency)))
    return ", ".join(parts)


def _keys(one: Waiting) -> None:
    who = (one.contact.id, (one.person.id, *one.same_as))
    with st.container(horizontal=True, vertical_alignment="center", key="bar_match"):
        args = (*who, "same")
        st.button(
            _("Same person"), key="match_same", shortcut="s", icon=":material/check:", on_click=sides.say, args=args
        )
        args = (*who, "not")
        st.button(
            _("Not the same"), key="match_not", shortcut="n", icon=":material/close:", on_click=sides.say, args=args
        )
        st.button(_("Later"), key="match_later", shortcut="l", type="tertiary", on_click=_later, args=who[:1])
        _undo()


def _later(contact_id: str) -> None:
    put_off = [id_ for id_ in session.recall("matches_later", ()) if id_ != contact_id]
    session.remember("matches_later", (*put_off, contact_id))


def _taken_back() -> None:
    with st.container(horizontal=True, key="bar_match"):
        _undo()


def _undo() -> None:
    last = session.recall("matches_last", None)
    if last:
        st.button(
            _("Take the last word back"), key="match_undo", shortcut="u", type="tertiary", on_click=sides.say,
            args=(*last, ""),
        )  # fmt: skip


def _row(one: Waiting) -> Row:
    return Row((one.contact.name, network(one.contact.network), sides.in_short(one.person), _stake(one) or "–"))
