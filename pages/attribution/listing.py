"""The deals behind a figure, and the evidence of one deal."""

from typing import NamedTuple

import streamlit as st

from data import channels
from data.words import N_
from metrics.attributed.deals import COLUMNS, PAGE, STEPS, TOUCHED, Chain, DealRow, Line, Listed, Step
from metrics.attributed.words import LIMIT
from metrics.attribution.classes import CLASSES
from metrics.attribution.models import MODELS
from pages.attribution import asked
from pages.attribution.parts import cash, class_name, line, of_whom, quiet, rep, section
from pages.attribution.tables import range_of
from pages.ui import mask, session
from pages.ui.marks import NOTHING
from pages.ui.markup import esc, icon, put
from pages.ui.page import link
from pages.ui.tables import Cell, Column, Row, table_html
from pages.ui.words import _, day, moment, network, ngettext, num, pct

TIERS = {
    "key": N_("linked by e-mail, phone or address of the profile"),
    "name_company": N_("linked by name and company"),
}
KINDS = {
    "message": N_("Talk"),
    "invitation": N_("Invitation"),
    "connection": N_("Connected"),
    "lead": N_("Lead created"),
    "deal": N_("Deal opened"),
    "stage": N_("Stage"),
    "won": N_("Won"),
}
MODELS_SHOWN = ("first_touch", "linear", "last_touch")


class Blocks(NamedTuple):
    """Ready to draw; `filled` is False for what is not here."""

    answer: tuple[str, ...] = ()
    html: str = ""
    total: int = 0
    rows: int = 0
    filled: bool = False


def back_html() -> str:
    """Return the way back to the overview."""
    words = esc(_("All of attribution"))
    return f'<a class="rp-link" href="{asked.back_link()}" target="_self">{icon("arrow_back")} {words}</a>'


def blocks(found: Listed | None) -> Blocks:
    """Return a page of deals."""
    if found is None:
        return Blocks()
    by, value = asked.listed() or ("", "")
    credited = by in COLUMNS
    sums = f"{ngettext('{n} deal', '{n} deals', found.total)} · {cash(found.money)}"
    if credited:
        sums += f" · {_('linear: {sum}', sum=cash(found.credited))}"
    heading = f"{_title(by, value)}: {ngettext('{n} won deal', '{n} won deals', found.total)}."
    listed = section(_("What was counted"), sums, _deals(found, credited))
    return Blocks((heading,), back_html() + listed, found.total, len(found.rows), filled=True)


def recent(found: Listed | None) -> str:
    """Return the newest deals with a talk, each the way to its evidence; nothing where there are none."""
    if found is None or not found.rows:
        return ""
    more = f'<a class="rp-link" href="{asked.list_link("class", TOUCHED)}" target="_self">{esc(_("All of them"))}</a>'
    count = ngettext("{n} deal", "{n} deals", found.total)
    table = _deals(found, False) + f'<div class="rp-meta">{esc(count)} · {more}</div>'
    return section(
        _("Newest deals with a talk"), _("A deal opens its evidence: who talked when, and what the CRM says."), table
    )


def _deals(found: Listed, credited: bool) -> str:
    if not found.rows:
        return quiet(_("No deal was counted here."))
    columns = [
        Column(_("Deal")),
        Column(_("Won"), number=True),
        Column(_("Owner")),
        Column(_("Channel")),
        Column(_("Class")),
        Column(_("Who talked")),
        Column(_("Days of talk"), number=True),
        Column(_("Profit") if found.quantity == "profit" else _("Revenue"), number=True),
        *([Column(_("Linear share"), number=True)] if credited else []),
    ]
    return table_html(columns, [_row(row, credited) for row in found.rows], caption=_("Deals"))


def _title(by: str, value: str) -> str:
    if not by:
        return _("All deals")
    if by == "class":
        return _("With any talk") if value == TOUCHED else class_name(value) if value in CLASSES else value
    return _("Template {name}", name=value[:6]) if by == "template" else of_whom(by, value)


def _row(row: DealRow, credited: bool) -> Row:
    name = esc(mask.name(row.name))
    where = f'<a class="rp-link" href="{asked.deal_link(row.id)}" target="_self">{name}</a>'
    who = ", ".join([rep(one) for one in row.reps])
    nets = ", ".join(map(network, row.networks))
    talked = f"{esc(who)}<br>{quiet(nets)}" if who else quiet(NOTHING)
    cells: list[Cell | str] = [
        Cell(where),
        Cell(f'<span style="white-space:nowrap">{esc(day(row.closed_day, year=True))}</span>'),
        rep(row.rep_id),
        _(channels.name(row.channel)) if row.channel else NOTHING,
        class_name(row.kind),
        Cell(f"<span>{talked}</span>"),
        num(row.touches) if row.touches else NOTHING,
        cash(row.money) if row.counted else NOTHING,
    ]
    return Row([*cells, cash(row.credited)] if credited else cells)


