"""Pieces of the Team page: figures, what to look at first, the quadrant, the table."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from metrics.models import Figure, Item, Quadrant, TeamRow
from pages.ui import charts, notes
from pages.ui.cards import cell, figure_card, weekly
from pages.ui.marks import face, pill, sparkline, verdict
from pages.ui.markup import esc, icon, put
from pages.ui.page import heading, link, link_to
from pages.ui.tables import Cell, Column, Row, table
from pages.ui.words import _, day, ngettext, num, say

FIELDS = ("reply_rate", "copies", "pitch_after_reply")
"""Figures of the table, by their ids."""
CHART_HEIGHT = 470


def figures(cards: Sequence[Figure]) -> None:
    """Draw the team's figures; each leads to the rows it was counted from."""
    with st.grid(min_column_width=235, gap="small"):
        for figure in cards:
            figure_card(figure.metric, figure)


def first_and_place(items: Sequence[Item], places: Quadrant) -> None:
    """Draw what to look at first beside where everybody stands."""
    left, right = st.columns([7, 5], gap="medium")
    with left:
        heading(_("Look at these first"), _("Ordered by harm to the buyer’s trust, not by volume."))
        with st.container(border=True, key="card_first", height="stretch"):
            _first(items)
    with right:
        sub = _("Where each rep stands in the team; the size of a dot is the number of conversations.")
        heading(_("Is it liked, or does it sell?"), sub)
        with st.container(border=True, key="card_quadrant", height="stretch"):
            _quadrant(places)


def _first(items: Sequence[Item]) -> None:
    if not items:
        put(pill("good", "check_circle", _("Nothing urgent")))
        notes.plain(
            _("No habit of anybody reaches a limit in these days."), _("The table below shows who comes close.")
        )
        return
    put("".join(_item(item) for item in items))


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


def _quadrant(places: Quadrant) -> None:
    if not places.dots:
        put(charts.chart_title(say(places.title)))
        notes.plain(_("Places are given from three reps with data on."))
        return
    short = short_names([dot.name for dot in places.dots])
    frame = pd.DataFrame(
        [
            (name, float(dot.x), float(dot.y), dot.conversations, say(dot.said), dot.state)
            for name, dot in zip(short, places.dots, strict=True)
        ],
        columns=["rep", "x", "y", "n", "said", "tone"],
    )
    words = [_("quiet, but sells"), _("seen and sells"), _("little of either"), _("busy being liked")]
    axes = (_("posts, likes and new contacts (fewer – more)"), _("answered conversations (fewer – more)"))
    charts.draw(
        charts.quadrant(frame, words, axes, CHART_HEIGHT),
        "quadrant",
        say(places.title),
        _("one dot a rep; grey: too early to say"),
        said=" ".join(f"{name}: {text}." for name, text in zip(frame["rep"], frame["said"], strict=True)),
    )


def short_names(names: Sequence[str]) -> list[str]:
    """Return first names, in full where two reps share one."""
    first = [name.split()[0] if name.split() else name for name in names]
    return [name if first.count(short) > 1 else short for name, short in zip(names, first, strict=True)]


def table_of(rows: Sequence[TeamRow]) -> None:
    """Draw the team in the order of the alphabet."""
    heading(_("The team"), _("In the order of the alphabet. Open a name for the scorecard."))
    columns = [
        Column(_("Rep")),
        Column(_("Verdict")),
        Column(_("Profile"), number=True),
        Column(_("Answered")),
        Column(_("Copies")),
        Column(_("Offer after answer")),
        Column(_("Started"), number=True),
        Column(_("Started, by week")),
    ]
    with st.container(key="fold_team"):
        table(columns, [_row(row) for row in rows], caption=_("The team"))


def _row(row: TeamRow) -> Row:
    address = link("scorecard", rep=row.rep_id)
    who = f'<div class="rp-who">{face(row.name)}<a href="{address}" target="_self">{esc(row.name)}</a></div>'
    head = [Cell(who), Cell(_verdict(row)), Cell(_profile(row))]
    if not row.figures:
        return Row([*head, Cell(f'<span class="rp-quiet">{esc(_silence(row))}</span>')])
    started = row.figures.get("started")
    return Row([*head, *(Cell(cell(row.figures.get(name))) for name in FIELDS), *_started(started)])


def _verdict(row: TeamRow) -> str:
    """Return the verdict, and since when nothing came; nobody is called fine on weeks that are not known."""
    kind = "no_data" if row.silent_since and row.verdict == "ok" else row.verdict
    silent = f'<div class="rp-meta">{esc(_silence(row))}</div>' if row.silent_since and row.figures else ""
    return f"<div>{verdict(kind)}{silent}</div>"


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
    return _("no data in these days")


def _started(figure: Figure | None) -> tuple[Cell, Cell]:
    if figure is None:
        return Cell(cell(None)), Cell("")
    line = sparkline(weekly(figure), _("{label} by week", label=_("Conversations started")), small=True)
    return Cell(cell(figure)), Cell(line)
