"""What came of it: the Results page as values."""

import sqlite3
from dataclasses import replace

from data import channels as channel_names
from data import workspace
from data.derive import newest_day
from data.scope import Scope
from data.words import N_
from metrics.catalog import BY_ID
from metrics.figures import figure
from metrics.measure import measure_many
from metrics.metric import Measurement
from metrics.models import Figure, Link
from metrics.periods import period_of, steps
from metrics.results import parts, reps
from metrics.results.answer import answer
from metrics.results.cards import FIVE, five, total
from metrics.results.model import ChannelRow, ResultsModel, StepRow
from metrics.results.windows import LONG_DAYS, aged, before, counted_over, span
from metrics.sales.figure import NO_CRM
from metrics.sales_stored.measure import has_sales
from metrics.words import Said

CHANNEL = ("new_leads", "cpl", "lead_to_opp", "average_deal", "worked_to_won", "cost_per_sale", "sales_cycle")


def results(conn: sqlite3.Connection, scope: Scope, period: str = "15w") -> ResultsModel:
    """Return the Results page of a scope: its own days, or those of a standard period ending at the newest fact."""
    as_of = newest_day(conn)
    days = period_of(scope, period, as_of)
    seen = scope.during(days.since, days.until)
    if as_of is None or not has_sales(conn):
        return ResultsModel(days, (Said(N_("There are no leads and deals yet.")),), _no_links(), empty=True)
    currency = workspace.load(conn).currency
    cards = five(conn, seen, as_of, currency)
    rows = _channels(conn, seen, as_of)
    links = total(conn, "link_coverage", seen, as_of)
    long = seen.during(before(seen.until or as_of, LONG_DAYS), seen.until)
    followed = aged(seen, "conv_to_lead")
    funnel_title, funnel = parts.funnel(conn, followed, as_of)
    ramp_said, ramp = reps.ramp(conn, seen, as_of)
    reasons, lost = parts.reasons(conn, long)
    stages_title, stages = parts.stages(conn, long, as_of)
    return ResultsModel(
        period=days,
        answer=answer(conn, seen, as_of, cards, currency),
        links=links,
        cards=cards,
        profit=parts.profit(conn, seen, as_of),
        revenue_only=total(conn, "received", seen, as_of),
        funnel_title=funnel_title,
        funnel=funnel,
        funnel_days=span(followed),
        channels=rows,
        months=_months(conn, seen, as_of),
        cycle=parts.cycle(conn, long, as_of),
        stages=stages,
        reasons=reasons,
        lost=lost,
        stages_title=stages_title,
        ramp=ramp,
        ramp_said=ramp_said,
        ramp_unknown=reps.unknown_starts(conn, seen),
        steady=reps.steady(conn, seen, aged(seen, "worked_to_won"), as_of),
        niche=_niche(conn, seen, as_of),
        aged={BY_ID[name].maturity: span(aged(seen, name)) for name in FIVE if BY_ID[name].maturity},
    )


def _no_links() -> Measurement:
    return Measurement("link_coverage", note=NO_CRM)


def _channels(conn: sqlite3.Connection, scope: Scope, as_of: str) -> tuple[ChannelRow, ...]:
    found: dict[str, dict[str, Figure]] = {}
    for name in CHANNEL:
        for (_, key), one in measure_many(conn, [name], counted_over(scope, name), ("channel",), as_of).items():
            cell = figure(name, one)
            channel = dict(key)["channel"]
            if BY_ID[name].cases is not None:
                cell = replace(cell, link=Link("results", {"open": name, "channel": channel}))
            found.setdefault(channel, {})[name] = cell
    rows = [ChannelRow(channel, channel_names.name(channel), cells) for channel, cells in found.items()]
    return tuple(sorted(rows, key=lambda row: (-_leads(row), row.channel)))


def _leads(row: ChannelRow) -> int:
    cell = row.figures.get("new_leads")
    return int(cell.measurement.k or 0) if cell else 0


def _months(conn: sqlite3.Connection, scope: Scope, as_of: str) -> tuple[StepRow, ...]:
    names = (*FIVE, "worked_volume", "received")
    found: dict[str, dict[str, Measurement]] = {}
    for (name, key), one in measure_many(conn, names, scope, ("month",), as_of).items():
        found.setdefault(dict(key)["month"], {})[name] = one
    return tuple(StepRow(at, found.get(at, {})) for at in reversed(steps(scope, "month", as_of, found)))


def _niche(conn: sqlite3.Connection, scope: Scope, as_of: str) -> Figure | None:
    if not workspace.load(conn).niche:
        return None
    made = figure("niche_share", total(conn, "niche_share", scope, as_of))
    return replace(made, link=Link("results", {"open": "niche_share"}))