def draw(made: Blocks) -> None:
    """Draw a page of deals."""
    put(made.html)
    last = -(-made.total // PAGE)
    if last > 1:
        number = min(asked.page() + 1, last)
        key = f"deals_page_{number}"
        st.pagination(last, default=number, max_visible_pages=5, key=key, on_change=_turned, args=(key,))


def _turned(key: str) -> None:
    asked.turn(session.value_of(key) or 1)


# --- one deal -------------------------------------------------------------------------------------------------------
def evidence(found: Chain | None) -> Blocks:
    """Return the evidence of one deal: its chain and everything on one time line."""
    if found is None:
        return Blocks()
    name = mask.name(found.name)
    heading = f"{name} · {cash(found.money)}."
    told = class_name(found.kind) + "."
    if found.days is not None:
        told += " " + ngettext(
            "{n} day from the first talk to won.", "{n} days from the first talk to won.", found.days
        )
    spread = "; ".join(f"{network(net)} {range_of(low, high)}" for net, low, high in found.spread)
    models = _("By model: {spread}", spread=spread) if spread else _("No talk is known, so no model gives anything.")
    boxes = "".join(_box(step) for step in found.steps)
    card = (
        '<div style="border:1px solid var(--rp-line);border-radius:8px;padding:16px;background:var(--rp-card);'
        'display:grid;gap:14px"><div style="display:flex;flex-wrap:wrap;gap:4px 24px;justify-content:space-between">'
        f'<b style="font-size:16px">{esc(name)} · {esc(cash(found.money))}</b>'
        f'<span class="rp-meta">{esc(class_name(found.kind))} · {esc(models)}</span></div>'
        f'<div class="rp-chain">{boxes}</div>{line(_(LIMIT))}</div>'
    )
    lines = section(_("Everything on one time line"), _shown(), _lines(found))
    return Blocks((heading, told), back_html() + card + lines, filled=True)


def _shown() -> str:
    names = ", ".join(_(one.title) for one in MODELS if one.id in MODELS_SHOWN)
    return _("Each day of talk with its part of the deal; models shown: {names}.", names=names)


def _box(step: Step) -> str:
    title = _(STEPS[step.kind]).format(network=network(step.network))
    when = moment(step.when.at) if step.when.timed else day(step.when.day)
    later = ngettext("after {n} day", "after {n} days", step.days) if step.days else ""
    who = rep(step.rep_id) if step.rep_id else ""
    where = network(step.network) if step.network and step.kind != "again" else ""
    tier = _(TIERS[step.tier]) if step.tier in TIERS and step.kind in ("message", "wrote") else ""
    parts = [when, " · ".join(filter(None, (where, who))), " · ".join(filter(None, (later, tier)))]
    lines = "".join(
        f'<div class="{"rp-meta" if no else ""}">{esc(part)}</div>' for no, part in enumerate(parts) if part
    )
    return (
        f'<div class="rp-link-box {"won" if step.kind == "won" else ""}"><b>{esc(title)}</b>{lines}{_open(step)}</div>'
    )


def _open(step: Step | Line) -> str:
    if not step.conversation or not session.may("rep", "manager"):
        return ""
    address = link("conversations", rep=step.rep_id, id=step.conversation)
    return f'<a class="rp-link" href="{address}" target="_self">{esc(_("Open the conversation"))}</a>'


def _lines(found: Chain) -> str:
    titles = {one.id: _(one.title) for one in MODELS}
    columns = [
        Column(_("When")),
        Column(_("What")),
        Column(_("Who")),
        Column(_("With whom")),
        *(Column(titles[name], number=True) for name in MODELS_SHOWN),
        Column(_("Conversation")),
    ]
    return table_html(columns, [_line(one) for one in found.lines], caption=_("Everything on one time line"))


def _line(one: Line) -> Row:
    when = moment(one.when.at) if one.when.timed else day(one.when.day, year=True)
    if one.kind != "touch":
        title = f"{_(KINDS[one.kind])}: {one.text}" if one.text else _(KINDS[one.kind])
        mark = '<span aria-hidden="true" style="color:var(--rp-good)">◆</span> '
        who = quiet(f" · {rep(one.rep_id)}") if one.rep_id else ""
        return Row([_nowrap(when), Cell(f"<span>{mark}<b>{esc(title)}</b>{who}</span>")])
    kind = _(KINDS.get(one.text, KINDS["message"]))
    count = ngettext("{n} message", "{n} messages", one.messages) if one.messages else ""
    what = " · ".join(filter(None, (f"{network(one.network)}: {kind}", count)))
    why = f"<br>{quiet(_(one.reason))}" if one.reason else ""
    shares = dict(one.shares)
    parts = [pct(shares[name]) if name in shares else NOTHING for name in MODELS_SHOWN]
    person = mask.name(one.person) if one.person or session.presenting() else NOTHING
    return Row(
        [_nowrap(when), Cell(f"<span>{esc(what)}{why}</span>"), rep(one.rep_id), person, *parts, Cell(_open(one))]
    )


def _nowrap(text: str) -> Cell:
    return Cell(f'<span style="white-space:nowrap">{esc(text)}</span>')
