"""Days of facts in the workspace's time zone: written at import, counted anew when the zone changes."""

import json
import sqlite3
from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from data.records import TABLES, Activity, Message, canonical_json
from data.schema import FACT_TABLES

_TIMED = {Message: "sent_at", Activity: "at"}


def recount(conn: sqlite3.Connection, time_zone: str) -> int:
    """Set the day of every timed fact, also of words kept for an undo; return how many days moved.

    What moved is judged again by the next refresh. Facts that tell a day without a time keep it.
    """
    zone = ZoneInfo(time_zone)

    @lru_cache(maxsize=100_000)
    def day_of(at: str) -> str:
        return datetime.fromisoformat(at).astimezone(zone).date().isoformat()

    conn.create_function("day_of", 1, day_of, deterministic=True)
    conn.execute(
        "INSERT OR IGNORE INTO dirty SELECT DISTINCT 'conversation', conversation_id FROM message "
        "WHERE sent_at IS NOT NULL AND day <> day_of(sent_at)"
    )
    conn.execute(
        "INSERT OR IGNORE INTO dirty SELECT DISTINCT 'activity', rep_id FROM activity "
        "WHERE at IS NOT NULL AND day <> day_of(at)"
    )
    moved = 0
    for record, column in _TIMED.items():
        table = TABLES[record]
        sql = f"UPDATE {table} SET day = day_of({column}) WHERE {column} IS NOT NULL AND day <> day_of({column})"  # noqa: S608
        moved += conn.execute(sql).rowcount
        _recount_versions(conn, record, column, day_of)
    return moved


def _recount_versions(conn: sqlite3.Connection, record: type, column: str, day_of) -> None:
    tab = FACT_TABLES.index(TABLES[record])
    at, day = record._fields.index(column), record._fields.index("day")
    for row in conn.execute("SELECT record_id, import_no, row FROM version WHERE tab = ?", (tab,)).fetchall():
        values = json.loads(row["row"])
        if values[at]:
            values[day] = day_of(values[at])
            conn.execute(
                "UPDATE version SET row = ? WHERE tab = ? AND record_id = ? AND import_no = ?",
                (canonical_json(values), tab, row["record_id"], row["import_no"]),
            )
