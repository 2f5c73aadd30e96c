"""Every sample file, damaged in a few hundred ways: whatever comes, it is records and problems, never an exception.

RAPPORT_FUZZ=20000 damages so many; RAPPORT_FUZZ_SEED draws others.
"""

import json
import os
import random
import zipfile
from pathlib import Path

import pytest

from connectors.archive import open_upload
from connectors.connector import Context, Upload
from connectors.problems import WORDS, evidence_words
from connectors.refusal import RefusedUpload
from connectors.sources import CONNECTORS
from data.records import TABLES
from tests.connectors.damage import damaged

EXPORTS = Path(__file__).parent / "exports" / "linkedin"
SAMPLES = sorted(path for path in EXPORTS.rglob("*") if path.is_file() and path.suffix != ".zip")
ZIPS = sorted(EXPORTS.rglob("*.zip"))
TIMES = int(os.environ.get("RAPPORT_FUZZ", "500"))
SEED = int(os.environ.get("RAPPORT_FUZZ_SEED", "7"))
BLOCKS = 10


def read_everything(upload: Upload) -> None:
    """Go through an upload as an import does; what it tells must be storable and printable."""
    for connector in CONNECTORS:
        parts = connector.recognise(upload)
        if not parts:
            continue
        owner = connector.find_owner(parts)
        for reason in owner.evidence:
            words, places = evidence_words(reason)
            words.format(**places)
        context = Context("rep", owner, connector.taken_on(upload, parts), "Europe/Lisbon")
        for part in parts:
            for line, what in () if part.ignored else connector.read(part, context):
                assert line >= 0
                check(what)


def check(what) -> None:
    if type(what) not in TABLES:
        assert "{" not in WORDS[what.code].format(**dict.fromkeys(what.detail, 1))
        return
    assert len(what.id) > 8
    json.dumps(what)
    assert all(isinstance(cell, str | int | None) for cell in what)
    assert what.rep_id == "rep"
    if getattr(what, "day", None):
        assert "2002" <= what.day[:4] < "2100"


@pytest.mark.parametrize("block", range(BLOCKS))
def test_no_damage_to_a_sample_file_raises(block):
    draw = random.Random(f"{SEED}/{block}")
    for no in range(TIMES // BLOCKS):
        path = draw.choice(SAMPLES)
        body = damaged(draw, path.read_bytes())
        name = draw.choice((path.name, path.name, "x.csv", "Complete_LinkedInDataExport_03-09-2026.zip"))
        try:
            read_everything(Upload.of(name, {path.name if name != "x.csv" else name: body}))
        except Exception as error:
            raise AssertionError(f"seed {SEED}, block {block}, number {no}: {path.name}: {error!r}") from error


def test_no_damage_to_an_archive_raises_but_what_refuses_it(tmp_path):
    draw = random.Random(SEED)
    path = tmp_path / "Complete_LinkedInDataExport_03-09-2026.zip"
    for no in range(TIMES // 5):
        path.write_bytes(damaged(draw, draw.choice(ZIPS).read_bytes()))
        try:
            for upload in open_upload(path):
                read_everything(upload)
        except RefusedUpload:
            continue
        except Exception as error:
            raise AssertionError(f"seed {SEED}, number {no}: {error!r}") from error


def test_damage_inside_an_archive_raises_nothing(tmp_path):
    draw = random.Random(SEED)
    path = tmp_path / "Complete_LinkedInDataExport_03-09-2026.zip"
    with zipfile.ZipFile(EXPORTS / "16_zips" / path.name) as archive:
        files = {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}
    for _ in range(TIMES // 50):
        with zipfile.ZipFile(path, "w") as archive:
            for name, body in files.items():
                archive.writestr(name, damaged(draw, body) if body and draw.random() < 0.5 else body)
        for upload in open_upload(path):
            read_everything(upload)
