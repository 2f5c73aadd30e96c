"""The overview: five figures, the way to won, how deals end, channels, profit, stages, months, reps."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import streamlit as st

from metrics.catalog import BY_ID
from metrics.metric import Measurement
from metrics.models import Figure
from metrics.results.model import ResultsModel
from pages.results import asked, endings, reps, tables, way
from pages.ui import charts
from pages.ui.cards import Card, card, figure_card
from pages.ui.markup import esc, put
from pages.ui.page import heading_html
from pages.ui.words import _, days, k_of_n, pct, say


class Blocks(NamedTuple):
    """The page made ready to draw."""

    answer: tuple[str, ...]
    filled: bool
    also: tuple[str, ...] = ()
    cards: tuple[Card, ...] = ()
    way: str = ""
    cycle: charts.Ready | None = None
    below: str = ""


def blocks(model: ResultsModel) -> Blocks:
    """Return the blocks of the page."""
    answer = tuple(map(say, model.answer))
    if model.empty:
        return Blocks(answer, filled=False)
    return Blocks(
        answer,
        filled=True,
        also=_also(model),
        cards=tuple(_card(figure, model) for figure in model.cards),
        way=way.way(model),
        cycle=endings.ready(model.cycle) if model.cycle else None,
        below=_below(model),
    )


def _below(model: ResultsModel) -> str:
    """Return all that is only read, as one piece: a page of few pieces is drawn fast."""
    dash = _("A channel without costs shows a dash, not a zero.")
    left, right = ("".join(side) for side in _sides(model))
    old = _("A month’s share is told once its leads, or its deals in work, are old enough.")
    return (
        section(_("By channel"), dash, tables.channels(model.channels))
        + f'<div class="rp-sides"><div>{left}</div><div>{right}</div></div>'
        + section(_("By month"), old, tables.months(model.months))
    )


def section(title: str, sub: str, html: str) -> str:
    """Return a block with its head."""
    return f'<div class="rp-section">{heading_html(title, sub)}{html}</div>'


def _sides(model: ResultsModel) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what stands on the left and on the right."""
    profit = section(
        _("Where profit comes from"),
        _("Received less direct costs; new or not is counted from each customer’s own sales."),
        tables.profit(model.profit),
    )
    died = say(model.stages_title) if model.stages_title else _("Where deals die")
    two_years = _("Deals of the last two years, whatever the period.")
    stages = section(died, two_years, tables.stages(model.stages))
    why = section(_("Why deals are lost"), two_years, tables.reasons(model.reasons, model.lost))
    began = say(model.ramp_said) if model.ramp_said else _("How new reps get going")
    new = section(
        began, _("Days from the first day at work to the first of each."), reps.ramp(model.ramp, model.ramp_unknown)
    )
    title = say(model.steady.title) if model.steady else _("Steady prospecting")
    steady = section(title, _("Weeks with new conversations beside what was won."), reps.steady(model.steady))
    return (profit, stages, steady), (why, new, _niche(model.niche))


def _niche(figure: Figure | None) -> str:
    return section(_("Inside the niche"), _("Who is written to, by company and position."), reps.niche(figure))


def _also(model: ResultsModel) -> tuple[str, ...]:
    return (linked(model.links),)


def linked(found: Measurement) -> str:
    """Say how many of the contacts are known to the CRM: what all joined figures rest on."""
    if not found.n or found.k is None:
        return _("no contact to link to the CRM")
    words = _("{share} of contacts linked to the CRM ({k_of_n})")
    return words.format(share=pct(found.k / found.n), k_of_n=k_of_n(found.k, found.n))


def _card(figure: Figure, model: ResultsModel) -> Card:
    if figure.metric == "new_leads":
        made, under = card(replace(figure, notes=())), _social(figure)
    else:
        found = figure.measurement
        made = card(figure if found.value is not None else replace(figure, change=None))
        under = _by_type(model) if figure.metric == "profit_by_type" else _over(figure.metric, model)
        if found.value is None and found.note and not figure.notes:
            under = esc(_(found.note))
    return made._replace(html=f'{made.html}<div class="rp-meta rp-under">{under}</div>')


def _over(name: str, model: ResultsModel) -> str:
    """Return the days whose cases a share counts, where they are not those looked at."""
    span = model.aged.get(BY_ID[name].maturity or 0)
    if not span or not span[0]:
        return ""
    return esc(_("{days}, old enough", days=days(*span)))


def _social(figure: Figure) -> str:
    """Return how many come from social networks, as the way to them."""
    words = esc(" · ".join(map(say, figure.notes)))
    return f'<a class="rp-link" href="{asked.open_link(figure.metric, "social")}" target="_self">{words}</a>'


def _by_type(model: ResultsModel) -> str:
    found = dict(model.profit)
    new, back = found.get("new"), found.get("won_back")
    more = [found[kind] for kind in ("repeat", "cross_sell", "upsell") if kind in found]
    parts = [
        (_("{sum} new"), new.value if new else None),
        (_("{sum} additional"), _sum(more)),
        (_("{sum} won back"), back.value if back else None),
    ]
    told = [esc(words).format(sum=f"<b>{esc(tables.money(value))}</b>") for words, value in parts if value is not None]
    return " · ".join(told)


def _sum(found: Sequence[Measurement]) -> float | None:
    known = [one.value for one in found if one.value is not None]
    return sum(known) if known else None


def draw(made: Blocks) -> None:
    """Draw the page."""
    with st.container(key="five_cards"), st.grid(min_column_width=215, gap="small"):
        for one in made.cards:
            figure_card(one)
    left, right = st.columns([7, 5], gap="medium")
    with left, st.container(border=True, key="card_way", height="stretch"):
        put(made.way)
    with right, st.container(border=True, key="card_cycle", height="stretch"):
        if made.cycle:
            charts.draw(made.cycle, "cycle")
    put(made.below)
