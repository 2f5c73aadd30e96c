"""Won deals of a scope with their credits, in money that adds up to the cent."""

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from data import queries
from data.scope import Scope
from metrics.attribution.models import MODELS, NO_TOUCH
from metrics.attribution.money import split_rows

MODEL_IDS = tuple(model.id for model in MODELS)
BY = ("rep_id", "network", "template_id")


@dataclass(frozen=True)
class Rows:
    """Deals won in a scope's days and the shares of their credit.

    deals: one row each, with `money`: the profit where every deal's cost is known, else the revenue, in minor units
    of the workspace's currency; 0 where no rate or amount is known (`counted` False).
    """

    deals: pd.DataFrame
    credit: pd.DataFrame
    quantity: str

    @property
    def total(self) -> int:
        """The money of all deals: the CRM's total."""
        return int(self.deals["money"].sum())

    @cached_property
    def parts(self) -> pd.DataFrame:
        """One row a deal and who is credited, with cents by model; untouched deals are NO_TOUCH's."""
        number = pd.Series(np.arange(len(self.deals)), index=self.deals["id"])
        found = self.credit.assign(no=self.credit["deal_id"].map(number))
        silent = self.deals.loc[~self.deals["id"].isin(self.credit["deal_id"]), ["id", "channel"]]
        rest = pd.DataFrame({"deal_id": silent["id"], "no": silent["id"].map(number)})
        rest = rest.assign(**dict.fromkeys(BY, NO_TOUCH), touches=0, **dict.fromkeys(MODEL_IDS, 1.0))
        whole = pd.concat([found, rest], ignore_index=True) if len(rest) else found
        whole = whole.sort_values(["no", *BY], kind="stable", ignore_index=True)
        group, money = whole["no"].to_numpy(dtype=int), self.deals["money"].to_numpy(dtype=np.int64)
        cents = {f"{name}_cents": split_rows(money, group, whole[name].to_numpy(dtype=float)) for name in MODEL_IDS}
        return whole.assign(**cents)

    def shared_out(self, by: str) -> pd.DataFrame:
        """Return cents and deals by model for each rep, network or template; every column adds up to the total."""
        names = [*MODEL_IDS, *(f"{name}_cents" for name in MODEL_IDS)]
        return self.parts.groupby(by, sort=True)[names].sum()

    def touching(self, **one: str) -> set[str]:
        """Return the deals that a rep, network or template was in."""
        found = self.credit
        for column, value in one.items():
            found = found[found[column] == value]
        return set(found["deal_id"])


def rows(conn: sqlite3.Connection, scope: Scope, window: int) -> Rows:
    """Return the deals won in a scope's days, with the credit stored for a window."""
    deals = queries.frame(conn, "attribution_deals", scope, lookback=window)
    credit = queries.frame(conn, "attribution_credit", scope, lookback=window)
    revenue = pd.to_numeric(deals["base_amount"])
    cost = pd.to_numeric(deals["base_cost"])
    counted = revenue.notna()
    profit = bool(len(deals)) and bool(cost[counted].notna().all()) and bool(counted.any())
    money = (revenue - cost) if profit else revenue
    deals = deals.assign(money=money.fillna(0).round().astype(np.int64), counted=counted)
    return Rows(deals, credit, "profit" if profit else "revenue")


def sums(deals: pd.DataFrame, by: str, keep: Callable[[pd.DataFrame], pd.Series] | None = None) -> Mapping[str, tuple]:
    """Return (deals, money) by the values of a column."""
    chosen = deals if keep is None else deals[keep(deals)]
    grouped = chosen.groupby(by, sort=True)["money"].agg(["size", "sum"])
    return {str(name): (int(row["size"]), int(row["sum"])) for name, row in grouped.iterrows()}
