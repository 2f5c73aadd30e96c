"""Where else the rep talks with the same person: joined by a key both contacts have, or by somebody's word."""

import streamlit as st

from data import persons, talks
from data.words import N_
from metrics.conversations.person import Elsewhere, MayBe, PersonModel
from pages.conversations import asked
from pages.ui import mask, session
from pages.ui.markup import esc, put
from pages.ui.words import _, day, listed, network, ngettext

BY = {
    "email": N_("the same e-mail"),
    "phone": N_("the same phone"),
    "click": N_("somebody said so"),
    "": N_("the same contact"),
}


def draw(model: PersonModel | None, conversation_id: str, whole: bool) -> None:
    """Draw the person's other conversations, a way to one line of time, and namesakes to be asked about."""
    if model is None or not (model.talks or model.offers):
        return
    with st.container(key="talk_elsewhere", gap="small"):
        if model.talks:
            put(_told(model, conversation_id, whole))
        for one in model.talks:
            if one.contact_id != model.contact_id and not session.presenting():
                _part(model, one)
        if not session.presenting():
            for one in model.offers:
                _ask(model, one)


def _told(model: PersonModel, conversation_id: str, whole: bool) -> str:
    lines = "".join(f"<li>{_line(one)}</li>" for one in model.talks)
    words = _("Only this conversation") if whole else _("All on one line of time")
    address = asked.open_link(conversation_id) if whole else asked.whole_link(conversation_id)
    nets = listed(sorted({network(one.network) for one in model.talks}))
    head = _("The same person, also on {networks}:", networks=nets)
    link = f'<a class="rp-link" href="{address}" target="_self">{esc(words)}</a>'
    return f'<div class="rp-meta"><b style="font-weight:550">{esc(head)}</b><ul>{lines}</ul>{link}</div>'


def _line(one: Elsewhere) -> str:
    count = ngettext("{n} message", "{n} messages", one.messages)
    until = _("until {day}", day=day(one.last_day, year=True)) if one.last_day else ""
    parts = [network(one.network), mask.name(one.contact), f"{count} {until}".strip(), _(BY[one.by])]
    words = " · ".join(part for part in parts if part)
    return f'<a class="rp-link" href="{asked.open_link(one.id)}" target="_self">{esc(words)}</a>'


def _part(model: PersonModel, one: Elsewhere) -> None:
    label = _("Not the same person ({network})", network=network(one.network))
    args = (model.contact_id, one.contact_id, False)
    st.button(label, key=f"part_{one.id}", type="tertiary", on_click=_say, args=args)


def _ask(model: PersonModel, one: MayBe) -> None:
    place = f", {one.company}" if one.company else ""
    words = _("{name}{place} on {network}: the same person?", name=one.name, place=place, network=network(one.network))
    with st.container(horizontal=True, vertical_alignment="center", key=f"offer_{one.contact_id}", gap="small"):
        put(f'<div class="rp-meta">{esc(words)}</div>')
        for same, label in ((True, _("Same person")), (False, _("Not the same"))):
            args = (model.contact_id, one.contact_id, same)
            st.button(label, key=f"say_{one.contact_id}_{same}", type="tertiary", on_click=_say, args=args)


def _say(contact_id: str, other_id: str, same: bool) -> None:
    try:
        session.change(persons.say, session.viewer(), contact_id, other_id, same)
    except talks.TalkError as error:
        session.say_after(_(error.words, **error.detail))
    else:
        session.say_after(_("Remembered."))
