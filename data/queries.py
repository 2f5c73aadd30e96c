"""Reading: one SELECT a file in `data/sql`, always through a `Scope`.

A query file begins with a comment that says what one row is. It must use :reps (a JSON list, NULL = everybody),
:since and :until (days), and may use :networks, :text, :masked, :viewer_rep and parameters of its own. Idioms:

    (:reps IS NULL OR rep_id IN (SELECT value FROM json_each(:reps)))
    (:networks IS NULL OR network IN (SELECT value FROM json_each(:networks)))
    day BETWEEN :since AND :until
"""

import functools
import sqlite3
from pathlib import Path
from typing import Any

import pandas as pd

from data.scope import Scope

SQL = Path(__file__).parent / "sql"


@functools.cache
def sql(name: str) -> str:
    """Return the text of a query."""
    return (SQL / f"{name}.sql").read_text(encoding="utf-8")


def names() -> list[str]:
    """Return the names of all queries (not of writing statements, which stand in `sql/write` and `sql/derive`)."""
    return sorted(path.stem for path in SQL.glob("*.sql"))


def rows(conn: sqlite3.Connection, name: str, scope: Scope, **params: Any) -> list[sqlite3.Row]:
    """Run a query within a scope; parameters of the query's own come by name."""
    return conn.execute(sql(name), {**scope.params(), **params}).fetchall()


def frame(conn: sqlite3.Connection, name: str, scope: Scope, **params: Any) -> pd.DataFrame:
    """Run a query within a scope and return a frame with the query's columns, also when it has no rows."""
    cursor = conn.execute(sql(name), {**scope.params(), **params})
    columns = [column[0] for column in cursor.description]
    return pd.DataFrame.from_records([tuple(row) for row in cursor.fetchall()], columns=columns)
