"""Who buys again, by tenure with the norm beside it, and whose profit carries the business."""

from data.words import N_
from metrics.clients.concentration import FEWEST, TOO_MUCH, Concentration
from metrics.clients.repeat import HORIZON, NORM
from metrics.clients_stored.buying import BandRow, Buying
from pages.ui import notes, session
from pages.ui.page import heading
from pages.ui.tables import Column, Row, table
from pages.ui.words import _, day, money, ngettext, num, pct, pct_range

LEAST = 10
"""Under ten cases there is no percentage."""
VERDICTS = {"reached": N_("met"), "missed": N_("missed"), "unclear": N_("cannot be told yet")}


def answer(model: Buying) -> list[str]:
    """Return the page's answer in a sentence or two."""
    if model.repeat is None or not model.repeat.whole.base:
        return []
    whole = model.repeat.whole
    said = _("{k} of {n} active clients bought again within {months} months.",
             k=num(len(whole.again)), n=num(len(whole.base)), months=HORIZON)  # fmt: skip
    norm = _("The norm of {norm}: {verdict}.", norm=pct(NORM), verdict=_(VERDICTS[whole.verdict()]))
    return [said, norm]


def draw(model: Buying) -> None:
    """Draw the coefficient by tenure and the spread of profit; nothing where nobody bought."""
    if model.repeat is None:
        return
    _repeat(model)
    if model.profit and model.profit.positive:
        _profit(model.profit, model.unknown)


def _repeat(model: Buying) -> None:
    told = model.repeat
    months = {"day": day(told.at, year=True), "months": HORIZON}
    heading(_("Who buys again"), _("Clients active on {day}, and who of them bought within {months} months.", **months))
    columns = [
        Column(_("Since the first deal")), Column(_("Clients"), number=True), Column(_("Bought again"), number=True),
        Column(_("Share"), number=True), Column(_("Norm {norm}", norm=pct(NORM))),
        Column(_("With recent clients"), number=True),
    ]  # fmt: skip
    table(columns, [_row(one) for one in model.rows], caption=_("Who buys again"))
    notes.plain(" ".join(_beside(model)))


def _row(one: BandRow) -> Row:
    band = one.band
    share = "–"
    if len(band.base) >= LEAST:
        low, high = band.interval
        share = f"{pct(band.share)} ({pct_range(low, high)})"
    estimate = pct(one.estimate) if one.estimate is not None and len(one.band.base) >= LEAST else "–"
    verdict = _(VERDICTS[band.verdict()]) if band.base else "–"
    return Row((_years(band.years), num(len(band.base)), num(len(band.again)), share, verdict, estimate))


def _years(years: tuple[int, int | None]) -> str:
    low, high = years
    if not low:
        return _("under a year")
    if high is None:
        return _("{n} years and more", n=low)
    return _("{low} to {high} years", low=low, high=high)


def _beside(model: Buying) -> list[str]:
    told = model.repeat
    said = []
    if told.lapsed:
        back = {"k": num(len(told.won_back)), "n": num(len(told.lapsed))}
        said.append(_("Long without a purchase before that day: {n}; {k} of them came back.", **back))
    if told.mean_deals is not None:
        said.append(_("Repeat deals per active client: {mean}.", mean=num(told.mean_deals, 1)))
    if model.proposed:
        said.append(ngettext("Four of five gaps between deals are at most {n} month.",
                             "Four of five gaps between deals are at most {n} months.", model.proposed))  # fmt: skip
    return said


def _profit(told: Concentration, unknown: int) -> None:
    heading(_("Whose profit carries the business"), _("The last twelve months, clients with money in them."))
    currency = session.team().currency
    said = [
        _("{k} of {n} clients gave 80 % of the profit.", k=num(told.for_most), n=num(told.clients)),
        _("The {top} most profitable gave {share}.", top=num(told.top), share=pct(told.top_share)),
    ]
    if told.largest_share > TOO_MUCH:
        said.append(_("One client alone gave {share}: a risk of its own.", share=pct(told.largest_share)))
    if told.loss_makers:
        lost = money(round(told.loss_total), currency)
        said.append(_("With a loss: {n} clients, {money} together.", n=num(told.loss_makers), money=lost))
    if told.gini is not None and told.clients >= FEWEST:
        said.append(_("Gini {gini}.", gini=num(told.gini, 2)))
    if unknown:
        said.append(_("Not counted for want of an amount or a cost: {n}.", n=num(unknown)))
    notes.plain(" ".join(said))
