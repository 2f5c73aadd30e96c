"""What a digest says: the leader's week, a rep's day. Never a text, and names of contacts to their own rep only."""

import sqlite3

from data.digests import Digest
from metrics.digests import digest as made
from metrics.digests import written


def write(conn: sqlite3.Connection, one: Digest, base: str, stop: str) -> tuple[str, str, str] | None:
    """Return title, plain text and HTML of a digest in its language; None when there is nothing to say.

    Args:
        base: the dashboard's address for links, "" when nobody told it.
        stop: where, or how, its reader ends it.
    """
    message = made.rep(conn, one.rep_id, names=bool(one.names)) if one.rep_id else made.leader(conn)
    if message is None:
        return None
    title, text = written.text(message, one.lang, base, stop)
    return title, text, written.html(message, one.lang, base, stop)
