"""What the Attribution page lays out: who was there before the money, by every model, with the noise beside it."""

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from data import queries, workspace
from data.derive import newest_day
from data.scope import Scope
from metrics.attributed import rows as attribution_rows
from metrics.attributed.deal_talks import note
from metrics.attributed.model import AttributionModel, ChannelRow, ClassRow, CreditRow, Floor
from metrics.attributed.rows import MODEL_IDS, Rows, sums
from metrics.attributed.words import answer
from metrics.attribution.classes import CLASSES
from metrics.attribution.comparison import Comparison, Course, compare
from metrics.attribution.journeys import Learnt, Path, learn
from metrics.attribution.models import NO_TOUCH
from metrics.measure import measure_many, until
from metrics.metric import Measurement

BY = {"rep": "rep_id", "network": "network", "template": "template_id"}
MOST_ROWS = 12
"""Rows of a table of credit; the rest stand together in one."""
REST = "(rest)"
LEARNT = ("markov1", "shapley")


def attribution(conn: sqlite3.Connection, scope: Scope, window: int) -> AttributionModel:
    """Return who was there before the deals that were won in a scope's days; all networks share in a deal."""
    as_of = newest_day(conn)
    if as_of is None or conn.execute("SELECT 1 FROM sale_deal LIMIT 1").fetchone() is None:
        return AttributionModel(window, empty=True)
    scope = until(scope, as_of)
    found, made_by = attribution_rows.rows(conn, scope, window), note(conn)
    model = AttributionModel(
        window,
        workspace.load(conn).currency,
        found.quantity,
        deals=len(found.deals),
        total=found.total,
        uncounted=_uncounted(found.deals),
        classes=classes(found),
        upper=int(found.deals.loc[found.deals["upper_class"] != "untouched", "money"].sum()),
        mere=int(((found.deals["class"] == "untouched") & (found.deals["mere"] > 0)).sum()),
        by_day=int((found.deals["by_day"] > 0).sum()),
        credit=tuple((name, credited(found, name)) for name in BY),
        learnt=_learnt(conn, scope, window),
        channels=_channels(found.deals),
        floor=floor(found, made_by.first_touch),
        comparison=_comparison(conn, scope, window, as_of),
        links=_links(conn, scope, as_of),
        doubts=made_by.doubts,
        no_roles=made_by.no_roles,
        half_life=made_by.half_life,
    )
    return _said(model)


def _said(model: AttributionModel) -> AttributionModel:
    return replace(model, answer=answer(model))


def classes(found: Rows) -> tuple[ClassRow, ...]:
    """Return the four classes; together they are every deal."""
    told = sums(found.deals, "class")
    opened = found.deals.groupby(["class", "opened_by"]).size() if len(found.deals) else pd.Series(dtype=int)
    return tuple(
        ClassRow(
            name,
            *told.get(name, (0, 0)),
            tuple((str(by), int(n)) for (kind, by), n in opened.items() if kind == name and by),
        )
        for name in CLASSES
    )


def credited(found: Rows, by: str) -> tuple[CreditRow, ...]:
    """Return what each rep, network or template is credited with; the columns add up to the total."""
    table = found.shared_out(BY[by])
    counts = found.credit.groupby(BY[by])["deal_id"].nunique()
    made = [
        CreditRow(
            str(name),
            int(counts.get(name, 0)),
            tuple((model, int(row[f"{model}_cents"])) for model in MODEL_IDS),
        )
        for name, row in table.iterrows()
    ]
    if by == "template":
        made = _longest(made)
    return tuple(sorted(made, key=lambda row: (row.id == NO_TOUCH, row.id in ("", REST), row.id)))


def _longest(made: list[CreditRow]) -> list[CreditRow]:
    """Return the templates in most deals, the others as one row."""
    special = [row for row in made if row.id in ("", NO_TOUCH)]
    templates = sorted((row for row in made if row not in special), key=lambda row: (-row.deals, row.id))
    rest = templates[MOST_ROWS:]
    if rest:
        sums_of = {model: sum(dict(row.money)[model] for row in rest) for model in MODEL_IDS}
        special.append(CreditRow(REST, 0, tuple(sums_of.items())))
    return templates[:MOST_ROWS] + special


def _uncounted(deals: pd.DataFrame) -> tuple[tuple[str, int, int], ...]:
    left = deals[~deals["counted"]]
    grouped = left.assign(amount=pd.to_numeric(left["amount"]).fillna(0)).groupby("currency")["amount"]
    return tuple(
        (str(name), int(one["size"]), int(one["sum"])) for name, one in grouped.agg(["size", "sum"]).iterrows()
    )


def _channels(deals: pd.DataFrame) -> tuple[ChannelRow, ...]:
    every = sums(deals, "channel")
    touched = sums(deals, "channel", lambda one: one["class"] != "untouched")
    sourced = sums(deals, "channel", lambda one: one["class"] == "sourced")
    return tuple(
        ChannelRow(name, *every[name], *touched.get(name, (0, 0)), sourced.get(name, (0, 0))[0]) for name in every
    )


def floor(found: Rows, first_touch: str) -> Floor:
    """Return the noise floors beside the real figure."""
    deals, credit = found.deals, found.credit
    touched = deals[deals["class"] != "untouched"]
    year_later = f"{int(first_touch[:4]) + 1}{first_touch[4:]}" if first_touch else "9999"
    owner = credit["deal_id"].map(deals.set_index("id")["rep_id"]) if len(credit) else pd.Series(dtype=object)
    own = float(credit.loc[credit["rep_id"] == owner, "linear"].sum()) if len(credit) else 0.0
    many = max(1, len(touched))
    return Floor(
        len(touched),
        len(deals),
        int(deals["shifted"].sum()),
        int((deals["closed_day"] >= year_later).sum()),
        float(np.round(deals["exchanged"].astype(float).sum(), 1)),
        own / many,
        float(touched["dealt"].astype(float).sum()) / many,
    )


def _learnt(conn: sqlite3.Connection, scope: Scope, window: int) -> tuple[tuple[str, tuple[Learnt, ...]], ...]:
    told = queries.rows(conn, "attribution_paths", scope, lookback=window)
    found = []
    for by, column in (("rep", "by_rep"), ("network", "by_network")):
        paths = _paths(told, column)
        found.append((by, tuple(learn(model, paths) for model in LEARNT)))
    return tuple(found)


def _paths(told: Sequence[Any], column: str) -> list[Path]:
    counts: dict[tuple[str, ...], list[int]] = {}
    for row in told:
        one = counts.setdefault(tuple(row[column].split("\t")), [0, 0])
        one[0] += row["won"]
        one[1] += row["lost"]
    return [Path(steps, *both) for steps, both in counts.items()]


def _comparison(conn: sqlite3.Connection, scope: Scope, window: int, as_of: str) -> Comparison:
    told = queries.rows(conn, "attribution_courses", scope.during("", ""), lookback=window, as_of=as_of)
    return compare([Course(bool(row["talked"]), row["state"], row["open_days"], row["age"]) for row in told])


def _links(conn: sqlite3.Connection, scope: Scope, as_of: str) -> Measurement | None:
    return measure_many(conn, ["link_coverage"], scope.during("", ""), (), as_of).get(("link_coverage", ()))
