"""Figures as cards and as lines against the team's middle half; both take a `metrics.models.Figure`."""

from collections.abc import Sequence
from typing import NamedTuple

import streamlit as st

from metrics.metric import Measurement
from metrics.models import Change, Figure
from metrics.words import money as amount
from pages.ui import session
from pages.ui.marks import NOTHING, interval, rate_text, share_cell, sparkline
from pages.ui.markup import esc, put
from pages.ui.page import link_to
from pages.ui.words import NB, _, hours, ngettext, num, pct, pct_range, say

TONES = {"stop": "stop", "watch": "watch", "met": "good", "plain": "", "grey": "grey"}
"""Tone of a model -> class of style.css."""
AGAINST = ("give_ask",)
"""Figures that set one count against another: "0.3 : 1", "2 to 85"."""


def value_text(m: Measurement) -> tuple[str, str]:
    """Return a measurement's value and what stands beside it: "24 %" and "55 of 244"; a dash for no figure."""
    if m.unit == "rate":
        return rate_text(m.k, m.n)
    if m.value is None:
        return NOTHING, ""
    if m.unit == "money":
        return amount(m.value, session.team().currency, session.language()), ""
    if m.unit == "days" and m.value == round(m.value):
        return ngettext("{n} day", "{n} days", round(m.value)), ""
    if m.unit in ("hours", "days"):
        return hours(m.value * (24 if m.unit == "days" else 1)), ""
    if m.metric in AGAINST and m.k is not None and m.n is not None:
        return f"{num(m.value, 1)}{NB}:{NB}1", _("{k} to {n}", k=num(m.k), n=num(m.n))
    return num(m.value, 0 if m.unit in ("count", "characters") else 1), ""


def small(m: Measurement) -> bool:
    """Tell whether a figure is drawn small and grey: no figure, or too few cases for a share."""
    return m.value is None or (m.unit == "rate" and m.too_few)


class Card(NamedTuple):
    """A figure made ready to draw as a card: a key, its HTML, and how it is counted."""

    key: str
    html: str
    how: str


def card(figure: Figure) -> Card:
    """Return a figure as a card."""
    return Card(figure.metric, figure_html(figure), f"<p>{esc(_(figure.how))}</p>")


def figure_card(made: Card) -> None:
    """Draw a card, with "How it is counted" under it."""
    with st.container(border=True, key=f"card_{made.key}", height="stretch"):
        put(made.html)
        with st.popover(_("How it is counted"), type="tertiary", icon=":material/help:"):
            put(made.how)


def opened(figure: Figure, html: str) -> str:
    """Return marks of a figure as the way to the cases it counts; as they are where there is nothing to open."""
    m = figure.measurement
    if figure.link is None or not (m.n if m.k is None else m.k) or not session.may("rep", "manager"):
        return html
    words = esc(_("Open what was counted"))
    return f'<a class="rp-open" href="{link_to(figure.link)}" target="_self" title="{words}">{html}</a>'


def figure_html(figure: Figure) -> str:
    """Return one figure: label, value, k of n, change, interval with the ends of its scale, weekly line."""
    value, beside = value_text(figure.measurement)
    title = _(figure.title)
    beside = beside or _first_note(figure)
    thin = "thin" if small(figure.measurement) else ""
    line = sparkline(weekly(figure), _("{label} by week", label=title)) if figure.series else ""
    found = f'<span class="rp-fig-value {thin}">{esc(value)}</span><span class="rp-fig-kn">{esc(beside)}</span>'
    return (
        f'<div class="rp-fig"><div class="rp-fig-label">{esc(title)}</div>'
        f'<div class="rp-fig-line">{opened(figure, found)}</div>{_change(figure.change)}{_bar(figure)}'
        f'<div style="height:6px"></div>{line}</div>'
    )


def weekly(figure: Figure) -> list[float | None]:
    """Return the values of a figure's series; too small samples break the line."""
    values = [point.value for point in figure.series]
    return [None if m.value is None else m.value for m in values]


def _first_note(figure: Figure) -> str:
    return say(figure.notes[0]) if figure.notes else ""


def _change(change: Change | None) -> str:
    words = esc(say(change.said)) if change else ""
    return f'<div class="rp-fig-change">{f"<b>{words}</b>" if change and change.proven else words}</div>'


def _bar(figure: Figure) -> str:
    m, top = figure.measurement, figure.scale or 1.0
    if m.unit != "rate" or m.too_few or m.n is None or m.low is None or m.high is None:
        notes = " · ".join(say(note) for note in (figure.notes if value_text(m)[1] else figure.notes[1:]))
        return f'<div class="rp-ends" style="min-height:30px;align-items:center"><span>{esc(notes)}</span></div>'
    right = target_text(figure) or _("scale to {value}", value=pct(top))
    left = f'<span title="{esc(_("95 % range"))}">{pct_range(m.low, m.high)}</span>'
    return f'<div>{bar(figure)}<div class="rp-ends">{left}<span>{esc(right)}</span></div></div>'


def target_text(figure: Figure) -> str:
    """Return the target in words: "target < 10 %"; "" without one."""
    if figure.target is None:
        return ""
    words = _("target < {value}") if figure.better == "down" else _("target > {value}")
    return words.format(value=pct(figure.target))


def bar(figure: Figure) -> str:
    """Return the interval bar of a rate, nothing for other units."""
    m = figure.measurement
    if m.unit != "rate" or m.k is None or m.n is None or m.low is None or m.high is None:
        return "<span></span>"
    tone, top = TONES[figure.tone], figure.scale or 1.0
    return interval(m.k, m.n, m.low, m.high, top=top, tone=tone, middle=figure.middle, target=figure.target)


def cell(figure: Figure | None) -> str:
    """Return a figure as a table cell."""
    if figure is None:
        return f'<span class="rp-quiet">{NOTHING}</span>'
    m = figure.measurement
    if m.unit != "rate":
        return opened(figure, esc(value_text(m)[0]))
    return opened(figure, share_cell(m.k, m.n, m.low, m.high, top=figure.scale or 1.0, tone=TONES[figure.tone]))


def row(figure: Figure) -> str:
    """Return one line of a scorecard: name, value, k of n, interval over the team's middle half, weekly line."""
    m, title = figure.measurement, _(figure.title)
    value, beside = value_text(m)
    if small(m):
        reason = f"· {beside}" if beside else ""
        figures = f'<div class="v thin">{opened(figure, esc(value))} <span>{esc(reason)}</span></div>'
    else:
        figures = f'<div class="v">{esc(value)}</div><div class="kn">{opened(figure, esc(beside))}</div>{bar(figure)}'
    tone = "grey" if m.thin else ""
    line = sparkline(weekly(figure), title, small=True, tone=tone) if figure.series else "<span></span>"
    sub = f'<div class="rp-meta">{esc(_(figure.sub))}</div>' if figure.sub else ""
    return f'<div class="rp-row"><div><div class="name">{esc(title)}</div>{sub}</div>{figures}{line}</div>'


def rows(figures: Sequence[Figure]) -> None:
    """Draw figures as lines."""
    put(f'<div class="rp-rows">{"".join(row(figure) for figure in figures)}</div>')
