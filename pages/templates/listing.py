"""The list of texts that went to many: narrowings, table, and where each stands on the two axes."""

from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd
import streamlit as st

from data.words import N_
from metrics.templates.judged import ORDER
from metrics.templates.listed import SIZE, SORTS, TemplatesModel
from pages.templates import asked, rows
from pages.ui import charts, empty, filters, notes, session
from pages.ui.alike_chart import alike
from pages.ui.markup import esc, icon, put
from pages.ui.page import heading
from pages.ui.words import _, num, pct, say
from scoring.copies import first_words, in_braces

KINDS = {
    "": N_("All"),
    "stop": N_("Ignored"),
    "watch": N_("Worth a look"),
    "ok": N_("Get answers"),
    "early": N_("Too early"),
    "talk": N_("In talks"),
}
SORT_WORDS = {
    "harm": N_("most harm first"),
    "people": N_("most people first"),
    "answered": N_("best answered first"),
    "fixed": N_("most alike first"),
    "newest": N_("last used first"),
}
LABEL = 30
"""Characters of a text beside its dot."""


class Blocks(NamedTuple):
    """The page made ready to draw."""

    answer: tuple[str, ...]
    rows: int
    total: int
    counts: dict[str, int]
    table: str
    chart: charts.Ready | None


def blocks(model: TemplatesModel) -> Blocks:
    """Return the blocks of the list."""
    words = _words(model)
    return Blocks(
        answer=tuple(map(say, model.answer)),
        rows=len(model.rows),
        total=model.total,
        counts={"": model.every, **{kind: model.by_kind.get(kind, 0) for kind in ORDER}},
        table=rows.table_of(model, words),
        chart=_chart(model, words) if model.dots else None,
    )


def _words(model: TemplatesModel) -> dict[str, str]:
    """Return the beginning of each text by id, its places in braces."""
    ids = tuple(sorted({one.id for one in (*model.rows, *model.dots)}))
    found = session.load(first_words, asked.scope(), ids)
    return {one: rows.brief(in_braces(parts, _)) for one, parts in found.items()}


def draw(made: Blocks) -> None:
    """Draw the list with what narrows it, and the chart."""
    if not made.counts[""]:
        _nothing()
        return
    _bar(made)
    if made.rows:
        put(made.table)
        _pages(made.total)
    else:
        notes.note("search_off", _("No text is like that."), _("Look at all of them."))
    if made.chart:
        heading(_("Alike, or answered?"), _("Each dot is a text; its size is the number of people who got it."))
        with st.container(border=True, key="card_alike"):
            charts.draw(made.chart, "alike")


def _nothing() -> None:
    if filters.narrowed():
        empty.too_narrow()
        return
    notes.note(
        "content_copy",
        _("No text went to three people or more."),
        _("Once the same text goes to several people, it is listed here with what came back."),
    )


def only_one() -> None:
    """Say whose use is looked at, where the address asks for one rep, and how to see everybody's."""
    if asked.rep() and len(filters.rep_names()) > 1:
        words = esc(_("Only {name}", name=filters.rep_names()[asked.rep()]))
        put(f'<a class="rp-link" href="{asked.all_reps_link()}" target="_self">{icon("close")} {words}</a>')


def _bar(made: Blocks) -> None:
    only_one()
    with st.container(horizontal=True, vertical_alignment="center", key="bar_texts"):
        shown = [kind for kind in KINDS if made.counts[kind] or kind == asked.kind() or not kind]
        key = session.widget("texts_kind", asked.kind())
        st.pills(
            _("Show"),
            shown,
            format_func=lambda kind: f"{_(KINDS[kind])} {num(made.counts[kind])}",
            required=True,
            key=key,
            on_change=_took_kind,
            label_visibility="collapsed",
            wrap=True,
        )
        key = session.widget("texts_sort", asked.sort())
        st.selectbox(
            _("Order"),
            SORTS,
            format_func=lambda name: _(SORT_WORDS[name]),
            key=key,
            on_change=_took_sort,
            label_visibility="collapsed",
            width=220,
        )


def _took_kind() -> None:
    asked.change(kind=session.value_of("texts_kind") or "")


def _took_sort() -> None:
    chosen = session.value_of("texts_sort") or ""
    asked.change(sort="" if chosen == SORTS[0] else chosen)


def _pages(total: int) -> None:
    last = -(-total // SIZE)
    number = min(asked.page() + 1, last)
    if last > 1:
        name = f"texts_page_{number}"
        st.pagination(last, default=number, max_visible_pages=5, key=name, on_change=_turned, args=(name,))


def _turned(name: str) -> None:
    number = session.value_of(name) or 1
    asked.change()
    if number > 1:
        st.query_params["page"] = str(number)


def also() -> list[str]:
    """Say what is not shown of the texts, and why."""
    if session.presenting():
        return [_("names and texts are hidden on a shared screen")]
    return [] if session.viewer().role == "rep" else [_("texts: what all copies have, and what a finding quotes")]


# --- the chart ------------------------------------------------------------------------------------------------------
def _chart(model: TemplatesModel, words: Mapping[str, str]) -> charts.Ready:
    frame = pd.DataFrame(
        [
            (
                _label(words.get(dot.id)),
                dot.alike,
                dot.unanswered,
                dot.people,
                dot.kind,
                _("{alike} the same, {silent} unanswered", alike=pct(dot.alike), silent=pct(dot.unanswered)),
            )
            for dot in model.dots
        ],
        columns=["words", "alike", "silent", "n", "kind", "said"],
    )
    fields = [_("own words, ignored"), _("pasted and ignored"), _("own words, answered"), _("pasted, yet answered")]
    axes = (_("how much of each copy is the same text"), _("unanswered"))
    said = " ".join(f"{row.words}: {row.said}." for row in frame.itertuples())
    sub = _("First messages with ten copies and more. Dashed: LinkedIn’s limit for bulk senders, 13 % answered.")
    return charts.ready(alike(frame, fields, axes), say(model.chart), sub, said=said)


def _label(words: str | None) -> str:
    if not words:
        return _("text hidden")
    return words if len(words) <= LABEL else f"{words[:LABEL].rsplit(' ', 1)[0]}…"
