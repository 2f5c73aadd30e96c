"""A dry run tells what the import then does: every sample of every network, and what lies beside it."""

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.ingest import IngestError, ingest, preview
from data import store
from data.seen import Seen
from tests.connectors.conftest import EXPORTS
from tests.connectors.telegram_exports import MARIA, ME, account, chat, said, upload

FOLDERS = sorted(path for path in EXPORTS.iterdir() if path.is_dir())


def told(report) -> list:
    return [
        (
            one.name,
            one.stop and one.stop.code,
            [(file.name, file.counts, file.new, file.unchanged) for file in one.files],
        )
        for one in report.imports
    ]


def looked_and_done(db: Path, source) -> tuple[list, list]:
    try:
        looked = told(preview(db, source, "Anna Sokolova"))
    except IngestError as error:
        looked = [error.stop.code]
    try:
        return looked, told(ingest(db, source, "Anna Sokolova"))
    except IngestError as error:
        return looked, [error.stop.code]


@pytest.mark.parametrize("folder", FOLDERS, ids=[path.name for path in FOLDERS])
def test_dry_run_of_every_sample_tells_what_its_import_does(tmp_path, folder) -> None:
    db = tmp_path / "rapport.db"
    store.prepare(db)
    samples = sorted(folder.iterdir())
    random.Random(5).shuffle(samples)
    for sample in samples:
        looked, done = looked_and_done(db, sample)
        assert looked == done, sample


def test_a_person_told_by_two_files_of_one_upload_is_new_once(tmp_path) -> None:
    db = tmp_path / "rapport.db"
    store.prepare(db)
    whole, one = account(chat([said(1, ME), said(2, MARIA)])), chat([said(2, MARIA), said(3, MARIA)])
    looked, done = looked_and_done(db, [upload(whole, one), upload(one, folder="ChatExport_2025-04-03")])
    assert looked == done
    assert [(new, known) for _, _, files in done for *_, new, known in files] == [(3, 0), (1, 2), (0, 3)]


@given(st.lists(st.lists(st.integers(0, 60), max_size=20), max_size=30))
def test_seen_is_a_set_by_table(calls) -> None:
    seen, known = Seen(), set()
    for no, numbers in enumerate(calls):
        table = "message" if no % 2 else "identity"
        ids = {f"{number:016x}ffff" for number in numbers}
        assert seen.fresh(table, ids) == ids - {one for where, one in known if where == table}
        known |= {(table, one) for one in ids}
