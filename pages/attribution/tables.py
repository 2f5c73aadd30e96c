"""The tables of the overview: classes, credit by model, channels, noise, with and without a talk."""

from collections.abc import Sequence
from functools import partial

from metrics.attributed.model import AttributionModel, ClassRow, CreditRow, Floor
from metrics.attributed.words import LIMIT
from metrics.attribution.comparison import WON_WITHIN, Comparison, Side
from metrics.attribution.holdout import arm_size
from metrics.attribution.journeys import MIN_JOURNEYS, MIN_WON, Learnt
from metrics.attribution.models import MODELS, NO_TOUCH
from metrics.metric import TOO_FEW
from pages.attribution.parts import COLOURS, cash, class_name, line, of_whom, opens, quiet, section, swatch
from pages.ui.marks import NOTHING, share_cell
from pages.ui.markup import esc
from pages.ui.page import link
from pages.ui.tables import Cell, Column, Row, table_html
from pages.ui.words import _, k_of_n, ngettext, num, pct, pct_range

RISES = (1.25, 1.5, 2.0)


def classes(model: AttributionModel) -> str:
    """Return the four classes as one bar of the whole money and as a table that adds up to it."""
    whole = max(1, model.total)
    bar = "".join(
        f'<i style="flex:{max(0, row.money) / whole:.4f} 1 0;background:{COLOURS[row.id]}"'
        f' title="{esc(class_name(row.id))}: {esc(cash(row.money))}"></i>'
        for row in model.classes
        if row.money > 0
    )
    words = "; ".join(f"{class_name(row.id)}: {cash(row.money)}" for row in model.classes)
    drawn = (
        f'<div role="img" aria-label="{esc(words)}" style="display:flex;gap:2px;height:26px;border-radius:6px;'
        f'overflow:hidden;outline:1px solid var(--rp-line)">{bar}</div>'
    )
    columns = [
        Column(_("Class")),
        Column(_("Deals"), number=True),
        Column(_("Money"), number=True),
        Column(_("Of the money"), number=True),
        Column(_("Who wrote first")),
    ]
    body = [_class(row, model) for row in model.classes]
    total = [_("Together: the CRM’s total"), opens("", "", num(model.deals), model.deals), cash(model.total), "", ""]
    table = table_html(columns, [*body, Row(total, on=True)], caption=_("Four classes"))
    sub = _("Each deal is of exactly one class, so they add up to what the CRM says was won.")
    return section(_("Four classes"), sub, drawn + table)


def _class(row: ClassRow, model: AttributionModel) -> Row:
    name = Cell(f"<span>{swatch(row.id)}{esc(class_name(row.id))}</span>")
    share = pct(row.money / model.total) if model.total > 0 and model.deals >= TOO_FEW else NOTHING
    deals = opens("class", row.id, num(row.deals), row.deals)
    return Row([name, deals, cash(row.money), share, _opened(row.opened) or NOTHING])


def _opened(found: Sequence[tuple[str, int]]) -> str:
    words = {"us": _("we: {n}"), "them": _("they: {n}"), "unknown": _("not known: {n}")}
    return ", ".join(words[by].format(n=num(n)) for by, n in found if by in words)


# --- credit ---------------------------------------------------------------------------------------------------------
def credit(model: AttributionModel) -> str:
    """Return all models side by side, by network and by rep, with their weights and how far they are apart."""
    weights = _("What a model gives to whom stands under its name.")
    parts = [
        section(_("By network"), weights, _credit(model, "network")),
        section(_("By rep"), _("Who wrote, not who owns the deal."), _credit(model, "rep")),
    ]
    return "".join(parts) + f'<div style="padding-bottom:14px">{line(_(LIMIT))}{_learnt(model)}</div>'


def _credit(model: AttributionModel, by: str) -> str:
    columns = [
        Column(_("Network") if by == "network" else _("Rep")),
        Column(_("Deals with a talk"), number=True),
        *(Column(_(one.title), number=True) for one in MODELS),
        Column(_("Moves by"), number=True),
    ]
    rows = [_credited(row, by) for row in model.credited(by)]
    sums = [sum(dict(row.money)[one.id] for row in model.credited(by)) for one in MODELS]
    total = Row([_("Together"), num(model.influenced[0]), *map(cash, sums), ""], on=True)
    shown = [Row(["", "", *(Cell(_weights(one.weights, model)) for one in MODELS), ""]), *rows, total]
    name = _("By network") if by == "network" else _("By rep")
    return table_html(columns, shown, caption=name, cards=False)


