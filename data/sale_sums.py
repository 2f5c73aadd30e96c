"""What the model of sales adds up to: money that came in, costs, deals in work by month, stays at stages.

Made anew together with the model (`crm_model.rebuild`), from its deals and the CRM's own payments, costs, activities
and stage history.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from data import derive
from data.money import Rates
from data.sale_rules import Sale, open_in, stays, types

_TERMINAL = ("won", "lost")


class SaleMoney(NamedTuple):
    """Money received: a payment, or a won deal of a CRM that tells no payments. See `005_sales.sql`."""

    id: str
    deal_id: str | None
    rep_id: str | None
    channel: str
    source: str
    customer_id: str | None
    day: str | None
    type: str
    received: int | None
    cost: int | None


class SaleCost(NamedTuple):
    """What a channel cost in a month, its hours included, in the workspace's currency; None without a rate."""

    id: str
    channel: str
    source: str
    month: str
    amount: int | None


class SaleWork(NamedTuple):
    """A deal in a month in which it was open and somebody worked on it; base_amount at that month's rate."""

    deal_id: str
    month: str
    activities: int
    base_amount: int | None


class SaleStay(NamedTuple):
    """All stays of a deal at a stage, added; see `sale_rules.Stay`. `stage` is its name, `position` in its pipeline."""

    deal_id: str
    stage: str
    position: int
    entered_day: str
    over: int
    since_day: str | None
    last: int
    entries: int


derive.TABLE_OF.update(
    {SaleMoney: "sale_money", SaleCost: "sale_cost", SaleWork: "sale_work", SaleStay: "sale_stay"},
)


@dataclass(frozen=True)
class Made:
    """The model that sums are made of: its deals by id, and what it was made with.

    `customer` tells the customer of a row with company_id, company and person_id; `channels` and `stages` what words
    of CRMs mean, by (crm, word).
    """

    deals: Mapping[str, Any]
    rates: Rates
    day_of: Callable[[str | None], str | None]
    customer: Callable[[sqlite3.Row], str | None]
    channels: Mapping[tuple[str, str], str]
    stages: Mapping[tuple[str, str], str]


def rebuild(conn: sqlite3.Connection, made: Made) -> None:
    """Make the sums anew."""
    derive.replace_all(conn, SaleMoney, money(conn, made))
    derive.replace_all(conn, SaleCost, costs(conn, made))
    derive.replace_all(conn, SaleWork, work(conn, made))
    derive.replace_all(conn, SaleStay, stages_of(conn, made))


def money(conn: sqlite3.Connection, made: Made) -> list[SaleMoney]:
    """Return what came in: payments, and won deals of CRMs without any."""
    payments = derive.rows(conn, "crm_payments").fetchall()
    with_payments = {row["crm"] for row in payments}
    won = [deal for deal in made.deals.values() if deal.state == "won"]
    sold = [Sale(d.id, d.customer_id or d.id, d.closed_day, d.product) for d in won if d.closed_day]
    kinds = types([*sold, *(_bare(row, made) for row in payments if row["deal_id"] not in made.deals)])
    told: set[str] = set()
    return [
        *(_of_deal(deal, kinds.get(deal.id, "new")) for deal in won if deal.crm not in with_payments),
        *(_of_payment(row, made, kinds, told) for row in payments),
    ]


def _bare(row: sqlite3.Row, made: Made) -> Sale:
    """Return a payment that no deal stands for as a sale of its own."""
    day, customer = made.day_of(row["at"]) or "", made.customer(row) or row["id"]
    return Sale(row["id"], customer, day, row["product"], _volume(row["quantity"]))


def _volume(quantity: str) -> float | None:
    try:
        return float(quantity)
    except ValueError:
        return None


def _of_deal(deal: Any, kind: str) -> SaleMoney:
    place = deal.rep_id, deal.channel, deal.source, deal.customer_id, deal.closed_day
    return SaleMoney(deal.id, deal.id, *place, kind, deal.base_amount, deal.base_cost)


def _of_payment(row: sqlite3.Row, made: Made, kinds: Mapping[str, str], told: set[str]) -> SaleMoney:
    """Return a payment as money; a cost that only its deal tells stands with the first of the deal's payments."""
    day, deal = made.day_of(row["at"]), made.deals.get(row["deal_id"])
    received = made.rates.convert(row["amount"], row["currency"], day)
    cost = made.rates.convert(row["cost"], row["currency"], day)
    if deal is None:
        kind = kinds.get(row["id"], "new")
        return SaleMoney(row["id"], None, None, "unknown", "", made.customer(row), day, kind, received, cost)
    if row["cost"] is None and deal.base_cost is not None:
        cost = 0 if deal.id in told else deal.base_cost
        told.add(deal.id)
    place = deal.rep_id, deal.channel, deal.source, deal.customer_id, day
    return SaleMoney(row["id"], deal.id, *place, kinds.get(deal.id, "new"), received, cost)


def costs(conn: sqlite3.Connection, made: Made) -> list[SaleCost]:
    """Return what channels cost, in the workspace's currency at the rate of the month's end.

    What people said of a channel's month stands in the place of what files tell of it.
    """
    rows = derive.rows(conn, "crm_costs").fetchall()
    said = {(row["channel"], row["month"]) for row in rows if row["own"]}
    found = []
    for row in rows:
        channel = row["channel"] or made.channels.get((row["crm"], row["source"])) or "unknown"
        if not row["own"] and (channel, row["month"]) in said:
            continue
        whole = row["amount"] + round(row["minutes"] * row["hourly_rate"] / 60)
        amount = made.rates.convert(whole, row["currency"], f"{row['month']}-31")
        found.append(SaleCost(row["id"], channel, row["source"], row["month"], amount))
    return found


def work(conn: sqlite3.Connection, made: Made) -> list[SaleWork]:
    """Return the months in which deals were open and worked on: an activity was logged."""
    counts: dict[tuple[str, str], int] = defaultdict(int)
    for deal_id, at in derive.rows(conn, "crm_work"):
        day = made.day_of(at)
        if day and deal_id in made.deals:
            counts[deal_id, day[:7]] += 1
    found = []
    for (deal_id, month), count in counts.items():
        deal = made.deals[deal_id]
        if open_in(deal.created_day or deal.worked_day, deal.closed_day, month):
            base = made.rates.convert(deal.amount, deal.currency, f"{month}-31")
            found.append(SaleWork(deal_id, month, count, base))
    return found


def stages_of(conn: sqlite3.Connection, made: Made) -> list[SaleStay]:
    """Return the stays of deals at stages, where the CRM tells their history."""
    names = {
        (row["crm"], row["native"]): (row["label"], row["position"]) for row in derive.rows(conn, "crm_stage_names")
    }
    steps: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for deal_id, key, at in derive.rows(conn, "crm_steps"):
        day = made.day_of(at)
        if day and deal_id in made.deals:
            steps[deal_id].append((key, day))
    found: dict[tuple[str, str], SaleStay] = {}
    for deal_id, own in steps.items():
        deal = made.deals[deal_id]
        ends = {key for key, _ in own if made.stages.get((deal.crm, key)) in _TERMINAL}
        for stay in stays(deal_id, own, deal.closed_day, ends):
            name, position = names.get((deal.crm, stay.stage), (stay.stage, 0))
            other = found.get((deal_id, name))
            over = stay.over + (other.over if other else 0)
            entered = min(stay.entered, other.entered_day) if other else stay.entered
            found[deal_id, name] = SaleStay(deal_id, name, position, entered, over, stay.since, stay.last, stay.entries)
    return list(found.values())
