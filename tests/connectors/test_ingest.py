"""Import as a whole: any order, any repetition and any overlap of exports come to the same rows; undo goes back."""

import shutil
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connectors.ingest import IngestError, ingest, preview, undo
from data import facts, imports, queries, store
from data.scope import Scope
from tests.connectors.fake_source import FAKE, RIVAL, export

ALL = Scope(reps=None)


@pytest.fixture(scope="module")
def new_db(tmp_path_factory):
    """Return a function that makes an empty workspace at a path."""
    empty = tmp_path_factory.mktemp("empty") / "empty.db"
    store.prepare(empty)

    def make(path: Path) -> Path:
        shutil.copy(empty, path)
        return path

    return make


@pytest.fixture
def db(tmp_path, new_db) -> Path:
    return new_db(tmp_path / "rapport.db")


def take(db: Path, *uploads, **options):
    return ingest(db, uploads, connectors=[FAKE], **options)


def state(db: Path) -> str:
    with store.reading(db) as conn:
        return facts.content_hash(conn)


def rows(db: Path, sql: str) -> list[tuple]:
    with store.reading(db) as conn:
        return [tuple(row) for row in conn.execute(sql)]


MESSAGES = st.lists(
    st.builds(
        lambda *row: list(row),
        st.integers(1, 3),
        st.integers(0, 5),
        st.sampled_from(["out", "in"]),
        st.sampled_from(["Hello", "Да"]),
        st.sampled_from(["", "INBOX", "ARCHIVE"]),
    ),
    max_size=6,
)
CONNECTIONS = st.lists(
    st.builds(lambda *row: list(row), st.integers(1, 4), st.sampled_from(["", "Acme", "Bolt"])), max_size=4
)
OWNERS = st.sampled_from(
    [
        {"name": "Anna Sokolova"},
        {"name": "Anna Sokolova", "profile_url": "https://x.example/in/anna", "member_id": "11"},
        {"name": "anna  sokolova", "email": "anna@x.example"},
        {"name": "Ben Carter", "member_id": "22"},
    ]
)
EXPORTS = st.builds(
    lambda day, owner, messages, connections: export("x.zip", day, owner, messages=messages, connections=connections),
    st.sampled_from(["2026-01-01", "2026-02-01", "2026-02-02"]),
    OWNERS,
    MESSAGES,
    CONNECTIONS,
)


@settings(max_examples=30, deadline=None)
@given(exports=st.lists(EXPORTS, min_size=1, max_size=3), data=st.data())
def test_any_order_and_any_repetition_is_the_same_workspace(tmp_path_factory, new_db, exports, data) -> None:
    """What stands depends on the set of exports alone."""
    folder = tmp_path_factory.mktemp("orders")
    again = exports + data.draw(st.lists(st.sampled_from(exports), max_size=2))
    hashes = set()
    for no, order in enumerate([exports, data.draw(st.permutations(again))]):
        path = new_db(folder / f"{no}.db")
        for one in order:
            take(path, one)
        hashes.add(state(path))
    assert len(hashes) == 1


@settings(max_examples=30, deadline=None)
@given(exports=st.lists(EXPORTS, min_size=1, max_size=4), data=st.data())
def test_undo_of_any_imports_is_as_if_they_had_never_come(tmp_path_factory, new_db, exports, data) -> None:
    """Taking back imports, in any order, leaves exactly what importing the others alone would."""
    folder = tmp_path_factory.mktemp("undo")
    for name in ("undone", "never"):
        new_db(folder / f"{name}.db")
    ids = {}
    for one in exports:
        [report] = take(folder / "undone.db", one).imports
        ids[report.import_id] = one
    chosen = data.draw(st.permutations(range(len(ids))))[: data.draw(st.integers(1, len(ids)))]
    gone = [list(ids)[no] for no in chosen]
    for import_id in gone:
        undo(folder / "undone.db", import_id)
    for import_id, one in ids.items():
        if import_id not in gone:
            take(folder / "never.db", one)
    assert state(folder / "undone.db") == state(folder / "never.db")


