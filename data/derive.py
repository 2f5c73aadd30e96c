"""Rows that are made from facts: their shapes in column order, and the statements that write them.

The statements stand in `sql/derive`. Everything here runs inside the caller's transaction.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from typing import Any, NamedTuple

from data.queries import SQL, sql
from data.schema import DERIVED_TABLES

_FIRST, _LAST = date(1995, 1, 1).toordinal() - 1, 2**15 - 1


class ContactRow(NamedTuple):
    """A person on one network, as of the newest fact that tells of them."""

    id: str
    network: str
    name: str
    person_key: str
    company: str
    position: str


class ConversationRow(NamedTuple):
    """A conversation and its facts; see `003_derived.sql` for the meaning of each."""

    id: str
    rep_id: str
    network: str
    contact_id: str | None
    title: str
    kind: str
    private: int
    started_at: str | None
    started_day: str | None
    last_at: str | None
    last_day: str | None
    opened_by: str
    opener_id: str | None = None
    first_reply_id: str | None = None
    after_reply_id: str | None = None
    messages: int = 0
    ours: int = 0
    theirs: int = 0
    turns: int = 0
    exchanges: int = 0
    our_chars: int = 0
    their_chars: int = 0
    follow_ups: int | None = None
    follow_up_gap_h: float | None = None
    max_unanswered: int = 0
    opener_chars: int | None = None
    reply_h: float | None = None
    waiting_since: str | None = None
    replied: int | None = None
    replied_any: int | None = None
    positive: int | None = None
    negative: int | None = None
    pitch_opener: int | None = None
    pitch_after_reply: int | None = None
    copied_opener: int | None = None
    personal_opener: int | None = None
    question_opener: int | None = None
    short_opener: int | None = None
    link_opener: int | None = None
    slot_opener: int | None = None
    helped_opener: int | None = None
    pressured: int | None = None
    burned: int | None = None
    burned_day: str | None = None
    outcome: str = "none"


class MarkRow(NamedTuple):
    """What one message of an outreach kind does and where it stands."""

    message_id: str
    conversation_id: str
    rep_id: str
    day: str | None
    direction: str
    position: int
    role: str
    lang: str
    chars: int
    is_pitch: float | None
    asks_meeting: float | None
    offers_help: float | None
    has_question: float | None
    is_bump: float | None
    inbound_class: str | None
    auto_reply: int
    template_id: str | None
    personal_share: float | None
    spans: str
    greeted: str | None = None
    greets: int | None = None
    name_share: float | None = None


class WaitRow(NamedTuple):
    """An episode "they wrote, we owe an answer"; hours are None while it is open."""

    conversation_id: str
    rep_id: str
    network: str
    message_id: str
    asked_at: str
    asked_day: str
    answered_at: str | None
    hours: float | None
    business_hours: float | None


class TemplateRow(NamedTuple):
    """A text that was sent to several people; see `003_derived.sql`. Answers are those of openers old enough."""

    id: str
    text: str
    messages: int
    reach: int
    reps: str
    first_day: str | None
    last_day: str | None
    replied: int
    mature: int
    negative: int
    answered: int = 0
    networks: str = "[]"
    people: int = 0
    outcome: str = "few"
    fixed_share: float = 1.0


class FindingRow(NamedTuple):
    """A breach of a rule, with the words that broke it."""

    id: str
    rule: str
    rep_id: str
    network: str
    subject: str
    subject_id: str
    conversation_id: str | None
    message_id: str | None
    contact_id: str | None
    day: str | None
    severity: str
    points: float
    evidence: str
    spans: str
    params: str


class ProfileScoreRow(NamedTuple):
    """One profile as of one day, judged; see `003_derived.sql`."""

    rep_id: str
    network: str
    taken_on: str
    score: int | None
    capped_by: str | None
    parts: str
    content: str


class ProfileCheckRow(NamedTuple):
    """What one check said of one profile as of one day; `lost` counts points of the score."""

    rep_id: str
    network: str
    taken_on: str
    rule: str
    state: str
    points: float
    lost: float
    evidence: str
    spans: str
    params: str


class VerdictRow(NamedTuple):
    """The judgement of one rep over one standard period."""

    rep_id: str
    period: str
    verdict: str
    points: float
    reasons: str


TABLE_OF: dict[type, str] = {
    ContactRow: "contact",
    ConversationRow: "conversation",
    MarkRow: "message_mark",
    WaitRow: "wait",
    TemplateRow: "template",
    FindingRow: "finding",
    ProfileScoreRow: "profile_score",
    ProfileCheckRow: "profile_check",
    VerdictRow: "verdict",
}


def rows(conn: sqlite3.Connection, name: str, **params: Any) -> sqlite3.Cursor:
    """Run a statement of `sql/derive`; lists and dictionaries become JSON."""
    bound = {
        key: json.dumps(value) if isinstance(value, list | tuple | dict) else value for key, value in params.items()
    }
    return conn.execute(sql(f"derive/{name}"), bound)


def for_each(conn: sqlite3.Connection, name: str, records: Iterable[Mapping[str, Any]]) -> None:
    """Run a statement of `sql/derive` that writes, once for each of some records."""
    conn.executemany(sql(f"derive/{name}"), records)


def insert(conn: sqlite3.Connection, records: Sequence[NamedTuple]) -> None:
    """Write records of one type; a row with the same key is replaced."""
    if not records:
        return
    marks = ",".join("?" * len(records[0]))
    conn.executemany(f"INSERT OR REPLACE INTO {TABLE_OF[type(records[0])]} VALUES ({marks})", records)  # noqa: S608


def delete(conn: sqlite3.Connection, table: str, column: str, keys: Iterable[str]) -> None:
    """Delete the rows of a derived table whose column is one of some keys."""
    listed = json.dumps(list(keys))
    conn.execute(f"DELETE FROM {table} WHERE {column} IN (SELECT value FROM json_each(?))", (listed,))  # noqa: S608


def delete_all(conn: sqlite3.Connection) -> None:
    """Empty everything derived from what reps told; the model of sales is made before that and replaces itself."""
    for table in (name for name in (*DERIVED_TABLES, "search") if not name.startswith(("sale_", "name_"))):
        conn.execute(f"DELETE FROM {table}")  # noqa: S608


def rebuild_tally(
    conn: sqlite3.Connection, reps: Iterable[str] | None, days: Iterable[tuple[str, str]] = (), as_of: str = ""
) -> None:
    """Rewrite the day counts of some reps, None means everybody, and those of single (rep id, day) of others.

    `as_of` is the day that lapses are judged at; without it nothing lapses.
    """
    whole = None if reps is None else set(reps)
    single = [] if whole is None else sorted(pair for pair in days if pair[0] not in whole)
    lists = {"reps": None if whole is None else json.dumps(sorted(whole)), "days": json.dumps(single), "as_of": as_of}
    for statement in _statements(sql("derive/tally")):
        conn.execute(statement, {name: listed for name, listed in lists.items() if f":{name}" in statement})


def _statements(script: str) -> Iterator[str]:
    buffer = ""
    for line in script.splitlines(keepends=True):
        buffer += line
        if sqlite3.complete_statement(buffer):
            yield buffer
            buffer = ""


def newest_day(conn: sqlite3.Connection) -> str | None:
    """Return the day of the newest fact: maturity and open waits are judged at it, never at the clock."""
    return rows(conn, "newest_day").fetchone()[0]


def newest_days(conn: sqlite3.Connection) -> dict[str, str]:
    """Return the day of the newest fact by rep id: what is judged by time is judged at it."""
    return {row["rep_id"]: row["day"] for row in rows(conn, "newest_days")}


def replace_all(
    conn: sqlite3.Connection, record: type, records: Sequence[NamedTuple], among: Sequence[str] | None = None
) -> None:
    """Make a small derived table hold exactly these rows; rows that stand already are not written again.

    With `among` it is about rows with these values in the first column only; the other rows stay.
    """
    table = TABLE_OF[record]
    few = "" if among is None else f"WHERE {record._fields[0]} IN (SELECT value FROM json_each(:among))"  # noqa: S608
    stored = {tuple(row) for row in conn.execute(f"SELECT * FROM {table} {few}", {"among": json.dumps(among)})}  # noqa: S608
    wanted = {tuple(row) for row in records}
    columns = [row["name"] for row in conn.execute(f"PRAGMA table_info({table})") if row["pk"]]
    match = " AND ".join(f"{column} = ?" for column in columns)
    keys = [row[: len(columns)] for row in sorted(stored - wanted, key=repr)]
    conn.executemany(f"DELETE FROM {table} WHERE {match}", keys)  # noqa: S608
    insert(conn, [record(*row) for row in sorted(wanted - stored, key=repr)])


def fill(conn: sqlite3.Connection, table: str, name: str) -> None:
    """Make a derived table anew by a statement of `sql/derive`."""
    conn.execute(f"DELETE FROM {table}")  # noqa: S608
    rows(conn, name)


def forget_conversations(conn: sqlite3.Connection, ids: Sequence[str]) -> None:
    """Delete everything derived from some conversations."""
    listed = json.dumps(ids)
    among = "SELECT value FROM json_each(?)"
    marks = conn.execute(f"SELECT message_id, day FROM message_mark WHERE conversation_id IN ({among})", (listed,))  # noqa: S608
    conn.executemany("DELETE FROM search WHERE rowid = ?", sorted((row_no(*row),) for row in marks))
    for table in ("message_mark", "wait", "finding"):
        delete(conn, table, "conversation_id", ids)
    delete(conn, "conversation", "id", ids)


def index_words(conn: sqlite3.Connection, entries: Iterable[tuple[str, str, str | None, str, str]]) -> None:
    """Add (stems, message id, day, conversation id, rep id) to the full-text index."""
    numbered = sorted(  # FTS5 is fast with growing numbers only
        (row_no(message_id, day), stems, who(rep_id), message_id, conversation_id, rep_id)
        for stems, message_id, day, conversation_id, rep_id in entries
    )
    sql = "INSERT INTO search (rowid, stems, who, message_id, conversation_id, rep_id) VALUES (?,?,?,?,?,?)"
    conn.executemany(sql, numbered)


def row_no(message_id: str, day: str | None) -> int:
    """Return a message's number in the full-text index: 15 bits of its day, then 48 bits of its id."""
    days = date.fromisoformat(day).toordinal() - _FIRST if day else 0
    low = int.from_bytes(blake2b(message_id.encode(), digest_size=6).digest(), "big")
    return min(max(days, 0), _LAST) << 48 | low


@lru_cache(maxsize=10_000)
def who(rep_id: str) -> str:
    """Return the word that stands for a rep in the full-text index."""
    return f"r{blake2b(rep_id.encode(), digest_size=5).hexdigest()}"


def file_digest() -> str:
    """Return a digest of the statements that make derived rows, so that a change of them is noticed."""
    digest = blake2b(digest_size=8)
    for path in sorted((SQL / "derive").glob("*.sql")):
        digest.update(path.read_bytes())
    return digest.hexdigest()
