"""Every check for every profile, and what a team's profiles have in common."""

from collections.abc import Sequence

from metrics.profiles import Card, Line, ProfilesModel
from pages.profiles.words import RULES, SIGNS
from pages.ui.markup import esc, icon, put
from pages.ui.page import heading
from pages.ui.tables import Cell, Column, Row, table
from pages.ui.words import _, k_of_n, listed, network, ngettext

NAMED = 4
ALL_IN_VIEW = 10
"""So many profiles share the width of the table evenly; more of them make it scroll."""


def draw(model: ProfilesModel) -> None:
    """Draw the matrix, failing checks first; of a single profile every check with how it is judged."""
    if len(model.cards) == 1:
        _one(model)
        return
    heading(_("Which checks fail for whom"), _("Failing checks first. A question mark: the export does not say."))
    columns = [Column(_("Check")), *(Column(name) for name in _heads(model.cards)), Column(_("to fix"), number=True)]
    lines = [line for line in model.matrix if line.rule in RULES]
    rows = []
    open_lines = [line for line in lines if line.bad]
    for line in open_lines:
        count = k_of_n(line.bad, line.known) if line.known else "–"
        rows.append(Row([_title(line.rule), *(Cell(_sign(state)) for state in line.states), count]))
    if rows:
        few = len(model.cards) <= ALL_IN_VIEW
        table(columns, rows, caption=_("Which checks fail for whom"), cards=False, fixed=few)
    _rest(_("Found in no profile"), [line for line in lines if not line.bad and line.known])
    _rest(_("Not told by any export; look yourself"), [line for line in lines if not line.known])


def _one(model: ProfilesModel) -> None:
    heading(_("Every check"), _("A question mark: the export does not say."))
    order = {"failed": 0, "improve": 1, "passed": 2, "unknown": 3}
    lines = sorted((line for line in model.matrix if line.rule in RULES), key=lambda line: order[line.states[0]])
    columns = [Column(_("Check")), Column(_("State")), Column(_("How it is judged"))]
    rows = [Row([_title(line.rule), Cell(_sign(line.states[0], said=True)), _(RULES[line.rule].how)]) for line in lines]
    table(columns, rows, caption=_("Every check"))


def _title(rule: str) -> Cell:
    words = RULES[rule]
    return Cell(f'<b style="font-weight:550" title="{esc(_(words.how))}">{esc(_(words.title))}</b>')


def _rest(words: str, lines: Sequence[Line]) -> None:
    if lines:
        titles = ", ".join(_(RULES[line.rule].title) for line in lines)
        head = f'<b style="font-weight:550">{esc(words)}:</b>'
        put(f'<div class="rp-sub" style="max-width:110ch">{head} {esc(titles)}</div>')


def _heads(cards: Sequence[Card]) -> list[str]:
    first = [card.name.split()[0] if card.name.split() else card.name for card in cards]
    several = {card.rep_id for card in cards if sum(other.rep_id == card.rep_id for other in cards) > 1}
    heads = []
    for card, name in zip(cards, first, strict=True):
        shown = name if first.count(name) == 1 or card.rep_id in several else card.name
        heads.append(f"{shown} · {network(card.network)}" if card.rep_id in several else shown)
    return heads


def _sign(state: str, *, said: bool = False) -> str:
    tone, symbol, word = SIGNS[state]
    if state in ("passed", "unknown") and not said:
        quiet = f'<span style="position:absolute;clip-path:inset(50%)">{esc(_(word))}</span>'
        return f'<span class="rp-check {tone}" title="{esc(_(word))}">{icon(symbol)}{quiet}</span>'
    return f'<span class="rp-check {tone}">{icon(symbol)}{esc(_(word))}</span>'


def team(model: ProfilesModel) -> None:
    """Say under which names and links the team's profiles lead to one company."""
    common = model.common
    if not common.companies and not common.links:
        return
    heading(_("One company, one name"), _one_name(model))
    lines = [(_("Company"), name, names) for name, names in common.companies]
    lines += [(_("Link"), host, names) for host, names in common.links]
    every = len({card.rep_id for card in model.cards})
    columns = [Column(_("Where")), Column(_("What it says")), Column(_("Who")), Column(_("Reps"), number=True)]
    table(columns, [Row([what, said, _who(names), k_of_n(len(names), every)]) for what, said, names in lines])


def _one_name(model: ProfilesModel) -> str:
    count = len(model.common.companies)
    if count == 1:
        return _("All profiles name the company the same way.")
    return ngettext("The profiles name {n} company.", "The profiles name {n} companies.", count)


def _who(names: tuple[str, ...]) -> str:
    if len(names) <= NAMED:
        return listed(list(names))
    return ngettext("{names} and {n} more", "{names} and {n} more", len(names) - NAMED, names=", ".join(names[:NAMED]))
