"""One conversation: who, a line of time, the messages with gaps to scale, findings in the margin, notes."""

from datetime import date

import streamlit as st

from data import talks, tasks
from metrics.care.card import client_of
from metrics.conversations.person import PersonModel
from metrics.conversations.talk import SILENCE_DAYS, Found, Line, TalkModel
from pages.clients import asked as card_asked
from pages.clients.doing import task_form
from pages.conversations import asked, elsewhere
from pages.ui import jobs, mask, session
from pages.ui.markup import esc, icon, put
from pages.ui.page import heading, link
from pages.ui.rule_words import words_of
from pages.ui.text import Aside, Gap, Said, timeline
from pages.ui.words import _, day, moment, network, ngettext, say

TONES = {"stop": "stop", "watch": "watch", "note": "watch"}


def draw(model: TalkModel, person: PersonModel | None = None) -> None:
    """Draw a conversation, and where else the rep talks with the person."""
    words = esc(_("Back to the list"))
    put(f'<a class="rp-link" href="{asked.list_link()}" target="_self">{icon("arrow_back")} {words}</a>')
    with st.container(horizontal=True, vertical_alignment="center", key="bar_one"):
        put(_head(model))
        _actions(model)
    elsewhere.draw(person, model.id, asked.whole())
    put(_line_of_time(model))
    if model.found:
        put("".join(_loose(one) for one in model.found))
    put(timeline(_items(model)))
    _notes(model)


def _head(model: TalkModel) -> str:
    lock = f" {icon('lock')}" if model.private else ""
    place = ", ".join(part for part in (model.position, model.company) if part)
    count = ngettext("{n} message", "{n} messages", len(model.lines))
    span = ngettext("in {n} day", "in {n} days", model.days) if model.days else ""
    wrote = ngettext("{rep} wrote {n}", "{rep} wrote {n}", model.ours, rep=model.rep)
    parts = [place, network(model.network), f"{count} {span}".strip(), wrote]
    sub = " · ".join(part for part in parts if part)
    return f'<div class="rp-h">{esc(mask.name(model.contact))}{lock}</div><div class="rp-sub">{esc(sub)}</div>'


def _actions(model: TalkModel) -> None:
    if session.presenting():
        return
    if model.own:
        if model.private:
            st.button(_("No longer private"), icon=":material/lock_open:", on_click=_unmark, args=(model.id,))
        else:
            st.button(
                _("Mark as private"),
                icon=":material/lock:",
                help=_("Nobody else sees it then, and no figure counts it."),
                on_click=_mark,
                args=(model.id,),
            )
    with st.popover(_("Add a note"), icon=":material/note_add:"), st.form("note", clear_on_submit=True, border=False):
        st.text_area(_("Note"), key="talk_note", placeholder=_readers(model), max_chars=talks.LONGEST_NOTE)
        st.form_submit_button(_("Save"), type="primary", on_click=_add, args=(model.id,))
    _task(model)


def _task(model: TalkModel) -> None:
    """Draw the form of a task about the person, or about the gravest finding, and the way to the client's card."""
    client = session.load(client_of, session.widest(), model.id)
    if client:
        st.link_button(_("Client card"), card_asked.card_link(client), icon=":material/handshake:")
    found = [one for line in model.lines for one in line.found] + list(model.found)
    with st.popover(_("Add a task"), icon=":material/add_task:"):
        text = words_of(found[0].rule).advice[: tasks.LONGEST] if found else ""
        origin = ("finding", found[0].id) if found else ("", model.id)
        task_form(client, text, "message", *origin)


def _readers(model: TalkModel) -> str:
    if model.private:
        return _("Read by you only, as long as the conversation is private.")
    return _("Read by you and your manager.") if model.own else _("Read by the rep and the managers.")


def _mark(conversation_id: str) -> None:
    _do(_("It is private now. The figures follow in a moment."), talks.mark_private, conversation_id)
    _refresh()


def _unmark(conversation_id: str) -> None:
    _do(_("It is no longer private; it counts again in a moment."), talks.unmark_private, conversation_id)
    _refresh()


def _refresh() -> None:
    if not jobs.going_on("refresh"):
        jobs.start("refresh")


def _add(conversation_id: str) -> None:
    _do(_("Saved."), talks.add_note, conversation_id, session.value_of("talk_note") or "")


def _remove(note_id: str) -> None:
    _do(_("Removed."), talks.remove_note, note_id)