def test_counts_owner_and_figures_are_told(db) -> None:
    one = export(
        "a.zip",
        messages=[[1, 0, "out", "Hello"], [1, 5, "in", "Hi"], [2, 6, "out", "Hey"], "bad"],
        connections=[[1, "Acme"]],
        secret=["never read"],
    )
    [seen] = preview(db, [one], connectors=[FAKE]).imports
    assert (seen.sent, seen.received, seen.contacts, seen.new, seen.unchanged) == (2, 1, 2, 4, 0)
    assert seen.first_answer == ("Person 1", "2026-02-01")
    assert seen.period == ("2026-02-01", "2026-02-01")
    assert rows(db, "SELECT * FROM import") == []
    report = take(db, one)
    json = report.as_json()
    files = {file["name"]: file for file in json["files"]}
    assert files["messages.jsonl"]["counts"] == {"messages": 3}
    assert files["messages.jsonl"]["problems"][0]["where"] == "messages.jsonl, line 4"
    assert files["secret.jsonl"]["ignored"] == "sensitive"
    assert json["owner"] == {"name": "Anna Sokolova", "profile_url": "", "confidence": "stated"}
    assert json["period"] == ["2026-02-01", "2026-02-01"]
    assert report.status == 1
    again = take(db, one).imports[0]
    assert (again.new, again.unchanged, again.already) == (0, 4, True)
    assert len(rows(db, "SELECT * FROM import")) == 1


def test_preview_tells_new_from_known(db) -> None:
    take(db, export("a.zip", messages=[[1, 0, "out", "Hello"]]))
    [seen] = preview(
        db, [export("b.zip", messages=[[1, 0, "out", "Hello"], [1, 9, "in", "Hi"]])], connectors=[FAKE]
    ).imports
    assert (seen.new, seen.unchanged) == (1, 1)


def test_case_04_basic_then_complete_of_the_same_day(db) -> None:
    """The complete archive adds to the basic one; what only the basic one has stays."""
    basic = export("Basic.zip", connections=[[1, "Acme"], [2, "Bolt"]])
    complete = export("Complete.zip", messages=[[1, 0, "out", "Hello"]], connections=[[1, "Acme"]])
    take(db, basic)
    [report] = take(db, complete).imports
    assert (report.new, report.unchanged) == (1, 1)
    assert rows(db, "SELECT COUNT(*) FROM connection") == [(2,)]
    [rep] = rows(db, "SELECT id, name FROM rep")
    assert rep == ("anna-sokolova", "Anna Sokolova")


def test_case_05_two_accounts_of_one_name_are_never_merged_unasked(db) -> None:
    """Another member id, or another profile, under a known name stops the import and stores nothing of it."""
    one = {"name": "Anna Sokolova", "member_id": "11"}
    other = {"name": "Anna Sokolova", "member_id": "22"}
    take(db, export("a.zip", owner=one, messages=[[1, 0, "out", "Hello"]]))
    before = state(db)
    report = take(db, export("b.zip", owner=other, messages=[[2, 0, "out", "Hello"]]))
    assert (report.status, report.imports[0].stop.code, state(db)) == (2, "who-is-this", before)
    assert report.imports[0].files[0].counts or report.imports[0].sent == 1, "what it holds is told all the same"
    assert take(db, export("b.zip", owner=other, messages=[[2, 0, "out", "Hi"]]), rep="Anna Sokolova II").status == 0
    assert rows(db, "SELECT id FROM rep ORDER BY id") == [("anna-sokolova",), ("anna-sokolova-ii",)]
    later = export("c.zip", "2026-05-01", other, messages=[[2, 7, "in", "Yes"]])
    assert take(db, later).imports[0].rep_id == "anna-sokolova-ii", "the answer is remembered"


@pytest.mark.parametrize("first", [0, 1])
def test_case_05_two_profiles_of_one_name_in_either_order(db, first) -> None:
    owners = [{"name": "Anna S", "profile_url": f"https://www.linkedin.com/in/anna-{no}/"} for no in (1, 2)]
    take(db, export("a.zip", owner=owners[first], messages=[[1, 0, "out", "Hello"]]))
    report = take(db, export("b.zip", owner=owners[1 - first], messages=[[2, 0, "out", "Hello"]]))
    assert report.imports[0].stop.code == "who-is-this"
    assert take(db, export("b.zip", owner=owners[1 - first]), rep="Anna S").status == 0, "a confirmed answer merges"


