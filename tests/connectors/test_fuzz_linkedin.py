"""Every sample file, damaged in a few hundred ways: whatever comes, it is records and problems, never an exception.

RAPPORT_FUZZ=20000 damages so many; RAPPORT_FUZZ_SEED draws others.
"""

import json
import os
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from connectors.archive import open_upload
from connectors.connector import Context, Upload
from connectors.problems import WORDS, evidence_words
from connectors.refusal import RefusedUpload
from connectors.sources import CONNECTORS
from data.records import TABLES

EXPORTS = Path(__file__).parent / "exports" / "linkedin"
SAMPLES = sorted(path for path in EXPORTS.rglob("*") if path.is_file() and path.suffix != ".zip")
ZIPS = sorted(EXPORTS.rglob("*.zip"))
TIMES = int(os.environ.get("RAPPORT_FUZZ", "500"))
SEED = int(os.environ.get("RAPPORT_FUZZ_SEED", "7"))
BLOCKS = 10
EVIL = (
    b'"', b'""', b'"\n', b",", b"\t", b";", b"\r", b"\n\n", b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\\", b"\x1a",
    "\u2028\u202e\x85".encode(), b"\xed\xa0\x80", b"9" * 400, b"-1", b"12026-01-01 00:00:00 UTC", b"0001-01-01",
    b"2026-01-01T00:00:00+23:59", b"linkedin.com/in/", b"%00%ff", b"=cmd()", b"<p>", b"{", b"]", b"LinkedIn Member",
)  # fmt: skip


def flip(draw: random.Random, body: bytearray) -> None:
    for _ in range(draw.randint(1, 8)):
        body[draw.randrange(len(body))] = draw.randrange(256)


def cut(draw: random.Random, body: bytearray) -> None:
    del body[draw.randrange(len(body)) :]


def drop(draw: random.Random, body: bytearray) -> None:
    at = draw.randrange(len(body))
    del body[at : at + draw.randint(1, 60)]


def put(draw: random.Random, body: bytearray) -> None:
    for _ in range(draw.randint(1, 4)):
        at = draw.randint(0, len(body))
        body[at:at] = draw.choice(EVIL)


def repeat(draw: random.Random, body: bytearray) -> None:
    at = draw.randrange(len(body))
    piece = bytes(body[at : at + draw.randint(1, 200)])
    body[at:at] = piece * draw.randint(1, 30)


def swap_cells(draw: random.Random, body: bytearray) -> None:
    cells = bytes(body).split(b",")
    one, other = draw.randrange(len(cells)), draw.randrange(len(cells))
    cells[one], cells[other] = cells[other], cells[one]
    body[:] = b",".join(cells)


def swap_lines(draw: random.Random, body: bytearray) -> None:
    rows = bytes(body).split(b"\n")
    draw.shuffle(rows)
    body[:] = b"\n".join(rows)


def recode(draw: random.Random, body: bytearray) -> None:
    told = bytes(body).decode("utf-8", "replace")
    body[:] = told.encode(draw.choice(("utf-16", "utf-16-be", "cp1252", "cp1251", "utf-32", "utf-7")), "replace")


WAYS: tuple[Callable[[random.Random, bytearray], None], ...] = (
    flip, cut, drop, put, repeat, swap_cells, swap_lines, recode,
)  # fmt: skip


def damaged(draw: random.Random, body: bytes) -> bytes:
    changed = bytearray(body)
    for _ in range(draw.randint(1, 3)):
        if changed:
            draw.choice(WAYS)(draw, changed)
    return bytes(changed)


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
