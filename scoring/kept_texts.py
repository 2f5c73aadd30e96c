"""What is kept of texts between refreshes: the catalogue of templates, and hashes of what is nobody's copy."""

import sqlite3
from collections.abc import Sequence

import numpy as np

from data import derive
from scoring.templates.catalogue import Loose, together

MOST_PARTS = 20
"""Stored parts of what is nobody's copy, before they are put together."""


class Rest:
    """What is nobody's copy, as it is stored: in parts, to which a refresh adds one."""

    def __init__(self, conn: sqlite3.Connection, gone: Sequence[str]) -> None:
        self.conn = conn
        self.parts = [row["content"] for row in derive.rows(conn, "template_rest")]
        self.whole = together(self.parts)
        self.gone = set(gone)

    def standing(self, rows: np.ndarray, new: Sequence[str]) -> Loose:
        """Return those of some rows whose messages still stand, have no template, and are not told anew."""
        some = self.whole.take(rows)
        told = set(new)
        free = {row["message_id"] for row in derive.rows(self.conn, "marks_free", ids=some.ids.tolist())}
        return some.take(np.flatnonzero([id_ in free and id_ not in told for id_ in some.ids.tolist()]))

    def keep(self, more: Loose) -> None:
        """Store what a refresh adds; what is gone is forgotten at once."""
        left = ~np.isin(self.whole.ids, list(self.gone)) if self.gone else np.ones(len(self.whole), bool)
        if not left.all() or len(self.parts) >= MOST_PARTS:
            keep_rest(self.conn, together([self.whole.take(np.flatnonzero(left)), more]))
        elif len(more):
            keep_part(self.conn, f"rest/{len(self.parts):03}", more.to_bytes())


def read_part(conn: sqlite3.Connection, part: str) -> bytes | None:
    """Return a part as it was kept, None when there is none."""
    row = derive.rows(conn, "template_state", part=part).fetchone()
    return row["content"] if row else None


def keep_part(conn: sqlite3.Connection, part: str, content: bytes) -> None:
    """Keep a part in the place of the one of that name."""
    derive.for_each(conn, "put_template_state", [{"part": part, "content": content}])


def keep_rest(conn: sqlite3.Connection, whole: Loose) -> None:
    """Keep all that is nobody's copy, in the place of what was kept of it."""
    derive.for_each(conn, "forget_template_rest", [{}])
    keep_part(conn, "rest/000", whole.to_bytes())
