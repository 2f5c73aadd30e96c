"""What came of it: the Results page as values."""

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from data import channels as channel_names
from data import workspace
from data.derive import newest_day
from data.scope import Scope
from data.words import N_, NN_
from metrics.catalog import BY_ID
from metrics.figures import figure
from metrics.measure import measure_many
from metrics.metric import Measurement
from metrics.models import Change, Figure, Link, Point
from metrics.periods import period_of, scope_before, steps
from metrics.results import parts
from metrics.results.model import ChannelRow, ResultsModel, StepRow
from metrics.sales.figure import NO_CRM
from metrics.sales_stored.measure import has_sales
from metrics.words import Money, Said, counted

FIVE = ("new_leads", "lead_to_opp", "worked_opps", "worked_to_won", "profit_by_type")
CHANNEL = ("new_leads", "cpl", "lead_to_opp", "average_deal", "worked_to_won", "cost_per_sale", "sales_cycle")
TIMES = ("sales_cycle",)
UNKNOWN = "(unknown)"
LONG_DAYS = 730
"""Times of deals are told of those created over two years: of newer ones too few are closed."""
LONG_PERIOD = 200
"""From so many days on a series goes by month."""


def results(conn: sqlite3.Connection, scope: Scope, period: str = "15w") -> ResultsModel:
    """Return the Results page of a scope: its own days, or those of a standard period ending at the newest fact."""
    as_of = newest_day(conn)
    days = period_of(scope, period, as_of)
    seen = scope.during(days.since, days.until)
    if as_of is None or not has_sales(conn):
        return ResultsModel(days, (Said(N_("There are no leads and deals yet.")),), _no_links(), empty=True)
    currency = workspace.load(conn).currency
    cards = _cards(conn, seen, as_of, currency)
    rows = _channels(conn, seen, as_of)
    links = _one(conn, "link_coverage", seen, as_of)
    long = seen.during(_before(seen.until or as_of, LONG_DAYS), seen.until)
    followed = aged(seen, "conv_to_lead")
    funnel_title, funnel = parts.funnel(conn, followed, as_of)
    ramp_said, ramp = parts.ramp(conn, seen, as_of)
    reasons, lost = parts.reasons(conn, long)
    stages_title, stages = parts.stages(conn, long, as_of)
    return ResultsModel(
        period=days,
        answer=_answer(conn, seen, as_of, cards, currency),
        links=links,
        cards=cards,
        profit=parts.profit(conn, seen, as_of),
        revenue_only=_one(conn, "received", seen, as_of),
        funnel_title=funnel_title,
        funnel=funnel,
        funnel_days=_span(followed),
        channels=rows,
        months=_months(conn, seen, as_of),
        cycle=parts.cycle(conn, long, as_of),
        stages=stages,
        reasons=reasons,
        lost=lost,
        stages_title=stages_title,
        ramp=ramp,
        ramp_said=ramp_said,
        steady=parts.steady(conn, seen, aged(seen, "worked_to_won"), as_of),
        niche=_niche(conn, seen, as_of),
        aged={BY_ID[name].maturity: _span(aged(seen, name)) for name in FIVE if BY_ID[name].maturity},
    )


def _no_links() -> Measurement:
    return Measurement("link_coverage", note=NO_CRM)


def _before(day: str, days: int) -> str:
    return (date.fromisoformat(day) - timedelta(days=days)).isoformat()


def aged(scope: Scope, metric_id: str) -> Scope:
    """Return the days whose cases turned old enough in the days of a scope: as many, earlier by the figure's window."""
    window = BY_ID[metric_id].maturity
    if not window or not scope.since or not scope.until:
        return scope
    return scope.during(_before(scope.since, window), _before(scope.until, window))


def counted_over(scope: Scope, metric_id: str) -> Scope:
    """Return the days that a figure of the page is counted over."""
    if metric_id in TIMES and scope.until:
        return scope.during(_before(scope.until, LONG_DAYS), scope.until)
    return aged(scope, metric_id)


def _span(scope: Scope) -> tuple[str, str]:
    return scope.since, scope.until


def _one(conn: sqlite3.Connection, metric_id: str, scope: Scope, as_of: str) -> Measurement:
    return measure_many(conn, [metric_id], scope, (), as_of)[metric_id, ()]


def _cards(conn: sqlite3.Connection, scope: Scope, as_of: str, currency: str) -> tuple[Figure, ...]:
    return tuple(_card(conn, name, counted_over(scope, name), as_of, currency) for name in FIVE)


def _card(conn: sqlite3.Connection, name: str, scope: Scope, as_of: str, currency: str) -> Figure:
    before = scope_before(scope)
    now = _one(conn, name, scope, as_of)
    earlier = _one(conn, name, before, as_of) if before else None
    weekly, notes = _series(conn, name, scope, as_of), _notes(conn, name, scope, as_of, currency)
    made = figure(name, now, earlier, weekly, notes=notes)
    return replace(made, link=Link("results", {"open": name}), change=_in_money(made.change, currency))