def _do(done: str, what, *args: str) -> None:
    try:
        session.change(what, session.viewer(), *args)
    except talks.TalkError as error:
        session.say_after(_(error.words, **error.detail))
    else:
        session.say_after(done)


# --- the messages ---------------------------------------------------------------------------------------------------
def _items(model: TalkModel) -> list[Said | Gap]:
    items: list[Said | Gap] = []
    for line in model.lines:
        if line.gap_days:
            items.append(Gap(line.gap_days, _gap(line.gap_days)))
        items.append(_said(line, model))
    return items


def _gap(count: int) -> str:
    if count >= SILENCE_DAYS:
        return ngettext("{n} day of silence", "{n} days of silence", count)
    return ngettext("{n} day", "{n} days", count)


def _said(line: Line, model: TalkModel) -> Said:
    tags = [("", network(line.network))] if line.network else []
    tags += [(tone, say(words)) for tone, words in line.tags]
    if line.cited:
        tags.append(("", _("excerpt")))
    if line.attached:
        tags.append(("", _("attachment")))
    by = model.rep if line.side == "out" else mask.name(line.sender or model.contact)
    clock = moment(line.at).rsplit(", ", 1)[-1] if line.at else ""
    asides = [_aside(one) for one in line.found] + ([_copied(line)] if line.copied else [])
    return Said(line.side, day(line.day), clock, by, _text(line), line.marks, tags, asides)


def _copied(line: Line) -> Aside:
    """Return the note that a message is a copy, with the way to the text and this copy of it."""
    address = link("templates", id=line.copied.template_id, a=line.id)
    told = f"{say(line.copied.people)} {say(line.copied.came_back)}"
    return Aside("copy", _("A copy of one text"), told, more=(_("Open the template"), address))


def _text(line: Line) -> str:
    if line.text is None:
        return ngettext("Not shown: {n} character.", "Not shown: {n} characters.", line.chars)
    return f"{line.subject}\n{line.text}" if line.subject and not line.marks else line.text


def _aside(found: Found) -> Aside:
    words = words_of(found.rule)
    return Aside(TONES[found.severity], words.title, words.why, words.advice)


def _loose(found: Found) -> str:
    words = words_of(found.rule)
    return (
        f'<div class="rp-note {TONES[found.severity]}" style="max-width:78ch"><b>{esc(words.title)}</b>'
        f'<div class="why">{esc(words.why)}</div><div class="do">{esc(words.advice)}</div></div>'
    )


def _line_of_time(model: TalkModel) -> str:
    """Return the conversation as dots on a line to scale; nothing for one that took a day."""
    days = [date.fromisoformat(line.day) if line.day else None for line in model.lines]
    known = [one for one in days if one]
    whole = (known[-1] - known[0]).days if known else 0
    if whole < 2:
        return ""
    dots, words = "", f'<span class="up left" style="--x:0%"><b>{esc(day(known[0].isoformat()))}</b></span>'
    longest = max(range(len(model.lines)), key=lambda i: model.lines[i].gap_days)
    for i, (line, on) in enumerate(zip(model.lines, days, strict=True)):
        if on is None:
            continue
        at = (on - known[0]).days / whole * 100
        kind = "stop" if any(tone == "stop" for tone, _w in line.tags) and line.side == "out" else line.side
        dots += f'<i class="{kind}" style="--x:{at:.1f}%"></i>'
        if i == longest and line.gap_days >= SILENCE_DAYS:
            middle = at - line.gap_days / whole * 50
            words += f'<span class="down" style="--x:{middle:.1f}%">{esc(_gap(line.gap_days))}</span>'
    end = f'<span class="up right" style="--x:100%"><b>{esc(day(known[-1].isoformat()))}</b></span>'
    return f'<div class="rp-line" aria-hidden="true">{dots}{words}{end}</div>'


# --- notes ----------------------------------------------------------------------------------------------------------
def _notes(model: TalkModel) -> None:
    if not model.notes:
        return
    heading(_("Notes"))
    me = session.viewer().name or session.viewer().email
    for note in model.notes:
        who = note.who if note.ours else _("own note on {network}", network=network(model.network))
        when = moment(note.at) if "T" in note.at else day(note.at, year=True)
        with st.container(key=f"note_{note.id}"):
            text = f'<div style="white-space:pre-wrap;overflow-wrap:anywhere">{esc(note.text)}</div>'
            put(f'<div class="rp-meta">{esc(who)} · {esc(when)}</div>{text}')
            if note.ours and note.who == me:
                st.button(_("Remove"), key=f"remove_{note.id}", type="tertiary", on_click=_remove, args=(note.id,))
