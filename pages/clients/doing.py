"""What may be done on a client's card: a note, a gift, a date, a task; tick off a task, take a note away."""

from datetime import date

import streamlit as st

from data import care, tasks
from data.words import N_
from metrics.care.card import Card
from pages.clients import asked
from pages.ui import filters, session
from pages.ui.markup import esc, put
from pages.ui.page import heading
from pages.ui.words import _, day, ngettext

KINDS = {
    "call": N_("Call"),
    "message": N_("Message"),
    "meeting": N_("Meeting"),
    "renewal": N_("Renewal"),
    "budget": N_("Budget planning"),
    "complaint": N_("Complaint"),
    "other": N_("Something else"),
}
EVERY = {
    "": N_("once"),
    "week": N_("every week"),
    "month": N_("every month"),
    "quarter": N_("every quarter"),
    "half": N_("every half year"),
    "year": N_("every year"),
}
SILENT_DAYS = 30
"""Days without a word after which a new task is a call that ends the silence."""
NOTES = {"note": N_("Note"), "gift": N_("Gift"), "date": N_("Date")}


def buttons(model: Card) -> None:
    """Draw the buttons that write something down; nothing on a shared screen."""
    if session.presenting():
        return
    with st.popover(_("Write down"), icon=":material/note_add:"):
        _note_form(model)
        remove_buttons(model)
    with st.popover(_("Add a task"), icon=":material/add_task:"):
        if (model.silent_days or 0) >= SILENT_DAYS:
            text = ngettext("Call: {n} day without a word", "Call: {n} days without a word", model.silent_days or 0)
            task_form(model.id, text, origin="silence", origin_id=model.id)
        else:
            task_form(model.id)


def _note_form(model: Card) -> None:
    people = ["", *(person.name for person in model.people if person.name)]
    with st.form("client_note", clear_on_submit=True, border=False):
        st.segmented_control(
            _("Kind"),
            list(NOTES),
            format_func=lambda name: _(NOTES[name]),
            required=True,
            default="note",
            key="cn_kind",
        )
        st.text_area(_("What"), key="cn_text", placeholder=_("Plays chess, daughter begins school in September …"))
        st.selectbox(_("About whom"), people, format_func=lambda name: name or _("the client"), key="cn_person")
        st.date_input(_("Day (of a gift or date)"), value=None, key="cn_day")
        st.checkbox(_("Comes every year (birthday, renewal)"), key="cn_yearly")
        st.form_submit_button(_("Save"), type="primary", on_click=_write_down, args=(model.id,))


def _write_down(customer_id: str) -> None:
    value = session.value_of
    on = value("cn_day")
    kind, text = value("cn_kind") or "note", value("cn_text") or ""
    args = (customer_id, kind, text, value("cn_person") or "", on.isoformat() if on else None, bool(value("cn_yearly")))
    _do(_("Saved."), care.add_note, *args)


def task_form(customer_id: str = "", text: str = "", kind: str = "call", origin: str = "", origin_id: str = "") -> None:
    """Draw the form of a new task for a client."""
    names = filters.rep_names()
    with st.form(f"task_{origin}_{origin_id or customer_id}", clear_on_submit=True, border=False):
        key = f"tf_{origin}{origin_id or customer_id}"
        st.text_input(_("What is to be done"), value=text, key=f"{key}_text", max_chars=tasks.LONGEST)
        st.selectbox(
            _("Kind"), list(KINDS), index=list(KINDS).index(kind), format_func=lambda n: _(KINDS[n]), key=f"{key}_kind"
        )
        st.date_input(_("Due"), value=date.fromisoformat(asked.today()), key=f"{key}_due")
        st.selectbox(_("Repeats"), list(EVERY), format_func=lambda n: _(EVERY[n]), key=f"{key}_every")
        if session.viewer().role == "manager" and names:
            st.selectbox(
                _("Who"), ["", *names], format_func=lambda n: names.get(n) or _("nobody yet"), key=f"{key}_rep"
            )
        args = (key, customer_id, origin, origin_id)
        st.form_submit_button(_("Save"), type="primary", on_click=_add_task, args=args)


def _add_task(key: str, customer_id: str, origin: str, origin_id: str) -> None:
    value = session.value_of
    due = value(f"{key}_due")
    task = tasks.Task(
        text=value(f"{key}_text") or "",
        due=due.isoformat() if due else "",
        kind=value(f"{key}_kind") or "call",
        customer_id=customer_id,
        rep_id=value(f"{key}_rep") or "",
        every=value(f"{key}_every") or "",
        origin=origin,
        origin_id=origin_id,
    )
    _do(_("Saved."), tasks.add, task)


def task_buttons(model: Card) -> None:
    """Draw the client's open tasks with a button that ticks each off."""
    if not model.tasks:
        return
    heading(_("Tasks"))
    for one in model.tasks:
        late = (one.day or "") < asked.today()
        tag = f'<span class="rp-tag stop">{esc(_("overdue"))}</span> ' if late else ""
        words = " · ".join(part for part in (day(one.day, year=True), one.rep) if part)
        with st.container(horizontal=True, vertical_alignment="center", key=f"task_{one.ref}"):
            under = f'<div class="rp-meta">{esc(words)}</div>'
            put(f'<div style="overflow-wrap:anywhere">{tag}{esc(one.title)}</div>{under}')
            if not session.presenting():
                st.button(_("Done"), key=f"done_{one.ref}", icon=":material/task_alt:", on_click=tick, args=(one.ref,))


def tick(task_id: str) -> None:
    """Tick a task off and say when it comes again."""
    try:
        again = session.change(tasks.done, session.viewer(), task_id, asked.today())
    except tasks.TaskError as error:
        session.say_after(_(error.words, **error.detail))
    else:
        session.say_after(_("Done. It comes again on {day}.", day=day(again, year=True)) if again else _("Done."))


def remove_buttons(model: Card) -> None:
    """Draw what the viewer wrote down here, each with a way to take it away."""
    me, viewer = session.viewer().name or session.viewer().email, session.viewer()
    own = [one for one in model.own_notes if viewer.role == "manager" or one.title == me]
    if session.presenting() or not own:
        return
    heading(_("Written down"))
    for one in own:
        with st.container(horizontal=True, vertical_alignment="center", key=f"own_{one.id}"):
            words = f'<div class="rp-meta">{esc(_(NOTES[one.kind]))} · {esc(day(one.day, year=True))}</div>'
            put(f'<div style="overflow-wrap:anywhere">{esc(one.text or "")}</div>{words}')
            st.button(_("Remove"), key=f"gone_{one.id}", type="tertiary", on_click=_forget, args=(one.id,))


def _forget(note_id: str) -> None:
    _do(_("Removed."), care.remove_note, note_id)


def _do(done: str, what, *args: object) -> None:
    try:
        session.change(what, session.viewer(), *args)
    except (care.CareError, tasks.TaskError) as error:
        session.say_after(_(error.words, **error.detail))
    else:
        session.say_after(done)
