"""The frames that figures of sales are counted from: read once per workspace, version and viewer, then narrowed."""

import sqlite3
import threading
from collections import OrderedDict
from collections.abc import Iterable

import numpy as np
import pandas as pd

from data import queries, store, workspace
from data.scope import Scope
from metrics.sales.talks import with_niche

QUERIES = {
    "lead": "sales_leads",
    "deal": "sales_deals",
    "work": "sales_work",
    "money": "sales_money",
    "cost": "sales_costs",
    "stay": "sales_stays",
    "talk": "sales_talks",
    "person": "sales_people",
}
_SOCIAL = ("talk", "person")
_AMOUNTS = ("base_amount", "base_cost", "amount", "received", "cost", "over")
_MOST_KEPT = 24
_kept: OrderedDict[tuple, pd.DataFrame] = OrderedDict()
_lock = threading.Lock()


def frames(conn: sqlite3.Connection, scope: Scope, names: Iterable[str]) -> dict[str, pd.DataFrame]:
    """Return frames of a scope's reps (of its networks where conversations are counted), of all days.

    They are shared between callers: never change one.
    """
    return {name: _frame(conn, name, scope) for name in names}


def _frame(conn: sqlite3.Connection, name: str, scope: Scope) -> pd.DataFrame:
    path = conn.execute("SELECT file FROM pragma_database_list WHERE name = 'main'").fetchone()[0]
    networks = scope.networks if name in _SOCIAL else None
    key = (path, store.version(conn), name, scope.reps, networks)
    with _lock:
        if path and key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    found = _read(conn, name, scope)
    with _lock:
        for old in [one for one in _kept if one[0] == path and one[1] != key[1]]:
            del _kept[old]
        _kept[key] = found
        while len(_kept) > _MOST_KEPT:
            _kept.popitem(last=False)
    return found


def _read(conn: sqlite3.Connection, name: str, scope: Scope) -> pd.DataFrame:
    found = queries.frame(conn, QUERIES[name], scope.during("", ""))
    for column in found.columns.intersection(_AMOUNTS):
        found[column] = pd.to_numeric(found[column]).astype(float)
    for column in found.columns.difference(_AMOUNTS):
        found[column] = found[column].astype(object).where(found[column].notna(), None)
    if name == "talk":
        found = with_niche(found, workspace.load(conn).niche)
    return found


def within(frame: pd.DataFrame, column: str, since: str, until: str) -> pd.DataFrame:
    """Return the rows whose day lies within some days; without a first day also those of which no day is known."""
    days = frame[column].to_numpy(dtype=object)
    codes, told = pd.factorize(days)
    fits = np.array([since <= str(day) <= until for day in told] + [not since], dtype=bool)
    return frame[fits[codes]]
