"""The list of tasks: overdue first; ticked off, put off, handed over; as calendar and table."""

from collections.abc import Callable, Sequence
from datetime import date

import streamlit as st

from data import tasks
from data.words import N_
from metrics.care.plans import Plan, Plans, about, calendar, groups, table
from pages.clients import asked as card
from pages.clients.doing import EVERY, KINDS, tick
from pages.tasks import asked
from pages.ui import filters, mask, notes, session
from pages.ui.markup import esc, icon, put
from pages.ui.page import heading
from pages.ui.words import _, day, ngettext

ORIGINS = {
    "complaint": N_("from a complaint"),
    "finding": N_("from a finding"),
    "silence": N_("from the silence list"),
}
MOST_DONE = 30


def draw(model: Plans) -> None:
    """Draw what may be done, the open tasks by how pressing they are, and what was done."""
    if not session.presenting():
        _bar(model)
    if not model.open:
        notes.note(
            "task_alt",
            _("Nothing is to be done."),
            _("Add a task for a client or for a group of clients: a renewal, a budget date, a call."),
        )
    _part(_("Overdue"), model.overdue)
    _part(_("Within a week"), model.soon)
    _part(_("Later"), model.later)
    if model.done:
        with st.expander(ngettext("{n} done", "{n} done", len(model.done))):
            put("".join(_line(one) for one in model.done[:MOST_DONE]))


def _bar(model: Plans) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="bar_tasks"):
        with st.popover(_("Add a task"), icon=":material/add_task:"):
            _form()
        if model.open:
            st.download_button(
                _("Calendar (.ics)"),
                data=calendar(model.open, _("Tasks")),
                file_name="tasks.ics",
                mime="text/calendar",
                icon=":material/event:",
                help=_("Opens in any calendar; repeated tasks repeat there."),
            )
            csv = table(model.open)
            st.download_button(
                _("Table (CSV)"), data=csv, file_name="tasks.csv", mime="text/csv", icon=":material/table:"
            )


def _form() -> None:
    """Draw the form of a task for a group of clients, or for nobody in particular."""
    names, found = filters.rep_names(), session.load(groups, asked.scope())
    count = dict(found)
    put(f'<div class="rp-sub">{esc(_("A task for one client is made on the client’s card."))}</div>')
    with st.form("task_group", clear_on_submit=True, border=False):
        st.text_input(_("What is to be done"), key="tg_text", max_chars=tasks.LONGEST)
        st.selectbox(
            _("For which clients"),
            ["", *(name for name, _n in found)],
            format_func=lambda name: f"{name.partition('/')[2]} ({count[name]})" if name else _("no group"),
            key="tg_group",
        )
        st.selectbox(_("Kind"), list(KINDS), format_func=lambda name: _(KINDS[name]), key="tg_kind")
        st.date_input(_("Due"), value=date.fromisoformat(asked.today()), key="tg_due")
        st.selectbox(_("Repeats"), list(EVERY), format_func=lambda name: _(EVERY[name]), key="tg_every")
        if session.viewer().role == "manager" and names:
            st.selectbox(_("Who"), ["", *names], format_func=lambda n: names.get(n) or _("nobody yet"), key="tg_rep")
        st.form_submit_button(_("Save"), type="primary", on_click=_add)


def _add() -> None:
    value = session.value_of
    due = value("tg_due")
    task = tasks.Task(
        text=value("tg_text") or "",
        due=due.isoformat() if due else "",
        kind=value("tg_kind") or "call",
        group=value("tg_group") or "",
        rep_id=value("tg_rep") or "",
        every=value("tg_every") or "",
    )
    _do(_("Saved."), tasks.add, task)


def _part(title: str, rows: Sequence[Plan]) -> None:
    if not rows:
        return
    heading(title)
    for one in rows:
        with st.container(horizontal=True, vertical_alignment="center", key=f"plan_{one.id}"):
            put(_line(one))
            if not session.presenting():
                st.button(_("Done"), key=f"tick_{one.id}", icon=":material/task_alt:", on_click=tick, args=(one.id,))
                with st.popover(_("More"), type="tertiary"):
                    _more(one)


def _more(one: Plan) -> None:
    key = f"off_{one.id}"
    st.date_input(
        _("Put off until"), value=date.fromisoformat(one.due), key=key, on_change=_put_off, args=(one.id, key)
    )
    names = filters.rep_names()
    if len(names) > 1:
        there = ["", *names]
        at, who = there.index(one.rep_id) if one.rep_id in there else 0, f"who_{one.id}"
        st.selectbox(
            _("Give to"),
            there,
            index=at,
            format_func=lambda n: names.get(n) or _("nobody yet"),
            key=who,
            on_change=_give,
            args=(one.id, who),
        )
    st.button(_("Will not be done"), key=f"drop_{one.id}", type="tertiary", on_click=_drop, args=(one.id,))


def _line(one: Plan) -> str:
    tag = f'<span class="rp-tag stop">{esc(_("overdue"))}</span> ' if one.late else ""
    if one.customer:
        name = esc(mask.name(one.client))
        whom = f'<a class="rp-link" href="{card.card_link(one.customer)}" target="_self">{name}</a>'
    else:
        count = ngettext("{n} client", "{n} clients", one.clients) if one.clients else ""
        whom = esc(" · ".join(part for part in (about(one), count) if part))
    repeats = f"{icon('repeat')} {esc(_(EVERY[one.every]))}" if one.every else ""
    made = esc(_(ORIGINS[one.origin])) if one.origin else ""
    when = day(one.done_at[:10], year=True) if one.state == "done" and one.done_at else day(one.due, year=True)
    said = [
        esc(when),
        whom,
        esc(_(KINDS.get(one.kind, KINDS["other"]))),
        esc(one.rep or _("nobody yet")),
        repeats,
        made,
    ]
    text = esc(mask.text(one.text) or _("text not shown"))
    under = " · ".join(part for part in said if part)
    words = f'<div>{tag}{text}</div><div class="rp-meta">{under}</div>'
    return f'<div style="padding:4px 0;overflow-wrap:anywhere">{words}</div>'


def _put_off(task_id: str, key: str) -> None:
    due = session.value_of(key)
    if due:
        _do(_("Put off until {day}.", day=day(due.isoformat(), year=True)), tasks.put_off, task_id, due.isoformat())


def _give(task_id: str, key: str) -> None:
    _do(_("Handed over."), tasks.hand_over, task_id, session.value_of(key) or "")


def _drop(task_id: str) -> None:
    _do(_("Taken off the list."), tasks.drop, task_id)


def _do(done: str, what: Callable[..., object], *args: object) -> None:
    try:
        session.change(what, session.viewer(), *args)
    except tasks.TaskError as error:
        session.say_after(_(error.words, **error.detail))
    else:
        session.say_after(done)
