"""Pieces of the Team page: figures, what to look at first, the quadrant, the table."""

from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd
import streamlit as st

from metrics.models import Figure, Item, Quadrant, TeamModel, TeamRow
from metrics.results.social import TITLES
from pages.ui import charts, empty, notes
from pages.ui.cards import Card, card, cell, figure_card, weekly
from pages.ui.marks import face, pill, sparkline, verdict
from pages.ui.markup import esc, icon, put
from pages.ui.page import heading, heading_html, link, link_to
from pages.ui.tables import Cell, Column, Row, table_html
from pages.ui.words import _, day, ngettext, num, say

FIELDS = ("reply_rate", "copies", "pitch_after_reply")
"""Figures of the table, by their ids."""
CHART_HEIGHT = 470


class Blocks(NamedTuple):
    """The page made ready to draw: sentences, whether there is anything, and its blocks."""

    answer: tuple[str, ...]
    filled: bool
    cards: tuple[Card, ...]
    first: str
    places: charts.Ready
    table: str
    question: str
    sold: bool = False
    sales: tuple[Card, ...] = ()


def blocks(model: TeamModel) -> Blocks:
    """Return the blocks of the page."""
    return Blocks(
        answer=tuple(map(say, model.answer)),
        filled=not model.empty and model.coverage.with_data > 0,
        cards=tuple(map(card, model.cards)),
        first=_first(model.first),
        places=_places(model.quadrant),
        table=_table(model.rows),
        sold=any(row.sold for row in model.rows),
        sales=tuple(card(figure) for figure in model.cards if figure.metric in TITLES),
        question=_("Is it liked, or does it sell?") if model.quadrant.leads else _("Liked, or answered?"),
    )


def figures(cards: Sequence[Card]) -> None:
    """Draw the team's figures; each leads to the rows it was counted from."""
    with st.container(key="six_cards"), st.grid(min_column_width=235, gap="small"):
        for made in cards:
            figure_card(made)


def sales_only(cards: Sequence[Card]) -> None:
    """Draw what the CRM tells while no conversation is here."""
    figures(cards)
    notes.note(
        "upload_file",
        _("Who talks with whom, and how, is not known yet."),
        _("Import the reps’ exports of their networks; the CRM alone tells what came of it: page Results."),
    )
    empty.ways_in(demo=False)


def first_and_place(first: str, places: charts.Ready, title: str) -> None:
    """Draw what to look at first beside where everybody stands."""
    left, right = st.columns([7, 5], gap="medium")
    with left:
        heading(_("Look at these first"), _("Ordered by harm to the buyer’s trust, not by volume."))
        with st.container(border=True, key="card_first", height="stretch"):
            put(first)
    with right:
        sub = _("Where each rep stands in the team; the size of a dot is the number of conversations.")
        heading(title, sub)
        with st.container(border=True, key="card_quadrant", height="stretch"):
            charts.draw(places, "quadrant")


def _first(items: Sequence[Item]) -> str:
    if items:
        return "".join(_item(item) for item in items)
    words = _("No habit of anybody reaches a limit in this period."), _("The table below shows who comes close.")
    return pill("good", "check_circle", _("Nothing urgent")) + notes.plain_html(*words)


def _item(item: Item) -> str:
    return notes.finding(
        item.severity,
        say(item.what),
        who=item.rep,
        since=_since(item),
        fact=say(item.fact),
        advice=say(item.step),
        more=(say(item.link_text), link_to(item.link)),
    )


def _since(item: Item) -> str:
    if item.weeks is not None:
        return ngettext("{n} week", "{n} weeks", item.weeks)
    return _("since {day}", day=day(item.since)) if item.since else ""


