"""Complaints and requests: the list with how long answers took, and one of them with its history."""

import sqlite3
from collections.abc import Callable

import streamlit as st

from data import care, people
from metrics.care.complaints import PAGE, VIEWS, Complaint, Complaints, Event
from pages.clients import asked as card
from pages.clients.doing import task_form
from pages.clients.line import KINDS, STATES
from pages.tasks import asked
from pages.ui import filters, mask, notes, session
from pages.ui.markup import esc, icon, put
from pages.ui.page import heading, link
from pages.ui.tables import Cell, Column, Row, table
from pages.ui.words import _, day, hours, moment, network, ngettext, num

TONES = {"open": "stop", "answered": "watch", "closed": "good", "none": ""}
LINE = 110


def listed(model: Complaints) -> None:
    """Draw the list with its medians."""
    _choices(model)
    put(_times(model))
    _help()
    if not model.rows:
        notes.note(
            "sentiment_satisfied",
            _("No complaint is like that."),
            _("Complaints come from the CRM’s tickets, and from messages that read like one."),
        )
        return
    columns = [
        Column(_("When")),
        Column(_("What")),
        Column(_("Client")),
        Column(_("State")),
        Column(_("Owner")),
        Column(_("First answer"), number=True),
        Column(_("Solved"), number=True),
    ]
    table(columns, [_row(one) for one in model.rows], caption=_("Complaints and requests"))
    last = -(-model.total // PAGE)
    if last > 1:
        number = min(asked.page() + 1, last)
        key = f"complaints_page_{number}"
        st.pagination(last, default=number, max_visible_pages=5, key=key, on_change=_turned, args=(key,))


def _help() -> None:
    told = _(
        "A ticket of the CRM, or the first message of a talk within 30 days that reads like a complaint. Times are"
        " working hours: to the ticket’s or our first answer, and to “closed”. What people say here counts before the"
        " CRM. “No complaint” takes one off the list and out of the times."
    )
    with st.popover(_("How it is counted"), type="tertiary", icon=":material/help:"):
        put(f"<p>{esc(told)}</p>")


def _turned(key: str) -> None:
    card.turn(session.value_of(key) or 1)


def _choices(model: Complaints) -> None:
    counts = dict(model.counts)
    names = {"open": _("Open"), "answered": _("Answered"), "closed": _("Closed"), "all": _("All")}
    names["none"] = _("No complaint")
    shown = [name for name in VIEWS if counts[name] or name in ("open", "all", asked.state())]
    with st.container(horizontal=True, vertical_alignment="center", key="bar_complaints"):
        st.pills(
            _("State"),
            shown,
            format_func=lambda name: f"{names[name]} {num(counts[name])}",
            required=True,
            key=session.widget("complaints_state", asked.state() if asked.state() in shown else "open"),
            on_change=_took,
            label_visibility="collapsed",
            wrap=True,
        )
        st.toggle(
            _("Not only clients"),
            key=session.widget("complaints_who", asked.everybody()),
            on_change=_took_who,
            help=_("Also messages of people who bought nothing: most of these are about our outreach."),
        )


def _took() -> None:
    chosen = session.value_of("complaints_state") or "open"
    asked.change(state="" if chosen == "open" else chosen)


def _took_who() -> None:
    asked.change(who="all" if session.value_of("complaints_who") else "")


def _times(model: Complaints) -> str:
    """Return the medians in working hours, with how many they are of."""
    said = []
    if model.answer is not None:
        count = ngettext("{n} answered", "{n} answered", model.answered)
        said.append(_("first answer after {time} of working time ({count})", time=hours(model.answer), count=count))
    if model.solved is not None:
        count = ngettext("{n} closed", "{n} closed", model.closed)
        said.append(_("solved after {time} ({count})", time=hours(model.solved), count=count))
    if not said:
        return ""
    return f'<div class="rp-meta">{esc(_("Median: {said}.", said="; ".join(said)))}</div>'


def _row(one: Complaint) -> Row:
    words = (one.text or "").strip()
    words = f"{words[:LINE].rsplit(' ', 1)[0]}…" if len(words) > LINE else words
    what = words or _("text not shown")
    tag = f'<span class="rp-tag">{esc(_(KINDS[one.kind]))}</span> ' if one.kind == "request" else ""
    where = network(one.network) if one.network else "CRM"
    cell = f'<a class="rp-link" href="{asked.complaint_link(one.id)}" target="_self">{esc(what)}</a>'
    who = " · ".join(part for part in (mask.name(one.person), where) if part)
    waits = _("waits {time}", time=hours(one.waits_hours)) if one.waits_hours is not None else ""
    return Row(
        [
            day(one.at[:10], year=True),
            Cell(f'<div style="max-width:420px">{tag}{cell}<div class="rp-meta">{esc(who)}</div></div>'),
            Cell(_client(one)),
            Cell(f'<span class="rp-tag {TONES[one.state]}">{esc(_(STATES[one.state]))}</span>'),
            one.owner_name or _("nobody yet"),
            hours(one.answer_hours) if one.answer_hours is not None else waits or "–",
            hours(one.solved_hours) if one.solved_hours is not None else "–",
        ]
    )


def _client(one: Complaint) -> str:
    if not one.customer or not (one.client or session.presenting()):
        return esc("–")
    return f'<a class="rp-link" href="{card.card_link(one.customer)}" target="_self">{esc(mask.name(one.client))}</a>'


def back() -> None:
    """Draw the way back to the list."""
    words = esc(_("All complaints and requests"))
    put(f'<a class="rp-link" href="{asked.list_link()}" target="_self">{icon("arrow_back")} {words}</a>')


def draw(one: Complaint, events: tuple[Event, ...]) -> None:
    """Draw one complaint: its words, how it stands, what may be done, what was done."""
    back()
    left, right = st.columns([7, 5], gap="large")
    with left:
        heading(_(KINDS[one.kind]))
        put(_words(one))
        heading(_("History"))
        put(
            "".join(_event(event) for event in events)
            or f'<div class="rp-meta">{esc(_("Nothing was done yet."))}</div>'
        )
    with right:
        heading(_("How it stands"))
        put(_facts(one))
        if not session.presenting():
            _actions(one)


def _words(one: Complaint) -> str:
    where = network(one.network) if one.network else "CRM"
    who = " · ".join(part for part in (mask.name(one.person), where, moment(one.at)) if part)
    body = f'<div class="rp-quote">{esc(one.text)}</div>' if one.text else f"<div>{esc(_('text not shown'))}</div>"
    talk = ""
    if one.talk and session.viewer().rep_id in (None, one.rep_id):
        address = link("conversations", id=one.talk, **({"rep": one.rep_id} if one.rep_id else {}))
        talk = f'<a class="rp-link" href="{address}" target="_self">{esc(_("Open the conversation"))}</a>'
    return f'{body}<div class="rp-meta">{esc(who)}</div>{talk}'


def _facts(one: Complaint) -> str:
    lines = [
        f'<span class="rp-tag {TONES[one.state]}">{esc(_(STATES[one.state]))}</span>',
        esc(_("Owner: {name}", name=one.owner_name or _("nobody yet"))),
    ]
    if one.due:
        lines.append(esc(_("To be solved by {day}", day=day(one.due, year=True))))
    if one.answer_hours is not None:
        lines.append(esc(_("First answer after {time} of working time", time=hours(one.answer_hours))))
    if one.solved_hours is not None:
        lines.append(esc(_("Solved after {time} of working time", time=hours(one.solved_hours))))
    if one.waits_hours is not None:
        lines.append(esc(_("Waits for {time} of working time", time=hours(one.waits_hours))))
    if one.customer:
        lines.append(_client(one))
    return "".join(f'<div style="padding:2px 0">{line}</div>' for line in lines)


def _actions(one: Complaint) -> None:
    names = {"open": _("Open"), "answered": _("Answered"), "closed": _("Closed"), "none": _("No complaint")}
    key = f"state_{one.id}"
    st.pills(
        _("State"),
        list(names),
        format_func=names.get,
        required=True,
        key=session.widget(key, one.state),
        on_change=_set,
        args=(one.id, key),
        wrap=True,
    )
    with st.popover(_("Hand over"), icon=":material/swap_horiz:"), st.form("hand_over", border=False):
        reps = filters.rep_names() if session.viewer().role == "manager" else session.load(everybody)
        st.selectbox(_("To whom"), list(reps), format_func=reps.get, key="ho_rep", index=None)
        st.date_input(_("To be solved by"), value=None, key="ho_due")
        st.text_area(
            _("Words for them"), value=one.text or "", key="ho_text", help=_("They read this, not the conversation.")
        )
        st.form_submit_button(_("Hand over"), type="primary", on_click=_hand, args=(one.id,))
    what = _("Write down what was done")
    with st.popover(what, icon=":material/edit_note:"), st.form("remark", clear_on_submit=True, border=False):
        st.text_area(_("What was done"), key="rm_text")
        st.form_submit_button(_("Save"), type="primary", on_click=_remark, args=(one.id,))
    with st.popover(_("Add a task"), icon=":material/add_task:"):
        task_form(one.customer, _("Settle the complaint"), "complaint", "complaint", one.id)


def everybody(conn: sqlite3.Connection) -> dict[str, str]:
    """Return the names of all reps by id: a complaint may be handed to anybody."""
    return {rep.id: rep.name for rep in people.reps(conn) if rep.active}


def _event(event: Event) -> str:
    said = {
        "status": lambda: _("State: {state}", state=_(STATES[event.value])),
        "owner": lambda: _("Handed to {name}", name=event.name or event.value),
        "due": lambda: _("To be solved by {day}", day=day(event.value, year=True)),
        "note": lambda: _("Done"),
    }[event.kind]()
    text = f'<div style="white-space:pre-wrap;overflow-wrap:anywhere">{esc(event.text)}</div>' if event.text else ""
    who = " · ".join(part for part in (event.who, moment(event.at)) if part)
    return f'<div style="padding:4px 0"><b>{esc(said)}</b>{text}<div class="rp-meta">{esc(who)}</div></div>'


def _set(complaint_id: str, key: str) -> None:
    _do(_("Saved."), care.set_status, complaint_id, session.value_of(key) or "open")


def _hand(complaint_id: str) -> None:
    value = session.value_of
    due = value("ho_due")
    args = (complaint_id, value("ho_rep") or "", due.isoformat() if due else "", value("ho_text") or "")
    _do(_("Handed over."), care.hand_over, *args)


def _remark(complaint_id: str) -> None:
    _do(_("Saved."), care.remark, complaint_id, session.value_of("rm_text") or "")


def _do(done: str, what: Callable[..., object], *args: object) -> None:
    try:
        session.change(what, session.viewer(), *args)
    except care.CareError as error:
        session.say_after(_(error.words, **error.detail))
    else:
        session.say_after(done)
