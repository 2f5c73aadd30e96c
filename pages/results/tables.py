"""Tables of the overview: channels, months, profit by type, stages, reasons."""

from collections.abc import Iterable, Sequence

from data.words import N_
from metrics.metric import Measurement
from metrics.results.model import ChannelRow, StageRow, StepRow
from metrics.words import money as amount
from pages.ui import session
from pages.ui.cards import cell, value_text
from pages.ui.marks import NOTHING, share_cell
from pages.ui.markup import esc
from pages.ui.tables import Cell, Column, Row, table_html
from pages.ui.words import _, k_of_n, month_of_year, num

TYPES = {
    "new": N_("New customers"),
    "repeat": N_("Repeat"),
    "cross_sell": N_("Cross-sell"),
    "upsell": N_("Upsell"),
    "won_back": N_("Won back"),
}
CHANNEL_COLUMNS = (
    ("new_leads", N_("Leads"), True),
    ("cpl", N_("Cost per lead"), True),
    ("lead_to_opp", N_("Lead to opportunity"), False),
    ("worked_to_won", N_("Worked to won"), False),
    ("average_deal", N_("Average deal"), True),
    ("cost_per_sale", N_("Cost per sale"), True),
    ("sales_cycle", N_("Cycle, median"), True),
)
MOST_CHANNELS = 12


def money(value: float | None) -> str:
    """Write an amount in whole units of the workspace's currency; a dash for none."""
    return NOTHING if value is None else amount(value, session.team().currency, session.language())


def quiet(text: str) -> str:
    """Return text in the quiet tone."""
    return f'<span class="rp-quiet">{esc(text)}</span>'


def nothing(text: str) -> str:
    """Return a line in place of a table."""
    return f'<div class="rp-scroll rp-pad">{quiet(text)}</div>'


def channels(rows: Sequence[ChannelRow]) -> str:
    """Return the table of channels, most leads first."""
    if not rows:
        return nothing(_("No lead has a channel in these days."))
    columns = [Column(_("Channel")), *(Column(_(title), number=number) for _id, title, number in CHANNEL_COLUMNS)]
    body = [Row([_(row.name), *_channel(row)]) for row in rows[:MOST_CHANNELS]]
    if len(rows) > MOST_CHANNELS:
        body.append(Row([Cell(quiet(_("and {n} more", n=num(len(rows) - MOST_CHANNELS))))]))
    return table_html(columns, body, caption=_("By channel"))


def _channel(row: ChannelRow) -> Iterable[Cell]:
    for name, _title, _number in CHANNEL_COLUMNS:
        figure = row.figures.get(name)
        if figure and name == "sales_cycle" and figure.measurement.value is None and figure.measurement.n:
            yield Cell(quiet(_("not reached yet")))
        elif figure and name == "sales_cycle" and not figure.measurement.value:
            yield Cell(quiet(NOTHING))  # deals told only by their last day
        else:
            yield Cell(cell(figure))


def months(rows: Sequence[StepRow]) -> str:
    """Return the five figures by month, the newest first."""
    columns = [
        Column(_("Month")),
        Column(_("New leads"), number=True),
        Column(_("Lead to opportunity")),
        Column(_("Worked opportunities"), number=True),
        Column(_("Volume in work"), number=True),
        Column(_("Worked to won")),
        Column(_("Profit"), number=True),
    ]
    return table_html(columns, [_month(row) for row in rows[:24]], caption=_("By month"))


def _month(row: StepRow) -> Row:
    told = row.figures
    return Row(
        [
            month_of_year(row.start),
            _count(told.get("new_leads")),
            Cell(_share(told.get("lead_to_opp"))),
            _count(told.get("worked_opps")),
            _money(told.get("worked_volume")),
            Cell(_share(told.get("worked_to_won"))),
            _money(told.get("profit_by_type")),
        ]
    )


def _count(found: Measurement | None) -> str:
    return NOTHING if found is None else value_text(found)[0]


def _money(found: Measurement | None) -> str:
    return money(found.value if found else None)


def _share(found: Measurement | None) -> str:
    if found is None:
        return quiet(NOTHING)
    if not found.n and found.immature:
        return quiet(_("too young to tell"))
    return share_cell(found.k, found.n, found.low, found.high)


def profit(found: Sequence[tuple[str, Measurement]]) -> str:
    """Return profit by type of business."""
    if not found:
        return nothing(_("No money came in in these days."))
    columns = [Column(_("Kind of business")), Column(_("Payments"), number=True), Column(_("Profit"), number=True)]
    body = [Row([_(TYPES.get(kind, kind)), *_profit(one)]) for kind, one in found]
    return table_html(columns, body, caption=_("Profit"), cards=False)


def _profit(one: Measurement) -> tuple[str, Cell | str]:
    if one.value is None:
        return num(one.n or 0), Cell(quiet(_("costs not known")))
    return num(one.n or 0), money(one.value)


def stages(rows: Sequence[StageRow]) -> str:
    """Return what became of deals at each stage."""
    if not rows:
        return nothing(_("The CRM tells no history of stages, so nothing can be said of them."))
    columns = [
        Column(_("Stage")),
        Column(_("Came"), number=True),
        Column(_("Lost there")),
        Column(_("There now"), number=True),
        Column(_("Days, median"), number=True),
    ]
    short = _short([row.stage for row in rows])
    top = max((row.lost.high or 0.0 for row in rows), default=1.0)
    top = next(scale for scale in (0.1, 0.2, 0.5, 1.0) if top <= scale or scale == 1.0)
    body = [
        Row(
            [
                name,
                num(row.came),
                Cell(share_cell(row.lost.k, row.lost.n, row.lost.low, row.lost.high, top=top)),
                num(row.here),
                NOTHING if row.days.value is None else num(row.days.value),
            ]
        )
        for name, row in zip(short, rows, strict=True)
    ]
    return table_html(columns, body[:20], caption=_("Where deals die"))


def _short(names: Sequence[str]) -> list[str]:
    """Return names of stages without their pipeline where all are of one."""
    heads = {name.partition("/")[0] for name in names}
    return [name.partition("/")[2] or name for name in names] if len(heads) == 1 else list(names)


def reasons(found: Sequence[tuple[str, int]], lost: int) -> str:
    """Return why deals were lost, as the CRM says."""
    told = [(reason, count) for reason, count in found if reason]
    if not told:
        return nothing(_("The CRM gives no reasons."))
    columns = [Column(_("Reason, as the CRM says")), Column(_("Deals"), number=True)]
    body = [Row([reason or _("no reason given"), k_of_n(count, lost)]) for reason, count in found]
    return table_html(columns, body, caption=_("Why deals are lost"), cards=False)
