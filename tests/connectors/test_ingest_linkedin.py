"""Real LinkedIn archives through the whole import: any order, overlap and era; killed at any moment; undone."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connectors.ingest import ingest, ingest_all, undo
from data import facts, store
from tests.connectors import linkedin_exports as made

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def empty(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "empty.db"
    store.prepare(path)
    return path


@pytest.fixture
def db(tmp_path, empty) -> Path:
    return Path(shutil.copy(empty, tmp_path / "rapport.db"))


def state(db: Path) -> str:
    with store.reading(db) as conn:
        return facts.content_hash(conn)


def rows(db: Path, sql: str) -> list[tuple]:
    with store.reading(db) as conn:
        return [tuple(row) for row in conn.execute(sql)]


ROWS = st.lists(
    st.builds(
        made.message,
        st.integers(1, 3),
        st.integers(0, 3),
        st.booleans(),
        st.sampled_from(["Hello", "Привет,\nкак дела?", 'She said "no"', ""]),
        st.sampled_from(["INBOX", "ARCHIVE"]),
    ),
    max_size=6,
)
TIES = st.lists(
    st.tuples(st.integers(1, 4), st.sampled_from(["", "Acme, Inc.", "Bolt"])), max_size=4, unique_by=lambda t: t[0]
)
ARCHIVES = st.builds(
    lambda day, rows, era, ties, links: made.archive(
        day,
        Profile=made.profile_csv(headline=f"As of {day}"),  # equal bytes under two names are one export
        messages=made.messages_csv(rows, era),
        Connections=made.connections_csv(ties, links),
    ),
    st.sampled_from(["05-14-2026", "09-13-2026", "11-21-2026"]),
    ROWS,
    st.sampled_from([*made.ERAS]),
    TIES,
    st.booleans(),
)


@settings(max_examples=30, deadline=None)
@given(archives=st.lists(ARCHIVES, min_size=1, max_size=3), data=st.data())
def test_any_order_and_repetition_of_overlapping_archives(tmp_path_factory, empty, archives, data) -> None:
    folder = tmp_path_factory.mktemp("orders")
    again = archives + data.draw(st.lists(st.sampled_from(archives), max_size=2))
    hashes = set()
    for no, order in enumerate([archives, data.draw(st.permutations(again))]):
        path = Path(shutil.copy(empty, folder / f"{no}.db"))
        for one in order:
            ingest(path, [one], rep=made.ME)
        hashes.add(state(path))
    assert len(hashes) == 1


@settings(max_examples=30, deadline=None)
@given(archives=st.lists(ARCHIVES, min_size=1, max_size=4), data=st.data())
def test_undo_of_any_archive_is_as_if_it_had_never_come(tmp_path_factory, empty, archives, data) -> None:
    folder = tmp_path_factory.mktemp("undo")
    undone, never = (Path(shutil.copy(empty, folder / f"{name}.db")) for name in ("undone", "never"))
    ids = {ingest(undone, [one], rep=made.ME).imports[0].import_id: one for one in archives}
    chosen = data.draw(st.permutations(range(len(ids))))[: data.draw(st.integers(1, len(ids)))]
    gone = [list(ids)[no] for no in chosen]
    for import_id in gone:
        undo(undone, import_id)
    for import_id, one in ids.items():
        if import_id not in gone:
            ingest(never, [one], rep=made.ME)
    assert state(undone) == state(never)


def test_case_04_basic_then_complete(db) -> None:
    """The complete archive comes after the basic one: nothing twice, nothing lost."""
    talk = [made.message(1, 0, True, "Hello"), made.message(1, 60, False, "Hi")]
    basic = made.archive(Connections=made.connections_csv([(1, "Acme"), (2, "Bolt")]))
    complete = made.archive(messages=made.messages_csv(talk), Connections=made.connections_csv([(1, "Acme")]))
    assert ingest(db, [basic]).imports[0].rep_id == "anna-sokolova"
    ingest(db, [complete])
    assert rows(db, "SELECT (SELECT COUNT(*) FROM message), (SELECT COUNT(*) FROM connection)") == [(2, 2)]


def test_renamed_copy_of_an_archive_is_the_same_export(db) -> None:
    files = {"messages": made.messages_csv([made.message(1, 0, True, "Hello")])}
    ingest(db, [made.archive("05-14-2026", **files)])
    before = state(db)
    assert ingest(db, [made.archive("11-21-2026", **files)]).imports[0].already
    assert state(db) == before


def test_case_44_same_messages_of_two_eras(db) -> None:
    """The same talk in an old and a new archive, with other columns, is there once."""
    talk = [made.message(1, 0, True, "Hello"), made.message(1, 0, True, "Hello"), made.message(1, 60, False, "Hi")]
    ingest(db, [made.archive("05-14-2026", messages=made.messages_csv(talk, "2021"))])
    [report] = ingest(db, [made.archive("11-21-2026", messages=made.messages_csv(talk[::-1], "2026"))]).imports
    assert rows(db, "SELECT COUNT(*) FROM message") == [(3,)], "two equal texts within a second are two messages"
    assert next(file for file in report.files if file.name == "messages.csv").new == 0


def test_case_45_contact_renamed_between_exports(db) -> None:
    """A contact's new profile address makes no second message and no second conversation."""
    old = [made.message(1, second, second == 0, "Hello", slug="maria-old-fict") for second in (0, 60)]
    new = [made.message(1, second, second == 0, "Hello", slug="maria-new-fict") for second in (0, 60, 120)]
    ingest(db, [made.archive("05-14-2026", messages=made.messages_csv(old))])
    [report] = ingest(db, [made.archive("11-21-2026", messages=made.messages_csv(new))]).imports
    assert rows(db, "SELECT COUNT(*), COUNT(DISTINCT conversation_id) FROM message") == [(3, 1)]
    assert rows(db, "SELECT DISTINCT person_key FROM message") == [("linkedin:in/maria-new-fict",)]
    undo(db, report.import_id)
    assert rows(db, "SELECT DISTINCT person_key FROM message") == [("linkedin:in/maria-old-fict",)]