def _weights(text: str, model: AttributionModel) -> str:
    words = _(text).format(days=num(model.half_life))
    return f'<span class="rp-meta" style="display:inline-block;width:112px;white-space:normal">{esc(words)}</span>'


def _credited(row: CreditRow, by: str) -> Row:
    money = dict(row.money)
    low, high = row.spread
    moves = cash(high - low) if high > low else _("all agree")
    silent = row.id == NO_TOUCH
    deals = Cell(NOTHING) if silent else opens(by, row.id, num(row.deals), row.deals)
    name = opens(by, row.id, of_whom(by, row.id)) if silent else Cell(esc(of_whom(by, row.id)))
    return Row([name, deals, *(cash(money[one.id]) for one in MODELS), Cell(quiet(moves))])


def _learnt(model: AttributionModel) -> str:
    enough = [(by, one) for by, found in model.learnt for one in found if one.enough]
    if enough:
        return "".join(_ranges(by, one) for by, one in enough)
    found = [one for _by, ones in model.learnt for one in ones]
    if not found:
        return ""
    words = _(
        "Markov and Shapley learn from all journeys and need {won} won and {all} decided deals with a talk;"
        " there are {k} and {n}, so nothing is said.",
        won=num(MIN_WON), all=num(MIN_JOURNEYS), k=num(found[0].won), n=num(found[0].journeys),
    )  # fmt: skip
    return line(words)


def _ranges(by: str, one: Learnt) -> str:
    names = {"markov1": _("Markov, first order"), "shapley": _("Shapley")}
    told = [
        f"{of_whom(by, name)} {num(value, 1)} ({num(one.low[name], 1)}–{num(one.high[name], 1)})"
        for name, value in sorted(one.credit.items(), key=lambda item: -item[1])[:12]
    ]
    words = _("{model}, won deals with 95 % range", model=names.get(one.model, one.model))
    return line(f"{words}: {'; '.join(told)}")


def templates(model: AttributionModel) -> str:
    """Return the templates that stand in most deals' talks."""
    rows = [row for row in model.credited("template") if row.deals and row.id]
    if not rows:
        return ""
    columns = [
        Column(_("Template")),
        Column(_("Deals with a talk"), number=True),
        Column(_("Linear"), number=True),
        Column(_("Least to most"), number=True),
    ]
    body = [
        Row(
            [
                Cell(f'<a class="rp-link" href="{link("templates", id=row.id)}" target="_self">{esc(row.id[:6])}</a>'),
                opens("template", row.id, num(row.deals), row.deals),
                cash(row.linear),
                Cell(quiet(" – ".join(map(cash, row.spread)))),
            ]
        )
        for row in sorted(rows, key=lambda row: (-row.deals, -row.linear))[:8]
    ]
    sub = _("Texts sent to several people that stand in these talks.")
    return section(_("Templates in the talks"), sub, table_html(columns, body, caption=_("Templates in the talks")))


# --- channels, noise, comparison ------------------------------------------------------------------------------------
def channels(model: AttributionModel) -> str:
    """Return, for each channel of the CRM, how many of its deals had a talk."""
    columns = [
        Column(_("Channel, as the CRM says")),
        Column(_("Deals"), number=True),
        Column(_("Money"), number=True),
        Column(_("Deals with a talk"), number=True),
        Column(_("Their money"), number=True),
    ]
    body = [
        Row(
            [
                of_whom("channel", row.id),
                opens("channel", row.id, num(row.deals), row.deals),
                cash(row.money),
                k_of_n(row.touched, row.deals),
                cash(row.touched_money) if row.touched else NOTHING,
            ]
        )
        for row in sorted(model.channels, key=lambda row: (-row.touched, -row.money))[:12]
    ]
    sub = _("A talk may stand beside any source; the CRM’s own word stays as it is.")
    return section(_("By channel"), sub, table_html(columns, body, caption=_("By channel"), cards=False))