def _in_money(change: Change | None, currency: str) -> Change | None:
    """Return a change of money with the amount before as money; an amount has no interval to compare by."""
    if change is None or change.before.unit != "money" or change.before.value is None:
        return change
    told = {**change.said.params, "before": Money(change.before.value, currency)}
    return replace(change, said=replace(change.said, params=told))


def _series(conn: sqlite3.Connection, name: str, scope: Scope, as_of: str) -> tuple[Point, ...]:
    by = _step(scope, name)
    found = {dict(key)[by]: one for (_, key), one in measure_many(conn, [name], scope, (by,), as_of).items()}
    none = Measurement(name, value=0 if BY_ID[name].unit in ("count", "money") else None)
    return tuple(Point(at, found.get(at, none)) for at in steps(scope, by, as_of, found))


def _step(scope: Scope, name: str) -> str:
    if not scope.since or not scope.until or name == "worked_opps":
        return "month"
    length = date.fromisoformat(scope.until) - date.fromisoformat(scope.since)
    return "month" if length.days >= LONG_PERIOD or BY_ID[name].unit == "money" else "week"


def _notes(conn: sqlite3.Connection, name: str, scope: Scope, as_of: str, currency: str) -> tuple[Said, ...]:
    """Return what stands beside a card's number."""
    if name == "worked_opps":
        volume = _one(conn, "worked_volume", scope, as_of)
        return () if volume.value is None else (Said(N_("worth {sum}"), {"sum": Money(volume.value, currency)}),)
    if name == "new_leads":
        found = measure_many(conn, [name], scope, ("channel",), as_of)
        social = found.get((name, (("channel", "social"),)))
        return (Said(N_("{n} from social networks"), {"n": social.k if social else 0}),)
    if name == "profit_by_type":
        return _profit_notes(conn, scope, as_of, currency)
    return ()


def _profit_notes(conn: sqlite3.Connection, scope: Scope, as_of: str, currency: str) -> tuple[Said, ...]:
    found = _one(conn, "profit_by_type", scope, as_of)
    if found.value is None:
        received = _one(conn, "received", scope, as_of)
        if received.value is None:
            return ()
        return (Said(N_("{sum} received, costs not known"), {"sum": Money(received.value, currency)}),)
    if found.unknown:
        forms = NN_(
            "after costs; {n} payment without costs is left out", "after costs; {n} payments without are left out"
        )
        return (counted(forms, found.unknown),)
    return (Said(N_("after costs")),)


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
    made = figure("niche_share", _one(conn, "niche_share", scope, as_of))
    return replace(made, link=Link("results", {"open": "niche_share"}))


def _answer(
    conn: sqlite3.Connection, scope: Scope, as_of: str, cards: Sequence[Figure], currency: str
) -> tuple[Said, ...]:
    by_id = {card.metric: card.measurement for card in cards}
    return (*_sources(conn, scope, as_of, by_id, currency), *_leak(by_id))


def _sources(
    conn: sqlite3.Connection, scope: Scope, as_of: str, cards: Mapping[str, Measurement], currency: str
) -> tuple[Said, ...]:
    """Say how much of leads and sales the CRM puts down to social networks, and what a lead cost there."""
    found = measure_many(conn, ("new_leads", "deals_won", "cpl"), scope, ("channel",), as_of)
    social = {name: one for (name, key), one in found.items() if dict(key)["channel"] == "social"}
    leads, won = int(cards["new_leads"].k or 0), int(_one(conn, "deals_won", scope, as_of).k or 0)
    if not leads and not won:
        return (Said(N_("No leads and no sales in this period.")),)
    told = {"k": _k(social, "new_leads"), "n": leads, "won": _k(social, "deals_won"), "all": won}
    if all(dict(key)["channel"] == UNKNOWN for (_, key), one in found.items() if one.k):
        return (Said(N_("{n} new leads and {all} deals won; no source of theirs is mapped to a channel yet."), told),)
    if not leads:
        return (Said(N_("Social networks are the source of {won} of {all} deals won."), told),)
    said = Said(N_("Social networks are the source of {k} of {n} new leads and {won} of {all} deals won."), told)
    cost = social.get("cpl")
    if cost is None or cost.value is None:
        return (said,)
    return said, Said(N_("A lead cost {sum} there."), {"sum": Money(cost.value, currency)})


def _k(found: Mapping[str, Measurement], name: str) -> int:
    return int(found[name].k or 0) if name in found else 0


def _leak(cards: Mapping[str, Measurement]) -> tuple[Said, ...]:
    """Say where more is lost: between lead and opportunity, or between work and sale, if the ranges tell it."""
    first, last = cards["lead_to_opp"], cards["worked_to_won"]
    if any(one.low is None or one.high is None or one.thin for one in (first, last)):
        return (Said(N_("It is too early to say where most are lost.")),)
    told = {"a": first.k, "b": first.n, "c": last.k, "d": last.n}
    if first.high < last.low:
        return (Said(N_("More is lost before the opportunity ({a} of {b} go on) than after it ({c} of {d})."), told),)
    if last.high < first.low:
        return (
            Said(N_("More is lost after the work began ({c} of {d} are won) than before it ({a} of {b} go on)."), told),
        )
    return (Said(N_("{a} of {b} leads became opportunities, {c} of {d} of those worked on were won."), told),)
