"""The index of names: which words stand in the names of people and companies, and words one slip apart.

Derived: kept with contacts and with the model of sales, emptied with them. kind is person (a contact), company (what
contacts say they work for), crm (a person of the CRM) or client.
"""

import json
import sqlite3
from collections.abc import Iterable, Mapping

from anyascii import anyascii

from data.stemming import SLIPS_FROM, name_words, one_slip, slips

PERSON, COMPANY, CRM, CLIENT = "person", "company", "crm", "client"
_OLD = "SELECT id, word FROM name_word WHERE kind = ? AND id IN (SELECT value FROM json_each(?))"
_KNOWN = "SELECT DISTINCT word FROM name_word WHERE word IN (SELECT value FROM json_each(?))"


def _words(name: str) -> set[str]:
    """Return the words of a name, also as they are in Latin letters."""
    return name_words(name) if name.isascii() else name_words(name) | name_words(anyascii(name))


def latin(word: str) -> str:
    """Return a word in Latin letters, as names in other ones are found, too."""
    return "".join(sorted(name_words(anyascii(word)), key=len)[-1:])


def put(conn: sqlite3.Connection, kind: str, names: Mapping[str, str]) -> None:
    """Let each id have the words of its name and no others; an empty name takes it out."""
    stood = {(word, id_) for id_, word in conn.execute(_OLD, (kind, json.dumps(list(names))))}
    wanted = {(word, id_) for id_, name in names.items() for word in _words(name)}
    _write(conn, kind, wanted - stood, stood - wanted)


def replace(conn: sqlite3.Connection, kind: str, names: Iterable[tuple[str, str]]) -> None:
    """Let a kind have exactly these (id, name)."""
    stood = {(word, id_) for word, id_ in conn.execute("SELECT word, id FROM name_word WHERE kind = ?", (kind,))}
    wanted = {(word, id_) for id_, name in names for word in _words(name)}
    _write(conn, kind, wanted - stood, stood - wanted)


def _write(conn: sqlite3.Connection, kind: str, new: set[tuple[str, str]], gone: set[tuple[str, str]]) -> None:
    fresh = {word for word, _ in new}
    fresh -= {row[0] for row in conn.execute(_KNOWN, (json.dumps(list(fresh)),))} if fresh else set()
    conn.executemany("INSERT INTO name_word VALUES (?, ?, ?)", sorted((word, kind, id_) for word, id_ in new))
    gaps = sorted((gap, word) for word in fresh if len(word) >= SLIPS_FROM for gap in slips(word))
    conn.executemany("INSERT OR IGNORE INTO name_gap VALUES (?, ?)", gaps)
    rows = sorted((word, kind, id_) for word, id_ in gone)
    conn.executemany("DELETE FROM name_word WHERE word = ? AND kind = ? AND id = ?", rows)
    left = {word for word, _ in gone}
    left -= {row[0] for row in conn.execute(_KNOWN, (json.dumps(list(left)),))} if left else set()
    gaps = sorted((gap, word) for word in left for gap in slips(word))
    conn.executemany("DELETE FROM name_gap WHERE gap = ? AND word = ?", gaps)


def like(conn: sqlite3.Connection, word: str) -> list[str]:
    """Return words of names at most one slip from a folded word, without those that begin with it."""
    if len(word) < SLIPS_FROM:
        return []
    sql = "SELECT DISTINCT word FROM name_gap WHERE gap IN (SELECT value FROM json_each(?))"
    found = [row[0] for row in conn.execute(sql, (json.dumps(list(slips(word))),))]
    return sorted(one for one in found if not one.startswith(word) and one_slip(one, word))


def contacts(conn: sqlite3.Connection, changed: Iterable, gone: Iterable[str], before: Mapping[str, str]) -> None:
    """Follow contacts that changed (rows) or went (ids); `before`: the companies that these had, by id."""
    changed, gone = list(changed), list(gone)
    put(conn, PERSON, {**dict.fromkeys(gone, ""), **{row.id: row.name for row in changed}})
    there = {row.company for row in changed if row.company}
    left = set(before.values()) - there - {""}
    if left:
        sql = "SELECT DISTINCT company FROM contact WHERE company IN (SELECT value FROM json_each(?))"
        left -= {row[0] for row in conn.execute(sql, (json.dumps(sorted(left)),))}
    put(conn, COMPANY, {**dict.fromkeys(left, ""), **{name: name for name in there}})


def every_contact(conn: sqlite3.Connection) -> None:
    """Follow all contacts."""
    replace(conn, PERSON, conn.execute("SELECT id, name FROM contact").fetchall())
    companies = conn.execute("SELECT DISTINCT company FROM contact WHERE company <> ''")
    replace(conn, COMPANY, [(row[0], row[0]) for row in companies])


def companies_of(conn: sqlite3.Connection, ids: Iterable[str]) -> dict[str, str]:
    """Return the companies of stored contacts, by their id."""
    sql = "SELECT id, company FROM contact WHERE company <> '' AND id IN (SELECT value FROM json_each(?))"
    return dict(conn.execute(sql, (json.dumps(list(ids)),)).fetchall())


def crm(conn: sqlite3.Connection) -> None:
    """Follow the people of the CRM and the clients."""
    people = "SELECT id, name || ' ' || first_name || ' ' || last_name FROM crm_person WHERE gone = ''"
    replace(conn, CRM, conn.execute(people).fetchall())
    replace(conn, CLIENT, conn.execute("SELECT customer_id, name FROM sale_company").fetchall())
