"""Every sample of every source that asks: answers given with the import or after it come to the same rows."""

import shutil
from pathlib import Path

import pytest

from connectors.archive import open_upload
from connectors.changing import change
from connectors.ingest import IngestError, ingest, preview
from connectors.refusal import RefusedUpload
from connectors.settle import REDERIVED
from data import facts, questions, store
from data.scope import Scope

EXPORTS = Path(__file__).parent / "exports"
NETWORKS = ("telegram", "whatsapp", "vk", "facebook", "instagram", "x", "x_twitter", "mail")
SAMPLES = sorted(path for name in NETWORKS for path in (EXPORTS / name).glob("*") if not path.name.startswith("."))


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    path = tmp_path_factory.mktemp("empty") / "empty.db"
    store.prepare(path)
    return path


def uploads(path):
    try:
        return open_upload(path)
    except RefusedUpload:
        return []


def state(db):
    with store.reading(db) as conn:
        return facts.content_hash(conn), [tuple(row) for row in conn.execute("SELECT * FROM message ORDER BY id")]


def other_answers(asked):
    """Return for every question that can be answered later the last of its choices."""
    return {
        one["id"]: [choice["value"] for choice in one["choices"]][-1] if one["choices"] else "Asia/Tokyo"
        for one in asked
        if one["id"] in REDERIVED and one["answered_by"] != "file"
    }


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_answers_with_or_after_the_import(path, empty, tmp_path):
    before, after = (shutil.copy(empty, tmp_path / f"{name}.db") for name in ("before", "after"))
    opened = uploads(path)
    try:
        asked = preview(before, opened, "Rep One").as_json()["questions"]
    except IngestError:
        pytest.skip("not an export")
    answers = other_answers(asked)
    if not answers:
        pytest.skip("nothing is open")
    ingest(before, opened, "Rep One", answers=answers)
    ingest(after, opened, "Rep One")
    with store.reading(after) as conn:
        found = questions.listed(conn, Scope(reps=None))
    for one in found:
        if one["answered_by"] != "file" and one["question"] in answers:
            change(after, one["rep_id"], one["network"], one["question"], answers[one["question"]], old=one["value"])
    assert state(after)[1] == state(before)[1]
    assert state(after)[0] == state(before)[0]
