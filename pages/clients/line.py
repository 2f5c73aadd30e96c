"""A client's time line: messages as bubbles, what the CRM and people here say as single lines between them."""

from collections.abc import Sequence

import streamlit as st

from data.words import N_
from metrics.care.card import GROUPS, Card, Line
from pages.clients import asked
from pages.results.tables import TYPES
from pages.ui import mask, session
from pages.ui.text import Said
from pages.ui.words import _, day, moment, money, network, num

NAMES = {
    "messages": N_("Messages"),
    "sales": N_("Deals"),
    "work": N_("Calls and meetings"),
    "care": N_("Complaints, tasks, notes"),
}
KINDS = {
    "invitation": N_("Invitation"),
    "connection": N_("Connected"),
    "deal": N_("Deal opened"),
    "won": N_("Won"),
    "lost": N_("Lost"),
    "stage": N_("Stage"),
    "money": N_("Payment"),
    "call": N_("Call"),
    "meeting": N_("Meeting"),
    "email": N_("Mail"),
    "crm_message": N_("Message in the CRM"),
    "crm_task": N_("Task in the CRM"),
    "mailing": N_("Mailing"),
    "complaint": N_("Complaint"),
    "request": N_("Request"),
    "task": N_("Task"),
    "done": N_("Done"),
    "note": N_("Note"),
    "gift": N_("Gift"),
    "date": N_("Date"),
}
STATES = {
    "open": N_("open"),
    "answered": N_("answered"),
    "closed": N_("closed"),
    "none": N_("no complaint"),
}
CLASSES = {
    "complaint": ("stop", N_("complaint")),
    "opt_out": ("stop", N_("asked to stop")),
    "refusal": ("watch", N_("declined")),
    "question": ("watch", N_("question")),
    "interested": ("good", N_("interested")),
    "later": ("", N_("later")),
}


def bar(model: Card) -> None:
    """Draw the choice of what is shown, and the search within."""
    counts = dict(model.counts)
    shown = ["", *(name for name in GROUPS if counts[name] or name == asked.group())]
    with st.container(horizontal=True, vertical_alignment="center", key="bar_client_line"):
        if not session.presenting():
            st.text_input(
                _("Search within"),
                placeholder=_("Words or a name"),
                icon=":material/search:",
                key=session.widget("client_q", asked.narrowing().text),
                on_change=_typed,
                label_visibility="collapsed",
                width=260,
            )
        st.pills(
            _("Show"),
            shown,
            format_func=lambda name: f"{_(NAMES[name])} {num(counts[name])}" if name else _("Everything"),
            required=True,
            key=session.widget("client_show", asked.group()),
            on_change=_took,
            label_visibility="collapsed",
            wrap=True,
        )


def _typed() -> None:
    asked.change(q=(session.value_of("client_q") or "").strip())


def _took() -> None:
    asked.change(show=session.value_of("client_show") or "")


def items(lines: Sequence[Line]) -> list[Said]:
    """Return the lines ready for `timeline`."""
    return [_message(line) if line.kind == "message" else _entry(line) for line in lines]


def _when(line: Line) -> tuple[str, str]:
    clock = moment(line.at).rsplit(", ", 1)[-1] if line.at else ""
    return day(line.day, year=True), clock


def _message(line: Line) -> Said:
    tags = [("", network(line.network))]
    tags += [(tone, _(words)) for kind, (tone, words) in CLASSES.items() if kind == line.extra]
    if line.hidden and line.text:
        tags.append(("", _("excerpt")))
    by = line.rep if line.side == "out" else mask.name(line.person)
    side = "out" if line.side == "out" else "in"
    to = f" → {mask.name(line.person)}" if side == "out" else ""
    return Said(side, *_when(line), f"{by}{to}", line.text or _("Not shown."), (), tags)


def _entry(line: Line) -> Said:
    """Return a line that is no message: what it is, in words, who, and where it stands."""
    tags = _tags(line)
    who = " · ".join(part for part in (line.rep, mask.name(line.person) if line.person else "") if part)
    by = kind_name(line)
    text = " · ".join(part for part in (_words(line), who) if part)
    return Said("crm", *_when(line), by, text, (), tags)


def kind_name(line: Line) -> str:
    """Return what a line is, in words."""
    return _(KINDS[line.kind])


def _tags(line: Line) -> list[tuple[str, str]]:
    tags = [("", network(line.network))] if line.network else []
    if line.kind in ("complaint", "request"):
        tone = {"open": "stop", "answered": "watch", "closed": "good"}.get(line.extra, "")
        tags.append((tone, _(STATES.get(line.extra, line.extra))))
    if line.kind == "money" and line.title in TYPES:
        tags.append(("", _(TYPES[line.title])))
    return tags


def _words(line: Line) -> str:
    text = line.text if line.text is not None else _("text not shown") if line.hidden else ""
    amount = money(line.amount, session.team().currency) if line.amount is not None else ""
    if line.kind in ("deal", "money"):
        return " · ".join(part for part in (text, amount) if part)
    if line.kind in ("won", "lost"):
        return " · ".join(part for part in (text, amount, line.title if line.kind == "lost" else "") if part)
    if line.kind == "stage":
        return f"{line.title} ({text})" if text else line.title
    if line.kind in ("note", "gift", "date"):
        return text
    return "\n".join(part for part in (line.title, text) if part)
