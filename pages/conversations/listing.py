"""The list of conversations: search, kinds, rows that open one."""

from collections.abc import Sequence

import streamlit as st

from data.words import N_
from metrics.conversations.listed import SIZE, Row, TalksModel, Totals
from pages.conversations import asked
from pages.ui import filters, mask, session
from pages.ui.marks import pill
from pages.ui.markup import esc, icon, put
from pages.ui.page import link
from pages.ui.words import _, day, network, ngettext, num, say

VIEWS = {
    "all": N_("All"),
    "early": N_("Offer after answer"),
    "waits": N_("Waits"),
    "negative": N_("Negative"),
    "best": N_("Best"),
    "finding": N_("With findings"),
    "private": N_("Private"),
}


def bar(totals: Totals) -> None:
    """Draw the search, what else narrows the list and how to take it off, and the kinds."""
    if not session.presenting():
        _search()
    only = asked.rep() if len(filters.rep_names()) > 1 else ""
    links = [_back(asked.all_link(), _("All conversations"))] if asked.cases() else []
    if text := asked.narrowing().template:
        address = link("templates", id=text)
        links.insert(0, f'<a class="rp-link" href="{address}" target="_self">{esc(_("Open the template"))}</a>')
    links += [_back(asked.all_reps_link(), _("Only {name}", name=filters.rep_names()[only]))] if only else []
    if links:
        put(f'<div style="display:flex;flex-wrap:wrap;gap:4px 20px">{"".join(links)}</div>')
    if not asked.cases():
        _views(totals)


def _back(address: str, words: str) -> str:
    return f'<a class="rp-link" href="{address}" target="_self">{icon("close")} {esc(words)}</a>'


def _search() -> None:
    key = session.widget("talks_q", asked.narrowing().text)
    st.text_input(
        _("Search"),
        placeholder=_("Person, company or words"),
        icon=":material/search:",
        key=key,
        on_change=_typed,
        label_visibility="collapsed",
        width=380,
    )


def _typed() -> None:
    asked.change(q=(session.value_of("talks_q") or "").strip())


def _views(totals: Totals) -> None:
    counts = {"all": totals.every, **(totals.by_view or {})}
    shown = [name for name in VIEWS if counts.get(name) or name in ("all", asked.view())]
    key = session.widget("talks_show", asked.view())
    st.pills(
        _("Show"),
        shown,
        format_func=lambda name: f"{_(VIEWS[name])} {num(counts.get(name, 0))}",
        required=True,
        key=key,
        on_change=_took_view,
        label_visibility="collapsed",
        wrap=True,
    )


def _took_view() -> None:
    chosen = session.value_of("talks_show") or "all"
    asked.change(show="" if chosen == "all" else chosen, waiting="")


def count(model: TalksModel) -> None:
    """Say how many there are, and in which order."""
    if model.cases:
        words = ngettext("{n} case, newest first", "{n} cases, newest first", model.total)
    elif asked.view() == "waits":
        words = ngettext("{n} conversation, longest wait first", "{n} conversations, longest wait first", model.total)
    else:
        words = ngettext("{n} conversation, newest first", "{n} conversations, newest first", model.total)
    put(f'<div class="rp-meta" style="padding:4px 2px 0">{esc(words)}</div>')


def rows(found: Sequence[Row], chosen: str = "") -> None:
    """Draw the rows; beside an open conversation (`chosen`) they are narrow."""
    several = len({row.rep_id for row in found}) > 1
    body = "".join(_row(row, on=row.id == chosen, several=several) for row in found)
    put(f'<div class="rp-talks {"narrow" if chosen else ""}">{body}</div>')


def _row(row: Row, *, on: bool, several: bool) -> str:
    about = [row.company, row.rep if several else ""]
    where = [network(row.network)] if row.network != "linkedin" else []
    sub = " · ".join(part for part in [*about, *where] if part)
    pills = "".join(pill(tone, symbol, say(words)) for tone, symbol, words in row.marks)
    said = mask.text(row.words)
    words = (
        _("“{words}”", words=said)
        if said and row.cited
        else said or ngettext("{n} message", "{n} messages", row.messages)
    )
    return (
        f'<a class="rp-talk {"on" if on else ""}" href="{asked.open_link(row.id)}" target="_self">'
        f'<span class="who"><b>{esc(mask.name(row.contact))}</b><span class="rp-meta">{esc(sub)}</span></span>'
        f'<span class="words">{esc(words)}</span><span class="pills">{pills}</span>'
        f'<span class="day rp-meta">{esc(day(row.day))}</span></a>'
    )


def pages(total: int, key: str = "list") -> None:
    """Draw the pages of a list that is longer than one."""
    last = -(-total // SIZE)
    number = min(asked.page() + 1, last)
    if last > 1:
        name = f"talks_page_{key}_{number}"  # a new page is a new widget: its value comes from the address
        st.pagination(last, default=number, max_visible_pages=5, key=name, on_change=_turned, args=(name,))


def _turned(name: str) -> None:
    number = session.value_of(name) or 1
    st.query_params.pop("page", None)
    if number > 1:
        st.query_params["page"] = str(number)