def test_bad_archive_in_a_folder_of_archives_spoils_itself_only(db, tmp_path) -> None:
    folder = tmp_path / "all"
    folder.mkdir()
    made.zipped(folder, made.archive("05-14-2026", messages=made.messages_csv([made.message(1, 0, True, "Hello")])))
    made.zipped(folder, made.archive("11-21-2026", messages=made.messages_csv([made.message(1, 60, False, "Hi")])))
    (folder / "broken.zip").write_text("<html>Sign in</html>")
    report = ingest_all(db, [(folder, "")])
    assert (report.status, [name for name, _ in report.stops]) == (1, ["broken.zip"])
    assert rows(db, "SELECT COUNT(*) FROM message") == [(2,)]


def test_file_names_that_are_no_text(db, tmp_path) -> None:
    """Names in a broken encoding are stored and shown with question marks."""
    folder = tmp_path / "x"
    folder.mkdir()
    (folder / "Profile.csv").write_bytes(made.profile_csv())
    (folder / "messages.csv").write_bytes(made.messages_csv([made.message(1, 0, True, "Hello")]))
    Path(os.fsdecode(os.fsencode(folder) + b"/odd\xff.csv")).write_text("a,b")
    report = ingest(db, folder)
    assert "odd?.csv" in [file.name for file in report.imports[0].files]
    assert rows(db, "SELECT path FROM import_file WHERE ignored IS NOT NULL") == [("odd?.csv",)]


@pytest.fixture(scope="module")
def big(tmp_path_factory) -> Path:
    """An archive that takes long enough to be killed in the middle of."""
    talk = [made.message(no % 400, no * 97, no % 3 > 0, f"Message {no} " + "text " * 40) for no in range(9_000)]
    files = {
        "messages": made.messages_csv(talk),
        "Connections": made.connections_csv((no, "Acme") for no in range(6_000)),
    }
    return made.zipped(tmp_path_factory.mktemp("big"), made.archive(**files))


def command(db: Path, big: Path) -> list[str]:
    return [sys.executable, str(ROOT / "manage.py"), "import", str(big), "--db", str(db), "--no-refresh"]


@pytest.mark.slow
def test_killed_at_any_moment_files_are_whole_and_the_next_run_goes_on(tmp_path, empty, big) -> None:
    """At least twelve kills at random moments: sound database, whole files only, and in the end the same rows."""
    whole = Path(shutil.copy(empty, tmp_path / "whole.db"))
    began = time.monotonic()
    assert subprocess.run(command(whole, big), check=False, capture_output=True).returncode == 0
    full = time.monotonic() - began
    kills, halfway, chance = 0, 0, random.Random(7)
    while kills < 12 or halfway < 3:
        assert kills < 60, "no kill comes in the middle"
        db = Path(shutil.copy(empty, tmp_path / f"killed-{kills}.db"))
        for _ in range(3):
            kills += killed(command(db, big), db, chance.uniform(0, full / 2))
            assert sound(db)
            halfway += rows(db, "SELECT COUNT(*) FROM import_file")[0][0] in (1, 2)
        assert subprocess.run(command(db, big), check=False, capture_output=True).returncode == 0
        assert sound(db)
        assert state(db) == state(whole)
        assert rows(db, "SELECT state FROM import") == [("done",)], "resumed, not imported a second time"


def killed(program: list[str], db: Path, seconds: float) -> bool:
    """Kill an import some time after it entered itself in the book; return whether it was still at work."""
    child = subprocess.Popen(program, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while child.poll() is None and not rows(db, "SELECT 1 FROM import"):
        time.sleep(0.005)
    try:
        child.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        os.kill(child.pid, signal.SIGKILL)
        child.wait()
        return True
    return False


def sound(db: Path) -> bool:
    """Check the file, and that every file of the import is stored wholly or not at all."""
    with store.reading(db) as conn:
        assert conn.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert conn.execute("PRAGMA foreign_key_check").fetchone() is None
    entered = dict(rows(db, "SELECT no, new FROM import_file WHERE new > 0"))
    told = dict(rows(db, "SELECT file_no, COUNT(*) FROM sighting GROUP BY file_no"))
    assert told == entered
    stored = rows(db, "SELECT (SELECT COUNT(*) FROM message), (SELECT COUNT(*) FROM connection)")[0]
    assert stored[0] in (0, 9_000)
    assert stored[1] in (0, 6_000)
    return True


@pytest.mark.slow
def test_two_processes_import_the_same_archive_at_once(db, empty, big, tmp_path) -> None:
    """Whoever comes second waits for the file, finds it stored, and changes nothing."""
    whole = Path(shutil.copy(empty, tmp_path / "whole.db"))
    ingest(whole, big)
    children = [subprocess.Popen(command(db, big), stdout=subprocess.DEVNULL) for _ in range(2)]
    assert [child.wait() for child in children] == [0, 0]
    assert sound(db)
    assert state(db) == state(whole)
