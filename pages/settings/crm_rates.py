"""The team's currency, what others were worth in it, and what is not counted for want of a rate."""

from collections.abc import Callable

import streamlit as st

from data import own_sales, workspace
from data.own_sales import Missing, Rate
from pages.settings.workspace import CURRENCIES
from pages.ui import notes, session
from pages.ui.markup import esc
from pages.ui.page import heading
from pages.ui.tables import Cell, Column, Row, table
from pages.ui.words import _, day, money, ngettext, num

SHOWN = 12
Save = Callable[..., bool]


def draw(save: Save) -> None:
    """Draw what is missing, the currency, the rates and a form for one more."""
    heading(
        _("Currencies"), _("Sums are in the team’s currency, at the rate of the deal’s day or the last one before it.")
    )
    missing = session.read(own_sales.missing)
    for one in missing:
        notes.note("currency_exchange", _hidden(one), _since(one))
    if not missing:
        notes.plain(_("No rate is missing."))
    _currency(save)
    rates = session.read(own_sales.rates)
    _form(missing, save)
    _table(rates)
    own = {f"{rate.currency} {rate.base} {rate.day}": _one(rate) for rate in rates if rate.own}
    if own:
        _take_back(own, save)


def _hidden(one: Missing) -> str:
    parts = [
        ngettext("{n} deal", "{n} deals", one.deals) + f" ({money(one.amount, one.currency)})" if one.deals else "",
        ngettext("{n} payment", "{n} payments", one.payments) if one.payments else "",
        ngettext("{n} cost", "{n} costs", one.costs) if one.costs else "",
    ]
    told = ", ".join(part for part in parts if part)
    return _("A rate of {currency} is missing: {what} are in no sum.", currency=one.currency, what=told)


def _since(one: Missing) -> str:
    first = _("The first of them is of {day}; a rate of that day or before is needed.", day=day(one.since, year=True))
    return first if one.since else ""


def _currency(save: Save) -> None:
    now = session.team().currency
    known = CURRENCIES if now in CURRENCIES else (now, *CURRENCIES)
    with st.form("base_currency", border=False, width=720), st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(_("Currency of the team"), known, known.index(now), key="base_currency_choice", width=220)
        st.form_submit_button(_("Save"), on_click=_change, args=(save,))


def _change(save: Save) -> None:
    save(_set_currency, str(session.value_of("base_currency_choice")))


def _set_currency(conn, who: str, currency: str) -> None:
    workspace.change(conn, who, currency=currency)


def _one(rate: Rate) -> str:
    return f"1 {rate.currency} = {rate.rate} {rate.base}, {day(rate.day, year=True)}"


def _table(rates: list[Rate]) -> None:
    if not rates:
        return
    columns = [Column(_("Day")), Column(_("Rate")), Column("")]
    rows = []
    for rate in rates[:SHOWN]:
        tag = f'<span class="rp-tag good">{esc(_("your word"))}</span>'
        quiet = f'<span class="rp-quiet">{esc(_("from files"))}</span>'
        told = f"1 {rate.currency} = {rate.rate} {rate.base}"
        rows.append(Row([day(rate.day, year=True), told, Cell(tag if rate.own else quiet)]))
    table(columns, rows, caption=_("Exchange rates"))
    if len(rates) > SHOWN:
        notes.plain(_("and {n} more", n=num(len(rates) - SHOWN)))


def _form(missing: list[Missing], save: Save) -> None:
    first = missing[0] if missing else None
    with st.form("own_rate", border=False, clear_on_submit=True, width=720):
        left, middle, right = st.columns(3)
        left.text_input(
            _("Currency"), first.currency if first else "", key="rate_currency", placeholder="USD", max_chars=3
        )
        on = (first.since or "")[:10] if first else ""
        middle.text_input(_("Day"), on, key="rate_day", placeholder="2026-03-05", max_chars=10)
        label = _("One unit is worth, in {currency}", currency=session.team().currency)
        right.text_input(label, key="rate_rate", placeholder="0.92", max_chars=20)
        st.form_submit_button(_("Save the rate"), type="primary", on_click=_put, args=(save,))


def _put(save: Save) -> None:
    save(own_sales.put_rate, *(str(session.value_of(f"rate_{part}") or "") for part in ("currency", "day", "rate")))


def _take_back(own: dict[str, str], save: Save) -> None:
    with st.form("own_rate_back", border=False, clear_on_submit=True, width=720):
        st.selectbox(_("Take your word back"), list(own), None, own.get, key="rate_back", placeholder=_("Choose"))
        st.form_submit_button(_("Take back"), on_click=_forget, args=(save,))


def _forget(save: Save) -> None:
    chosen = session.value_of("rate_back")
    if chosen:
        save(own_sales.forget_rate, *chosen.split(" "))