def test_case_44_duplicates_across_two_exports(db) -> None:
    """One message in two exports, with and without a column, is one row with the words of the newer export."""
    take(db, export("new.zip", "2026-03-02", messages=[[1, 0, "out", "Hello", "ARCHIVE"]]))
    take(db, export("old.zip", "2026-01-02", messages=[[1, 0, "out", "Hello"]]))
    assert rows(db, "SELECT folder FROM message") == [("ARCHIVE",)]


def test_case_53_person_removed_in_a_later_export(db) -> None:
    """A connection that a later list lacks is kept and marked; undoing the later list unmarks it."""
    take(db, export("a.zip", "2026-01-02", connections=[[1, "Acme"], [2, "Bolt"]]))
    [later] = take(db, export("b.zip", "2026-03-02", connections=[[1, "Acme"]])).imports
    with store.reading(db) as conn:
        [gone] = queries.rows(conn, "connections_gone", ALL)
        assert queries.rows(conn, "connections_gone", Scope(reps=())) == []
    assert (gone["person_name"], gone["last_seen_on"], gone["missing_on"]) == ("Person 2", "2026-01-02", "2026-03-02")
    take(db, export("c.zip", "2026-04-02", messages=[[1, 0, "out", "Hello"]]))
    undo(db, later.import_id)
    with store.reading(db) as conn:
        assert queries.rows(conn, "connections_gone", ALL) == []


def test_unknown_owner_asks_and_a_name_answers(db) -> None:
    nameless = export("messages.csv", owner={"name": ""}, connections=[[1, "Acme"]])
    report = take(db, nameless)
    assert (report.status, report.imports[0].stop.code) == (2, "no-owner")
    assert rows(db, "SELECT * FROM connection") == []
    assert take(db, nameless, rep="Ben Carter").status == 0
    assert rows(db, "SELECT id, name FROM rep") == [("ben-carter", "Ben Carter")]


def test_a_guess_is_not_enough(db) -> None:
    guessed = export("a.zip", owner={"name": "Carl", "profile_url": "https://x.example/in/carl", "confidence": "guess"})
    assert take(db, guessed).imports[0].stop.code == "no-owner"
    assert take(db, guessed, rep="Dora").status == 0
    assert rows(db, "SELECT kind, value FROM rep_identity") == [("name", "dora")]


def test_undo_of_the_last_import_takes_the_rep_with_it(db) -> None:
    [report] = take(db, export("a.zip", connections=[[1, "Acme"]])).imports
    undo(db, report.import_id)
    assert rows(db, "SELECT * FROM rep") == []
    with store.reading(db) as conn:
        [entry] = queries.rows(conn, "import_history", ALL, notes="[]")
    assert (entry["state"], entry["rep_name"], entry["rep_id"]) == ("undone", "Anna Sokolova", None)
    with pytest.raises(imports.NoSuchImportError, match="taken back already"):
        undo(db, report.import_id)
    assert take(db, export("a.zip", connections=[[1, "Acme"]])).imports[0].new == 1, "and it can come again"


def test_rep_added_by_a_person_stays(db) -> None:
    with store.writing(db) as conn:
        conn.execute("INSERT INTO rep (id, name, added_by) VALUES ('anna-sokolova', 'Anna S.', 'person')")
    [report] = take(db, export("a.zip", connections=[[1, "Acme"]])).imports
    undo(db, report.import_id)
    assert rows(db, "SELECT id, name FROM rep") == [("anna-sokolova", "Anna S.")]


def test_two_connectors_that_want_one_file_is_an_error(db) -> None:
    with pytest.raises(IngestError, match="Fake and of Rival"):
        ingest(db, [export("a.zip", messages=[])], connectors=[FAKE, RIVAL])


