"""What each channel cost in a month: from files, or as people say."""

from collections.abc import Callable

import streamlit as st

from data import crm_words, own_sales
from data.channels import NAMES, name
from data.own_sales import MonthCost
from pages.ui import notes, session
from pages.ui.markup import esc
from pages.ui.page import heading
from pages.ui.tables import Cell, Column, Row, table
from pages.ui.words import _, money, month_of_year, ngettext

MONTHS = 12


def draw(save: Callable[..., bool]) -> None:
    """Draw a form for one channel's month and the costs that count, the newest month first."""
    sub = _("Money and hours that a channel took in a month. What you say stands in the place of what files tell.")
    heading(_("Costs"), sub)
    rows = session.read(own_sales.costs)
    _form(save)
    _table(rows)
    own = {
        f"{row.channel} {row.month}": f"{_(name(row.channel))}, {month_of_year(row.month)}" for row in rows if row.own
    }
    if own:
        _take_back(own, save)


def _table(rows: list[MonthCost]) -> None:
    if not rows:
        sub = _("Without costs there is no cost per lead and none per sale. A table of costs can be imported, too.")
        notes.note("payments", _("No costs are known."), sub)
        return
    months = sorted({row.month for row in rows}, reverse=True)
    used = {row.channel for row in rows if row.month in months[:MONTHS]}
    order = [channel for channel in NAMES if channel in used]
    told = {(row.month, row.channel): row for row in rows}
    columns = [Column(_("Month")), *(Column(_(name(channel)), number=True) for channel in order)]
    body = [
        Row([month_of_year(month), *(_cell(told.get((month, channel))) for channel in order)])
        for month in months[:MONTHS]
    ]
    table(columns, body, caption=_("Costs"))
    if any(row.own for row in rows):
        notes.plain("", _("Marked: your word."))
    if len(months) > MONTHS:
        notes.plain("", ngettext("and {n} earlier month", "and {n} earlier months", len(months) - MONTHS))


def _cell(row: MonthCost | None) -> Cell | str:
    if row is None:
        return Cell(_quiet("–"))
    if row.amount is None:
        return Cell(_quiet(_("a rate is missing")))
    told = esc(money(row.amount, session.team().currency))
    return Cell(f'<span class="rp-tag good">{told}</span>' if row.own else told)


def _quiet(text: str) -> str:
    return f'<span class="rp-quiet">{esc(text)}</span>'


def _form(save: Callable[..., bool]) -> None:
    titles = {key: _(name(key)) for key in crm_words.CHANNELS}
    with st.form("own_cost", border=False, clear_on_submit=True, width=720):
        left, middle, right = st.columns([3, 2, 2])
        left.selectbox(_("Channel"), list(titles), format_func=titles.get, key="cost_channel")
        middle.text_input(_("Month"), key="cost_month", placeholder="2026-03", max_chars=7)
        label = _("Cost in {currency}, hours included", currency=session.team().currency)
        right.text_input(label, key="cost_amount", placeholder="1200", max_chars=20)
        st.form_submit_button(_("Save"), type="primary", on_click=_put, args=(save,))


def _put(save: Callable[..., bool]) -> None:
    channel, month, amount = (str(session.value_of(f"cost_{part}") or "") for part in ("channel", "month", "amount"))
    save(own_sales.put_cost, channel, month, amount)


def _take_back(own: dict[str, str], save: Callable[..., bool]) -> None:
    with st.form("own_cost_back", border=False, clear_on_submit=True, width=720):
        st.selectbox(_("Take your word back"), list(own), None, own.get, key="cost_back", placeholder=_("Choose"))
        st.form_submit_button(_("Take back"), on_click=_forget, args=(save,))


def _forget(save: Callable[..., bool]) -> None:
    chosen = session.value_of("cost_back")
    if chosen:
        save(own_sales.forget_cost, *chosen.split(" ", 1))
