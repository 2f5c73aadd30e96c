"""Coverage: of which weeks do we know, and who has to upload what?"""

from collections.abc import Mapping

from data.words import N_
from metrics import coverage
from metrics.models import CoverageCell, CoverageModel
from pages.ui import empty, filters, session
from pages.ui.marks import face
from pages.ui.markup import esc, icon, put
from pages.ui.page import Page, heading, link, opening
from pages.ui.tables import Cell, Column, Row, table
from pages.ui.words import _, day, listed, network, ngettext, num, say

STATES = {
    "data": ("", N_("data")),
    "none": ("none", N_("covered, but nothing happened")),
    "unknown": ("gap", N_("unknown: no export covers it")),
}
"""State of a week -> mark of the legend, words."""
NAMED = 3
"""So many reps are named in the answer; more are counted."""
STEPS = (1, 10, 40, 120)
"""Facts a week from which a cell is drawn one step darker."""


def render() -> None:
    """Draw who has to upload what, then every week of everybody."""
    model = session.load(coverage.coverage, filters.scope(), filters.period())
    opening(_("Coverage"), _answer(model))
    if empty.nothing_here(bool(model.cells)):
        return
    if model.wanted:
        _wanted(model)
    heading(_("What is known, week by week"), _("The darker, the more was said or done that week."))
    put(_legend() + _weeks(model))


def _answer(model: CoverageModel) -> list[str]:
    if not model.cells:
        return []
    names = list(dict.fromkeys(one.rep for one in model.wanted))
    if not names:
        return [_("Everybody’s data is in."), _("It reaches to {day}.", day=day(model.period.until, year=True))]
    if len(names) > NAMED:
        said = ngettext("{n} rep has to upload an export.", "{n} reps have to upload an export.", len(names))
    else:
        said = ngettext(
            "{names} has to upload an export.", "{names} have to upload an export.", len(names), names=listed(names)
        )
    return [said, _("Until then nothing is said about the weeks drawn as gaps.")]


def _wanted(model: CoverageModel) -> None:
    heading(_("Who has to upload what"))
    how = f'<a class="rp-link" href="{link("imports")}" target="_self">{esc(_("How to get the export"))}</a>'
    heads = [Column(_("Rep")), Column(_("Network")), Column(_("What")), Column("")]
    rows = [Row((_who(one.rep), _net(one.network), say(one.said), Cell(how))) for one in model.wanted]
    table(heads, rows, caption=_("Who has to upload what"))


def _who(name: str) -> Cell:
    return Cell(f'<div class="rp-who">{face(name)}{esc(name)}</div>')


def _net(name: str) -> str:
    return network(name) if name else "–"


def _legend() -> str:
    marks = "".join(
        f'<span class="rp-legend"><i class="box {mark}"></i>{esc(_(words))}</span>' for mark, words in STATES.values()
    )
    return f'<div class="rp-rows-head">{marks}</div>'


def _weeks(model: CoverageModel) -> str:
    cells = {(cell.rep_id, cell.network, cell.week): cell for cell in model.cells}
    head = "".join(f'<th scope="col">{esc(_label(week, i))}</th>' for i, week in enumerate(model.weeks))
    body = "".join(_line(rep, net, model, cells) for rep in model.reps for net in _networks_of(rep[0], model))
    return (
        f'<div class="rp-scroll rp-pad"><table class="rp-heat" aria-label="{esc(_("What is known, week by week"))}">'
        f"<thead><tr><th></th>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _networks_of(rep_id: str, model: CoverageModel) -> list[str]:
    """Return the networks of which anything is known of a rep; the first one of all for a rep without any."""
    known = {cell.network for cell in model.cells if cell.rep_id == rep_id and cell.state != "unknown"}
    return [net for net in model.networks if net in known] or list(model.networks[:1])


def _label(week: str, place: int) -> str:
    """Name every fourth week; between them there is no room."""
    return day(week) if place % 4 == 0 else ""


def _line(rep: tuple[str, str], net: str, model: CoverageModel, cells: Mapping[tuple, CoverageCell]) -> str:
    line = "".join(_cell(cells[rep[0], net, week]) for week in model.weeks)
    several = len(model.networks) > 1 and any(cells[rep[0], net, week].state != "unknown" for week in model.weeks)
    name = f"{rep[1]} · {network(net)}" if several else rep[1]
    return f'<tr><th scope="row">{esc(name)}</th>{line}</tr>'


def _cell(cell: CoverageCell) -> str:
    words = f"{day(cell.week, year=True)}: {_(STATES[cell.state][1])}"
    kind = "rp-hx" if cell.state == "unknown" else f"rp-h{sum(cell.facts >= step for step in STEPS)}"
    seen = num(cell.facts) if cell.facts else icon("question_mark") if cell.state == "unknown" else "0"
    return f'<td class="{kind}" title="{esc(words)}"><span class="rp-unseen">{esc(words)}: </span>{seen}</td>'


PAGE = Page(
    id="coverage", title=N_("Coverage"), icon="grid_on", group="data", render=render, roles=("manager", "admin", "rep")
)