def test_damaged_file_is_left_out_whole_and_the_others_stored(db) -> None:
    one = export("a.zip", connections=[[1, "Acme"]], messages=[[1, 0, "out", "Hello"], "damage"])
    report = take(db, one)
    broken = next(file for file in report.imports[0].files if file.name == "messages.jsonl")
    assert (report.status, broken.ignored, broken.problems[0].code) == (1, "broken", "broken")
    assert rows(db, "SELECT (SELECT COUNT(*) FROM message), (SELECT COUNT(*) FROM connection)") == [(0, 1)]


def test_mistake_of_the_program_stores_nothing_of_that_file_and_resumes(db) -> None:
    """An unexpected exception in the second file leaves the first whole; the next run goes on there."""
    good = export("a.zip", connections=[[1, "Acme"]], messages=[[1, 0, "out", "Hello"], "bug"])
    with pytest.raises(KeyError):
        take(db, good)
    assert rows(db, "SELECT (SELECT COUNT(*) FROM message), (SELECT COUNT(*) FROM connection)") == [(0, 1)]
    assert rows(db, "SELECT state FROM import") == [("running",)]
    with store.writing(db) as conn:
        imports.undo(conn, conn.execute("SELECT id FROM import").fetchone()[0])
    assert rows(db, "SELECT COUNT(*) FROM connection") == [(0,)], "an unfinished import can be taken back"


def test_progress_tells_bytes_and_may_stop_the_import(db) -> None:
    one = export("a.zip", connections=[[1, "Acme"]], messages=[[1, 0, "out", "Hello"]])
    seen = []
    take(db, one, progress=lambda *step: seen.append(step))
    assert [name for name, *_ in seen][-1] == "messages.jsonl"
    assert seen[-1][1] == seen[-1][2] > 0
    assert [step[1] for step in seen] == sorted(step[1] for step in seen)


def test_data_version_changes_with_every_import_and_undo(db) -> None:
    seen = []
    for do in (
        lambda: take(db, export("a.zip", connections=[[1, "Acme"]])),
        lambda: undo(db, rows(db, "SELECT id FROM import")[0][0]),
    ):
        do()
        with store.reading(db) as conn:
            seen.append(store.version(conn))
    assert 0 < seen[0] < seen[1]


def test_half_characters_are_stored_as_replacement_signs(db) -> None:
    take(db, export("a.zip", messages=[[1, 0, "out", "half \ud83d"]]))
    assert rows(db, "SELECT text FROM message") == [("half ?",)]


class Failing(sqlite3.Connection):
    """A connection that fails at its n-th statement."""

    left = 0

    def _count(self) -> None:
        type(self).left -= 1
        if type(self).left == 0:
            raise sqlite3.OperationalError("disk I/O error")

    def execute(self, *args):
        self._count()
        return super().execute(*args)

    def executemany(self, *args):
        self._count()
        return super().executemany(*args)


def test_failure_at_any_statement_leaves_whole_files_only(tmp_path, new_db, monkeypatch) -> None:
    """Whatever statement fails, a file is stored wholly or not at all, and a second run completes the import."""
    first = export("a.zip", "2026-01-02", messages=[[1, 0, "out", "Hello", "INBOX"]])
    second = export("b.zip", "2026-03-02", messages=[[1, 0, "out", "Hello"], [1, 9, "in", "Hi"]], connections=[[1, ""]])
    whole = new_db(tmp_path / "whole.db")
    take(whole, first, second)
    connect, failures = sqlite3.connect, 0
    for statement in range(1, 200):
        path = new_db(tmp_path / f"{statement}.db")
        take(path, first)
        Failing.left = statement
        monkeypatch.setattr(store.sqlite3, "connect", lambda *a, **k: connect(*a, **k, factory=Failing))
        try:
            take(path, second)
            failed = False
        except (sqlite3.OperationalError, store.StoreError):
            failed = True
        monkeypatch.undo()
        failures += failed
        assert rows(path, "SELECT (SELECT COUNT(*) FROM message), (SELECT COUNT(*) FROM connection)")[0] in (
            [(1, 0), (1, 1), (2, 1)] if failed else [(2, 1)]
        )
        take(path, second)
        assert state(path) == state(whole)
        if not failed:
            break
    assert failures > 20
