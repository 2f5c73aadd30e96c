"""Where deals die: the stage a lost deal was last at, and the reason the CRM gives."""

from typing import NamedTuple

import pandas as pd

from metrics.sales.days import numbers


class Death(NamedTuple):
    """Of the deals that came to a stage: lost there, gone on from there, and still there; median days is elsewhere."""

    stage: str
    came: int
    lost: int
    on: int
    here: int


def by_stage(stay: pd.DataFrame) -> list[Death]:
    """Return what became of deals at each stage, the deadliest first.

    stay: one row a deal and stage with `last` (1: the newest stage the deal was at) and `state` of the deal.
    """
    found = []
    for stage, rows in stay.groupby("stage", sort=True):
        ends = rows[rows["last"] == 1]
        lost, here = int((ends["state"] == "lost").sum()), int((ends["state"] == "open").sum())
        found.append(Death(str(stage), len(rows), lost, len(rows) - lost - here, here))
    return sorted(found, key=lambda death: (-death.lost, death.stage))


def order(stay: pd.DataFrame) -> list[str]:
    """Return the stages in the order of the pipeline; where the CRM tells none, in the order deals come to them."""
    day = numbers(stay["entered_day"])
    first = pd.Series(day, index=stay.index).groupby(stay["deal_id"]).transform("min")
    told = stay.assign(after=day - first)
    place = told.groupby("stage").agg(position=("position", "min"), after=("after", "mean"))
    return [str(stage) for stage in place.reset_index().sort_values(["position", "after", "stage"])["stage"]]


def reasons(deal: pd.DataFrame) -> list[tuple[str, int]]:
    """Return the reasons of lost deals and how often each, the most frequent first; "" where none is given."""
    lost = deal[deal["state"] == "lost"]
    counts = lost["loss_reason"].fillna("").str.strip().value_counts()
    return sorted(((str(reason), int(count)) for reason, count in counts.items()), key=lambda one: (-one[1], one[0]))
