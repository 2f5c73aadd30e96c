"""One figure opened: what it is, by month and channel, and its very rows."""

from typing import NamedTuple

import streamlit as st

from data import channels
from data.amounts import major
from data.words import N_
from metrics.catalog import BY_ID
from metrics.metric import Measurement
from metrics.results.rows import PAGE, Opened, RowOf
from pages.results import asked
from pages.results.overview import section
from pages.results.tables import TYPES, money, nothing, quiet
from pages.ui import filters, mask, session
from pages.ui.cards import value_text
from pages.ui.marks import NOTHING
from pages.ui.markup import esc, icon, put
from pages.ui.page import link
from pages.ui.tables import Cell, Column, Row, table_html
from pages.ui.words import _, day, days, k_of_n, month_of_year, ngettext, num

DAYS = {
    "created_day": N_("Created"),
    "worked_day": N_("First worked on"),
    "closed_day": N_("Closed"),
    "opp_day": N_("Opportunity"),
    "won_day": N_("Won"),
    "started_day": N_("Begun"),
    "day": N_("Day"),
}
BY_CRM = {"newbusiness": N_("New customers"), "existingbusiness": N_("Existing customers")}
"""What CRMs write where they tell new business from old."""
MOST_CHANNELS = 8


class Blocks(NamedTuple):
    """A figure made ready to draw; `filled` is False for one that is not here."""

    answer: tuple[str, ...] = ()
    html: str = ""
    total: int = 0
    rows: int = 0
    filled: bool = False


def blocks(found: Opened | None) -> Blocks:
    """Return the figure by month and channel and a page of its rows."""
    if found is None:
        return Blocks()
    how = f'<div class="rp-sub" style="max-width:92ch;padding:8px 0 4px">{esc(_(BY_ID[found.metric].how))}</div>'
    split = section(_("By month and channel"), "", _crossed(found)) if _told(found) else ""
    listed = _listed(found) if found.rows else nothing(_("Nothing was counted in these days."))
    rows = section(_("What was counted"), _counts(found), listed)
    return Blocks(answer(found), back_html() + how + split + rows, found.total, len(found.rows), filled=True)


def answer(found: Opened) -> tuple[str, str]:
    """Return the figure in words, and the days it counts."""
    value, beside = value_text(found.measured)
    title = _(BY_ID[found.metric].title)
    where = f" · {_(channels.name(asked.channel()))}" if asked.channel() else ""
    of = f" ({beside})" if beside else ""
    return f"{title}{where}: {value}{of}.", _("Counted over {days}.", days=days(found.since, found.until))


def back_html() -> str:
    """Return the way back to the overview."""
    words = esc(_("All results"))
    return f'<a class="rp-link" href="{link("results")}" target="_self">{icon("arrow_back")} {words}</a>'


def draw(made: Blocks) -> None:
    """Draw the figure and a page of its rows."""
    put(made.html)
    last = -(-made.total // PAGE)
    if last > 1:
        number = min(asked.page() + 1, last)
        key = f"sales_page_{number}"
        st.pagination(last, default=number, max_visible_pages=5, key=key, on_change=_turned, args=(key,))


def _turned(key: str) -> None:
    asked.turn(session.value_of(key) or 1)


def _counts(found: Opened) -> str:
    words = ngettext("{n} row", "{n} rows", found.total)
    if _mixed(found):
        words += f" · {_('{n} of them count as reached', n=num(found.held))}"
    if found.measured.immature:
        words += f" · {_('{n} more are too young and left out', n=num(found.measured.immature))}"
    if found.measured.note and found.measured.value is None:
        return f"{words} · {_(found.measured.note)}"
    if found.measured.unknown:
        words += f" · {_('{n} more can’t be counted', n=num(found.measured.unknown))}"
    return words


def _told(found: Opened) -> bool:
    return len(found.cells) > 1 and any(one.value is not None for one in found.cells.values())


def _mixed(found: Opened) -> bool:
    """Tell whether the rows are a share's: some reached it and some did not."""
    return found.measured.unit == "rate" and found.held != found.total


def _crossed(found: Opened) -> str:
    named = found.channels[:MOST_CHANNELS]
    columns = [
        Column(_("Month")),
        *(Column(_(channels.name(name)) if name else _("all"), number=True) for name in named),
    ]
    body = [
        Row([month_of_year(at), *(Cell(_short(found.cells.get((at, name)))) for name in named)])
        for at in reversed(found.months)
    ]
    return table_html(columns, body, caption=_("By month and channel"), cards=False)


def _short(one: Measurement | None) -> str:
    if one is None:
        return quiet(NOTHING)
    if one.unit == "rate":
        return esc(k_of_n(one.k or 0, one.n or 0)) if one.n else quiet(NOTHING)
    return esc(value_text(one)[0])


# --- the rows -------------------------------------------------------------------------------------------------------
def _listed(found: Opened) -> str:
    deals = any(row.business for row in found.rows)
    amounts = any(row.amount is not None for row in found.rows)
    mixed = _mixed(found)
    left = found.metric == "profit_by_type" and found.measured.value is not None
    reps, own = filters.rep_names(), session.team().currency
    columns = [
        Column(_("Name")),
        *([Column(_("Counts"))] if mixed else []),
        Column(_("Rep")),
        Column(_("Channel")),
        *(Column(_(DAYS[name]), number=True) for name in found.columns),
        *([Column(_("New or existing")), Column(_("As the CRM says"))] if deals else []),
        *([Column(_("Profit") if left else _("Amount"), number=True)] if amounts else []),
    ]
    body = []
    for row in found.rows:
        cells: list[Cell | str | int] = [mask.name(row.name)]
        cells += [Cell(_holds(row))] if mixed else []
        cells += [Cell(f'<span style="white-space:nowrap">{esc(_rep(row, reps))}</span>')]
        cells += [_(channels.name(row.channel)) if row.channel else NOTHING]
        cells += [day(row.days.get(name), year=True) for name in found.columns]
        cells += [*_business(row)] if deals else []
        cells += [NOTHING if row.amount is None else money(float(major(round(row.amount), own)))] if amounts else []
        body.append(Row(cells))
    return table_html(columns, body, caption=_("What was counted"))


def _holds(row: RowOf) -> str:
    if not row.holds:
        return quiet(_("not reached"))
    return f'<span class="rp-check good">{icon("check")}{esc(_("reached"))}</span>'


def _rep(row: RowOf, names: dict[str, str]) -> str:
    return names.get(row.rep_id, NOTHING) if row.rep_id else _("nobody")


def _business(row: RowOf) -> tuple[str, Cell | str]:
    ours = _(TYPES.get(row.business, row.business)) if row.business else NOTHING
    theirs = row.crm_business
    return ours, Cell(quiet(_(BY_CRM[theirs]) if theirs in BY_CRM else theirs or NOTHING))
