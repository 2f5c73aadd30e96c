"""Small pieces that the blocks of the page share: money, links, names."""

from babel.numbers import format_currency

from data import channels
from data.amounts import major
from data.words import N_
from metrics.attributed.page import REST
from metrics.attribution.classes import CLASSES
from metrics.attribution.models import NO_TOUCH
from pages.attribution import asked
from pages.ui import filters, session
from pages.ui.marks import NOTHING
from pages.ui.markup import esc
from pages.ui.page import heading_html
from pages.ui.tables import Cell
from pages.ui.words import _, network

NOBODY, SOMEBODY = N_("nobody"), N_("another rep")
COLOURS = {
    "sourced": "var(--rp-accent)",
    "assisted_before_lead": "color-mix(in srgb, var(--rp-accent) 62%, var(--rp-card))",
    "influenced_only": "color-mix(in srgb, var(--rp-accent) 30%, var(--rp-card))",
    "untouched": "var(--rp-none-ground)",
}


def cash(minor: int | None) -> str:
    """Write minor units of the workspace's currency without its fraction; a dash for none."""
    own, lang = session.team().currency, session.language()
    shape = "¤#,##0" if lang == "en" else "#,##0\N{NO-BREAK SPACE}¤"
    if minor is None:
        return NOTHING
    return format_currency(major(minor, own), own, format=shape, locale=lang, currency_digits=False)


def quiet(text: str) -> str:
    """Return text in the quiet tone."""
    return f'<span class="rp-quiet">{esc(text)}</span>'


def section(title: str, sub: str, html: str) -> str:
    """Return a block with its head."""
    return f'<div class="rp-section">{heading_html(title, sub)}{html}</div>'


def line(text: str) -> str:
    """Return a sentence under a block."""
    return f'<div class="rp-meta" style="max-width:104ch">{esc(text)}</div>'


def opens(by: str, value: str, text: str, count: int = 1) -> Cell:
    """Return a cell that leads to the deals it counts; plain text where there are none."""
    if not count:
        return Cell(esc(text))
    return Cell(f'<a class="rp-link" href="{asked.list_link(by, value)}" target="_self">{esc(text)}</a>')


def class_name(name: str) -> str:
    """Return a class in words."""
    return _(CLASSES[name])


def of_whom(by: str, value: str) -> str:
    """Return a rep's, network's, template's or channel's name in words."""
    if value == NO_TOUCH:
        return _("No talk known")
    if value == REST:
        return _("Other templates")
    if by == "network":
        return network(value)
    if by == "rep":
        return rep(value)
    if by == "channel":
        return _(channels.name(value)) if value else _("no channel")
    return value


def rep(value: str) -> str:
    """Return a rep's name; nobody, or somebody whom the viewer may not see."""
    return filters.rep_names().get(value, _(SOMEBODY)) if value else _(NOBODY)


def swatch(name: str) -> str:
    """Return the colour of a class as a small square."""
    return (
        f'<span aria-hidden="true" style="display:inline-block;width:12px;height:12px;border-radius:3px;'
        f'margin-right:8px;vertical-align:-1px;background:{COLOURS[name]};outline:1px solid var(--rp-line)"></span>'
    )
