"""Money: what came in by type of business, what a lead and a sale cost, what a deal is worth."""

from typing import NamedTuple

import pandas as pd

from data.sale_rules import CROSS, REPEAT, UP
from data.sale_rules import TYPES as TYPES

ADDITIONAL = (REPEAT, CROSS, UP)


class Profit(NamedTuple):
    """Received money after direct costs (refunds are negative rows). `revenue_only`: received where no cost is known.

    Where the cost is not known there is no profit: that money stands apart. Minor units.
    """

    profit: int
    received: int
    rows: int
    revenue_only: int
    no_cost: int
    no_rate: int


def profit(money: pd.DataFrame) -> Profit:
    """Return the profit of rows of `money`."""
    told = money[money["received"].notna()]
    whole, bare = told[told["cost"].notna()], told[told["cost"].isna()]
    net = int(whole["received"].sum() - whole["cost"].sum())
    received = int(told["received"].sum())
    return Profit(net, received, len(told), int(bare["received"].sum()), len(bare), len(money) - len(told))


def per_case(cost: int | None, cases: int) -> float | None:
    """Return cost per lead or per sale in minor units; None without a cost or without cases."""
    return None if cost is None or not cases else cost / cases


def hours_cost(cash: float, hours: float, rate: float) -> float:
    """Return what a channel cost: money, and hours at their rate."""
    return cash + hours * rate


class Amounts(NamedTuple):
    """Amounts of won deals, minor units; `missing` have none, or no rate for their currency."""

    total: int
    n: int
    missing: int

    @property
    def mean(self) -> float | None:
        """The average deal; None without any."""
        return self.total / self.n if self.n else None


def amounts(deal: pd.DataFrame) -> Amounts:
    """Return what won deals are worth."""
    won = deal[deal["state"] == "won"]
    told = won["base_amount"].notna()
    return Amounts(int(won["base_amount"].sum()), int(told.sum()), int((~told).sum()))