def floor(found: Floor | None) -> str:
    """Return what chance alone would find, beside what was found."""
    if found is None or not found.deals:
        return ""
    columns = [Column(_("Counted")), Column(_("Deals with a talk"), number=True)]
    several = round(found.exchanged)
    body = [
        Row([Cell(f"<b>{esc(_('As it was'))}</b>"), Cell(f"<b>{esc(k_of_n(found.real, found.deals))}</b>")]),
        Row([_("All talks moved a year later"), k_of_n(found.shifted, found.reached) if found.reached else NOTHING]),
        Row([_("With the talks of somebody else who began that month"), k_of_n(several, found.deals)]),
    ]
    table = table_html(columns, body, caption=_("What chance finds"), cards=False)
    more = _(
        "The deal’s owner holds {own} of the credit; with reps dealt out by lot it would be {dealt}.",
        own=pct(found.own), dealt=pct(found.dealt),
    )  # fmt: skip
    sub = _("The same counting where nothing can have been at work: the noise floor.")
    return section(_("What chance finds"), sub, table + (line(more) if found.real >= TOO_FEW else ""))


def comparison(found: Comparison | None) -> str:
    """Return deals with and without an early talk, with why this proves nothing."""
    if found is None:
        return ""
    columns = [
        Column(_("Deals")),
        Column(_("Won within {n} days", n=num(WON_WITHIN))),
        Column(_("Days to won, median"), number=True),
    ]
    body = [
        _side(_("With a talk by day 30"), found.with_talk),
        _side(_("Without one"), found.without),
    ]
    table = table_html(columns, body, caption=_("With and without a talk"), cards=False)
    apart = _apart(found)
    why = _(
        "Two reasons why this is no proof: reps write more to people who look promising, and a long deal has more days"
        " to hold a talk. Against the second, only talks of a deal’s first 30 days count here, and the deals"
        " closed by then are left out: {n}.",
        n=num(found.early),
    )
    return section(_("With and without a talk"), apart, table + line(why))


def _side(name: str, side: Side) -> Row:
    won = side.won
    median = side.cycle.quantile()
    told = NOTHING if median is None else num(median)
    label = f"{esc(name)}<br>{quiet(ngettext('{n} deal', '{n} deals', side.deals))}"
    return Row([Cell(f"<span>{label}</span>"), Cell(share_cell(won.k, won.n, won.low, won.high)), told])


def _apart(found: Comparison) -> str:
    if found.apart is None:
        return _("Too few deals to set them side by side.")
    value, low, high = found.apart
    words = _(
        "Apart by {value} points, 95 % range {range}.",
        value=_signed(value), range=f"{_signed(low)} … {_signed(high)}",
    )  # fmt: skip
    return words + (f" {_('It could be chance.')}" if low <= 0 <= high else "")


def _signed(share: float) -> str:
    return f"{'+' if share > 0 else '−' if share < 0 else ''}{num(abs(share) * 100)}"


def proof(model: AttributionModel) -> str:
    """Return how many accounts a test by lot would need, for some rises of the usual share."""
    won = model.comparison.without.won if model.comparison else None
    if won is None or not won.n or won.n < TOO_FEW or not won.value or won.value >= 0.95:
        return ""
    hoped = [min(0.97, won.value * rise) for rise in RISES]
    hoped = sorted({round(value, 3) for value in hoped if value > won.value})
    columns = [Column(_("Share won would rise")), Column(_("Accounts in each half"), number=True)]
    sized = partial(arm_size, won.value)
    body = [Row([f"{pct(won.value)} → {pct(value)}", num(sized(value))]) for value in hoped]
    sub = _("Accounts drawn by lot: half worked in social networks, half as usual; compared as drawn, whoever was met.")
    table = table_html(columns, body, caption=_("What would prove it"), cards=False)
    few = line(_("With fewer accounts the test can’t answer; 80 % power at the 5 % level."))
    return section(_("What would prove it"), sub, table + few)


def range_of(low: float, high: float) -> str:
    """Write how far apart models are for one network."""
    return pct(low) if round(low, 2) == round(high, 2) else pct_range(low, high)