def _places(places: Quadrant) -> charts.Ready:
    if not places.dots:
        below = notes.plain_html(_("Places are given from three reps with data on."))
        return charts.Ready(charts.chart_title(say(places.title)), below=below)
    short = short_names([dot.name for dot in places.dots])
    frame = pd.DataFrame(
        [
            (name, float(dot.x), float(dot.y), dot.conversations, say(dot.said), dot.state)
            for name, dot in zip(short, places.dots, strict=True)
        ],
        columns=["rep", "x", "y", "n", "said", "tone"],
    )
    words = [_("quiet, but answered"), _("seen and answered"), _("little of either"), _("busy being liked")]
    result = _("answered conversations (fewer – more)")
    if places.leads:
        words[:2] = [_("quiet, but sells"), _("seen and sells")]
        result = _("answered conversations and leads (fewer – more)")
    axes = (_("posts, likes and new contacts (fewer – more)"), result)
    return charts.ready(
        charts.quadrant(frame, words, axes, CHART_HEIGHT),
        say(places.title),
        _("one dot a rep; grey: too early to say"),
        said=" ".join(f"{name}: {text}." for name, text in zip(frame["rep"], frame["said"], strict=True)),
    )


def short_names(names: Sequence[str]) -> list[str]:
    """Return first names, in full where two reps share one."""
    first = [name.split()[0] if name.split() else name for name in names]
    return [name if first.count(short) > 1 else short for name, short in zip(names, first, strict=True)]


def table_of(table: str, sold: bool = False) -> None:
    """Draw the team in the order of the alphabet."""
    sub = _("In the order of the alphabet. Open a name for the scorecard.")
    if sold:
        sub += " " + _("Leads and deals: those that the CRM puts down to social networks.")
    with st.container(key="fold_team"):
        put(f'<div class="rp-section">{heading_html(_("The team"), sub)}{table}</div>')


def _table(rows: Sequence[TeamRow]) -> str:
    sold = any(row.sold for row in rows)
    counts = [_("Leads"), _("Deals")] if sold else [_("Started")]
    columns = [
        Column(_("Rep")),
        Column(_("Verdict")),
        Column(_("Profile"), number=True),
        Column(_("Answered")),
        Column(_("Copies")),
        Column(_("Offer after answer")),
        *(Column(title, number=True) for title in counts),
        Column(_("Started, by week")),
    ]
    return table_html(columns, [_row(row) for row in rows], caption=_("The team"))


def _row(row: TeamRow) -> Row:
    address = link("scorecard", rep=row.rep_id)
    who = f'<div class="rp-who">{face(row.name)}<a href="{address}" target="_self">{esc(row.name)}</a></div>'
    head = [Cell(who), Cell(_verdict(row)), Cell(_profile(row))]
    if not row.figures:
        return Row([*head, Cell(f'<span class="rp-quiet">{esc(_silence(row))}</span>')])
    started = row.figures.get("started")
    count, line = _started(started)
    counts = [Cell(cell(one)) for one in row.sold.values()] or [count]
    return Row([*head, *(Cell(cell(row.figures.get(name))) for name in FIELDS), *counts, line])


def _verdict(row: TeamRow) -> str:
    """Return the verdict, and since when nothing came."""
    silent = f'<div class="rp-meta">{esc(_silence(row))}</div>' if row.silent_since and row.figures else ""
    return f"<div>{verdict(row.verdict)}{silent}</div>"


def _profile(row: TeamRow) -> str:
    if row.profile is None:
        return '<span class="rp-quiet">–</span>'
    score = f'<a href="{link("profiles", rep=row.rep_id)}" target="_self">{num(row.profile)}</a>'
    if not row.profile_capped_by:
        return score
    words = esc(_("A red flag caps the score"))
    return f'{score} <span class="rp-check stop" role="img" aria-label="{words}" title="{words}">{icon("flag")}</span>'


def _silence(row: TeamRow) -> str:
    if row.silent_since:
        return _("nothing imported since {day}", day=day(row.silent_since))
    return _("no data in this period")


def _started(figure: Figure | None) -> tuple[Cell, Cell]:
    if figure is None:
        return Cell(cell(None)), Cell("")
    line = sparkline(weekly(figure), _("{label} by week", label=_("Conversations started")), small=True)
    return Cell(cell(figure)), Cell(line)
