"""Reps against results: how new ones get going, steady prospecting beside closings, outreach inside the niche."""

from collections.abc import Sequence

from metrics.models import Figure
from metrics.results.model import NewRep, Steady
from pages.results.tables import nothing
from pages.ui.cards import cell
from pages.ui.marks import NOTHING, share_cell
from pages.ui.markup import esc
from pages.ui.page import link
from pages.ui.tables import Cell, Column, Row, table_html
from pages.ui.words import _, ngettext, num


def ramp(found: Sequence[NewRep], unknown: int = 0) -> str:
    """Return how new reps get going; `unknown` reps have no first day at work."""
    missing = ngettext(
        "The first day at work of {n} rep is not known; it is entered in Settings, at each rep.",
        "The first day at work of {n} reps is not known; it is entered in Settings, at each rep.",
        unknown,
    )
    if not found:
        return nothing(missing if unknown else _("Nobody began within the last year."))
    below = f'<div class="rp-meta">{esc(missing)}</div>' if unknown else ""
    columns = [
        Column(_("Rep")),
        Column(_("Days at work"), number=True),
        Column(_("First lead"), number=True),
        Column(_("First opportunity"), number=True),
        Column(_("First sale"), number=True),
    ]
    body = [
        Row([Cell(_who(one.rep_id, one.name)), num(one.days), *map(_day, (one.lead, one.opportunity, one.won))])
        for one in found
    ]
    return table_html(columns, body, caption=_("How new reps get going")) + below


def _who(rep_id: str, name: str) -> str:
    return f'<a href="{link("scorecard", rep=rep_id)}" target="_self">{esc(name)}</a>'


def _day(value: int | None) -> str:
    return NOTHING if value is None else _("day {n}", n=num(value))


def steady(found: Steady | None) -> str:
    """Return each rep's weeks with prospecting beside what was won."""
    if found is None or not found.rows:
        return nothing(_("There are no weeks of conversations to compare with yet."))
    columns = [Column(_("Rep")), Column(_("Weeks with prospecting")), Column(_("Worked to won"))]
    body = [
        Row([name, *(Cell(share_cell(one.k, one.n, one.low, one.high)) for one in (weeks, won))])
        for name, weeks, won in found.rows
    ]
    return table_html(columns, body, caption=_("Steady prospecting"))


def niche(figure: Figure | None) -> str:
    """Return the share of outreach inside the niche."""
    if figure is None:
        return nothing(_("No niche is set. Its words (industries, roles) stand in Settings."))
    row = Row([_("Conversations begun inside the niche"), Cell(cell(figure))])
    return table_html([Column(_("Outreach")), Column(_("Share"))], [row], caption=_("Inside the niche"))
