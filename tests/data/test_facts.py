"""Facts: the rows that stand depend on which imports told them, never on the order or number of tellings."""

import sqlite3
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data import facts, store
from data.records import Connection, Note, stable_id


@pytest.fixture(scope="module")
def empty(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("facts") / "empty.db"
    store.prepare(path)
    return path


def fresh(empty: Path) -> sqlite3.Connection:
    """Return an in-memory copy of an empty workspace, with a rep."""
    conn = sqlite3.connect(":memory:", isolation_level=None)
    conn.row_factory = sqlite3.Row
    with store.reading(empty) as source:
        source.backup(conn)
    conn.execute("INSERT INTO rep (id, name) VALUES ('anna', 'Anna')")
    return conn


def tie(person: int, company: str = "", email: str = "") -> Connection:
    """Return a connection whose id is the person's and whose details may differ between exports."""
    key = f"linkedin:in/p{person}"
    return Connection(stable_id("anna", key), "anna", "linkedin", key, f"P {person}", company, "", email, "2026-01-02")


def add_import(conn: sqlite3.Connection, no: int, taken_on: str, files: list[list]) -> None:
    conn.execute(
        "INSERT INTO import (id, at, name, taken_on, state, rep_id) VALUES (?, '', 'x.zip', ?, 'done', 'anna')",
        (f"i{no}", taken_on),
    )
    conn.execute("INSERT INTO import_no VALUES (?, ?)", (no, f"i{no}"))
    for file_no, records in enumerate(files):
        facts.save(conn, no, file_no, list(enumerate(records)))


def versions(conn: sqlite3.Connection) -> list[tuple]:
    return sorted(tuple(row) for row in conn.execute("SELECT record_id, import_no, row FROM version"))


ROWS = st.builds(tie, st.integers(0, 2), st.sampled_from(["", "Acme", "Bolt"]), st.sampled_from(["", "p@x.example"]))
EXPORTS = st.tuples(
    st.sampled_from(["", "2026-01-01", "2026-02-01", "2026-03-01"]), st.lists(st.lists(ROWS, max_size=3), max_size=2)
)


@settings(max_examples=150, deadline=None)
@given(st.lists(EXPORTS, min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_order_of_imports_and_files_does_not_matter(empty, exports, random) -> None:
    """Which rows stand, and which words are kept, is the same in any order of exports and of their files."""
    one, other = fresh(empty), fresh(empty)
    for no, (day, files) in enumerate(exports):
        add_import(one, no, day, files)
    shuffled = list(enumerate(exports))
    random.shuffle(shuffled)
    for no, (day, files) in shuffled:
        add_import(other, no, day, random.sample(files, len(files)))
    assert facts.content_hash(one) == facts.content_hash(other)
    assert versions(one) == versions(other)


@settings(max_examples=150, deadline=None)
@given(st.lists(EXPORTS, min_size=1, max_size=4), st.data())
def test_taking_back_any_imports_is_as_if_they_had_never_come(empty, exports, data) -> None:
    """Undo in any order, also of imports in the middle, leaves what the other imports tell."""
    gone = data.draw(st.permutations(range(len(exports))))[: data.draw(st.integers(1, len(exports)))]
    undone, never = fresh(empty), fresh(empty)
    for no, (day, files) in enumerate(exports):
        add_import(undone, no, day, files)
        if no not in gone:
            add_import(never, no, day, files)
    for no in gone:
        facts.take_back(undone, no)
    assert facts.content_hash(undone) == facts.content_hash(never)
    assert versions(undone) == versions(never)


@settings(max_examples=60, deadline=None)
@given(st.lists(EXPORTS, min_size=1, max_size=3))
def test_telling_again_changes_nothing(empty, exports) -> None:
    """The same files of the same import saved twice are the same rows, and counted as unchanged."""
    conn = fresh(empty)
    for no, (day, files) in enumerate(exports):
        add_import(conn, no, day, files)
    before = facts.content_hash(conn), versions(conn)
    for no, (_, files) in enumerate(exports):
        for file_no, records in enumerate(files):
            assert facts.save(conn, no, file_no, list(enumerate(records))).new == 0
    assert (facts.content_hash(conn), versions(conn)) == before


def test_newest_words_stand_and_undo_brings_the_older_back(empty) -> None:
    conn = fresh(empty)
    add_import(conn, 1, "2026-03-01", [[tie(1, "New job")]])
    add_import(conn, 2, "2026-01-01", [[tie(1, "Old job")]])
    assert conn.execute("SELECT company FROM connection").fetchone()[0] == "New job"
    facts.take_back(conn, 1)
    assert conn.execute("SELECT company FROM connection").fetchone()[0] == "Old job"


def test_same_day_the_fuller_row_stands(empty) -> None:
    """A Basic archive without e-mails after a Complete one of the same day takes nothing away."""
    conn = fresh(empty)
    add_import(conn, 1, "2026-03-01", [[tie(1, "Acme", "p@x.example")]])
    add_import(conn, 2, "2026-03-01", [[tie(1, "Zeta", "")]])
    assert tuple(conn.execute("SELECT company, email FROM connection").fetchone()) == ("Acme", "p@x.example")


def test_equal_ids_in_two_tables_are_two_facts(empty) -> None:
    conn = fresh(empty)
    note = Note(tie(1).id, "anna", "linkedin", None, "P 1", "call in May", None)
    add_import(conn, 1, "2026-03-01", [[tie(1), note]])
    removed = facts.take_back(conn, 1)
    assert (removed["connection"], removed["note"]) == (1, 1)
    assert conn.execute("SELECT count(*) FROM note").fetchone()[0] == 0


def test_changed_rows_are_marked_for_the_next_refresh(empty) -> None:
    conn = fresh(empty)
    add_import(conn, 1, "2026-03-01", [[tie(1, "Acme")]])
    conn.execute("DELETE FROM dirty")
    add_import(conn, 2, "2026-04-01", [[tie(1, "Acme")]])
    assert conn.execute("SELECT count(*) FROM dirty").fetchone()[0] == 0
    facts.take_back(conn, 1)
    assert conn.execute("SELECT count(*) FROM dirty").fetchone()[0] == 0
    add_import(conn, 3, "2026-05-01", [[tie(1, "Bolt")]])
    assert {tuple(row) for row in conn.execute("SELECT * FROM dirty")} == {
        ("person", "linkedin:in/p1"),
        ("activity", "anna"),
    }
