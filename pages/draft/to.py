"""Whom the draft goes to: the search, the choice, and what is known of that person."""

import streamlit as st

from data.scope import Scope
from metrics import recipient as people
from metrics.recipient import Known, Person
from pages.ui import session
from pages.ui.markup import esc, icon, put
from pages.ui.page import link
from pages.ui.words import _, day, network, num, say


def chosen() -> str:
    """Return the id of the contact in the address; "" for a stranger."""
    return st.query_params.get("to", "")


def choose(scope: Scope, rep_id: str) -> Known | None:
    """Draw the recipient, or the search for one, and return what is known of them."""
    with st.container(border=True, key="card_to"):
        known = session.load(people.recipient, scope, chosen()) if chosen() else None
        if known:
            _known(known, rep_id)
            return known
        put(f'<div class="rp-ct">{esc(_("To somebody new"))}</div>')
        st.text_input(
            _("Recipient"),
            key="draft_to",
            placeholder=_("Name or company of somebody you know"),
            label_visibility="collapsed",
        )
        typed = session.value_of("draft_to") or ""
        if typed.strip():
            _found(session.read(people.found, scope, typed))
    return None


def _found(found: tuple[Person, ...]) -> None:
    if not found:
        put(f'<div class="rp-sub">{esc(_("Nobody of that name has been talked to."))}</div>')
        return
    names = {person.contact_id: _label(person) for person in found}
    st.selectbox(
        _("Who of these?"),
        list(names),
        format_func=names.get,
        index=None,
        key="draft_who",
        placeholder=_("Choose one of {n}", n=num(len(names))),
        label_visibility="collapsed",
        on_change=_choose,
    )


def _label(person: Person) -> str:
    return f"{', '.join(part for part in (person.name, person.company) if part)} · {network(person.network)}"


def _choose() -> None:
    if picked := session.value_of("draft_who"):
        st.query_params["to"] = picked


def _forget() -> None:
    st.query_params.pop("to", None)


def _known(known: Known, rep_id: str) -> None:
    """Draw what is known of the recipient: first what speaks against writing, then facts and notes to write with."""
    person = known.person
    place = ", ".join(part for part in (person.position, person.company) if part)
    alarms = "".join(
        f'<div class="rp-note watch" style="margin-top:8px">{icon("front_hand")} {esc(say(alarm))}</div>'
        for alarm in known.alarms
    )
    facts = "".join(f"<div>{esc(say(fact))}</div>" for fact in known.facts)
    kept = "".join(_note(*note) for note in known.notes[-5:])
    address = link("conversations", rep=rep_id, id=known.conversation_id)
    put(
        f'<div class="rp-ct">{esc(_("To {name}", name=person.name))}</div>'
        f'<div class="rp-sub">{esc(" · ".join(part for part in (place, network(person.network)) if part))}</div>'
        f'{alarms}<div style="padding-top:8px">{facts}</div>{kept}'
        f'<div style="padding-top:8px"><a class="rp-link" href="{address}" target="_self">'
        f"{esc(_('Open the conversation'))}</a></div>"
    )
    st.button(_("Somebody else"), icon=":material/close:", type="tertiary", on_click=_forget, key="to_nobody")


def _note(at: str, text: str) -> str:
    return (
        f'<div style="padding-top:8px"><div class="rp-meta">{esc(_("Note"))} · {esc(day(at))}</div>'
        f'<div style="white-space:pre-wrap;overflow-wrap:anywhere">{esc(text[:400])}</div></div>'
    )
