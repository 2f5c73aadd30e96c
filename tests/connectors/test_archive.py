"""Uploads as people bring them, and as somebody would who wants harm."""

import io
import os
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from connectors.archive import open_upload
from connectors.refusal import REFUSALS, Limits, RefusedUpload

ROOT = Path(__file__).parents[2]
CONNECTIONS = b"First Name,Last Name,Connected On\nInes,Corvalan,05 Jan 2023\n"


def pack(path: Path, files, method=zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, body in files.items():
            archive.writestr(name, body)
    return path


def body_of(member) -> bytes:
    with member.open() as file:
        return file.read()


def drain(path: Path, **limits) -> None:
    for upload in open_upload(path, **limits):
        for member in upload.members:
            body_of(member)


def contents(path: Path, **limits) -> dict[str, dict[str, bytes]]:
    uploads = open_upload(path, **limits)
    return {upload.name: {m.path: body_of(m) for m in upload.members} for upload in uploads}


def refusal(path: Path, **limits) -> str:
    with pytest.raises(RefusedUpload) as refused:
        drain(path, **limits)
    words = str(refused.value)
    assert "{" not in words
    assert words == REFUSALS[refused.value.code].format(**refused.value.detail)
    return refused.value.code


def test_a_zip_is_its_files(tmp_path):
    files = {"Connections.csv": CONNECTIONS, "Jobs/Saved Jobs.csv": b"x"}
    assert contents(pack(tmp_path / "a.zip", files)) == {"a.zip": files}


def test_case_01_a_folder_even_one_named_zip(tmp_path):
    folder = tmp_path / "Complete_LinkedInDataExport_04-13-2026.zip"
    (folder / "Jobs").mkdir(parents=True)
    (folder / "Connections.csv").write_bytes(CONNECTIONS)
    (folder / "Jobs" / "Saved Jobs.csv").write_bytes(b"x")
    assert contents(folder) == {folder.name: {"Connections.csv": CONNECTIONS, "Jobs/Saved Jobs.csv": b"x"}}


def test_case_02_rezipped_by_a_mac(exports):
    (upload,) = open_upload(exports / "linkedin/16_zips/rezipped_by_mac (1).zip")
    names = {member.name for member in upload.members}
    assert len(upload.members) == 7
    assert "Connections.csv" in names
    assert not {name for name in names if name.startswith((".", "_"))}


def test_case_06_half_a_download(exports):
    assert refusal(exports / "linkedin/16_zips/truncated_download.zip") == "truncated"


def test_case_06_damaged_in_the_middle(tmp_path):
    path = pack(tmp_path / "a.zip", {"messages.csv": os.urandom(5000)}, zipfile.ZIP_STORED)
    body = bytearray(path.read_bytes())
    body[2000:2010] = b"0123456789"
    path.write_bytes(body)
    assert refusal(path) == "damaged"


def test_case_07_a_web_page_called_zip(exports):
    assert refusal(exports / "linkedin/16_zips/expired_link_page.zip") == "web-page"


def test_other_things_called_zip(tmp_path):
    for body, code in (b"", "not-zip"), (b"hello", "not-zip"), (b"Rar!\x1a\x07", "other-archive"):
        (tmp_path / "a.zip").write_bytes(body)
        assert refusal(tmp_path / "a.zip") == code


def test_case_08_a_path_out_of_the_archive(exports):
    assert refusal(exports / "linkedin/16_zips/zip_slip.zip") == "unsafe-path"


@pytest.mark.parametrize("name", ["/etc/passwd", "..\\..\\evil.csv", "C:\\evil.csv", "a/../../b.csv"])
def test_case_08_paths_that_point_elsewhere(tmp_path, name):
    assert refusal(pack(tmp_path / "a.zip", {name: b"x"})) == "unsafe-path"


def test_case_08_a_bomb_by_its_directory(tmp_path):
    path = pack(tmp_path / "a.zip", {"messages.csv": bytes(40 << 20)})
    assert path.stat().st_size < 100_000
    assert refusal(path) == "bomb"


def test_case_08_a_bomb_that_lies_about_its_size(tmp_path):
    path = pack(tmp_path / "a.zip", {"messages.csv": bytes(40 << 20)})
    body = path.read_bytes()
    told = struct.pack("<I", 40 << 20)
    assert body.count(told) == 2
    path.write_bytes(body.replace(told, struct.pack("<I", 5000)))
    assert refusal(path) == "damaged"


def test_case_08_many_members_of_harmless_size(tmp_path):
    path = pack(tmp_path / "a.zip", {f"{no}.csv": b"x" * 100 for no in range(30)})
    assert len(open_upload(path)[0].members) == 30
    assert refusal(path, limits=Limits(members=20)) == "too-many"
    assert refusal(path, limits=Limits(total=2000)) == "bomb"
    assert refusal(path, limits=Limits(member=50)) == "bomb"


def test_case_08_mailboxes_hold_years_and_have_a_limit_of_their_own(tmp_path):
    path = pack(tmp_path / "a.zip", {"Takeout/Mail/All mail.mbox": b"x" * 3000, "a.csv": b"x" * 40})
    assert len(open_upload(path, Limits(member=50, total=100))[0].members) == 2
    assert refusal(path, limits=Limits(member=50, total=100, mailbox=2000)) == "bomb"
    alone = tmp_path / "All mail.mbox"
    alone.write_bytes(b"x" * 3000)
    assert open_upload(alone, Limits(member=50))
    assert refusal(alone, limits=Limits(mailbox=2000)) == "too-big"


def test_case_08_real_bytes_are_counted(tmp_path):
    """Each member keeps to its limits; together, as they are read, they do not."""
    path = pack(tmp_path / "a.zip", {f"{no}.csv": os.urandom(3 << 20) for no in range(3)}, zipfile.ZIP_STORED)
    uploads = open_upload(path)
    archive = uploads[0].members[0].open().raw.archive
    archive.budget.limits = Limits(total=5 << 20)
    assert [len(body_of(member)) for member in uploads[0].members[:1]] == [3 << 20]
    with pytest.raises(RefusedUpload) as refused:
        body_of(uploads[0].members[1])
    assert refused.value.code == "bomb"


def test_case_08_a_directory_of_millions_is_not_loaded(tmp_path):
    path = tmp_path / "a.zip"
    count, size = 5_000_000, 300_000_000
    record = b"PK\x06\x06" + struct.pack("<QHHIIQQQQ", 44, 45, 45, 0, 0, count, count, size, 0)
    locator = b"PK\x06\x07" + struct.pack("<IQI", 0, 4, 1)
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    path.write_bytes(b"PK\x03\x04" + record + locator + end)
    assert refusal(path) == "too-many"


def test_links_are_refused(tmp_path):
    link = zipfile.ZipInfo("Connections.csv")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(link, "/etc/passwd")
    assert refusal(tmp_path / "a.zip") == "link"
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "Connections.csv").symlink_to("/etc/passwd")
    assert refusal(folder) == "link"


def test_a_linked_folder_inside_is_not_followed(tmp_path):
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.csv").write_bytes(b"x")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "Connections.csv").write_bytes(CONNECTIONS)
    (folder / "more").symlink_to(tmp_path / "outside", target_is_directory=True)
    assert contents(folder) == {"folder": {"Connections.csv": CONNECTIONS}}


def test_an_encrypted_archive_is_refused(tmp_path):
    path = pack(tmp_path / "a.zip", {"Connections.csv": CONNECTIONS})
    body = bytearray(path.read_bytes())
    for magic, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        body[body.index(magic) + at] |= 1
    path.write_bytes(body)
    assert refusal(path) == "encrypted"


def test_an_unknown_way_of_packing_is_refused(tmp_path):
    path = pack(tmp_path / "a.zip", {"Connections.csv": CONNECTIONS})
    body = bytearray(path.read_bytes())
    for magic, at in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        body[body.index(magic) + at] = 9
    path.write_bytes(body)
    assert refusal(path) == "method"


def test_archives_in_an_archive(tmp_path):
    inner = pack(tmp_path / "inner.zip", {"Connections.csv": CONNECTIONS}).read_bytes()
    takeout = {"takeout-1-001.zip": inner, "takeout-1-002.zip": inner, "__MACOSX/._x.zip": b"x"}
    both = contents(pack(tmp_path / "a.zip", takeout))
    assert both == {name: {"Connections.csv": CONNECTIONS} for name in list(takeout)[:2]}
    mixed = contents(pack(tmp_path / "b.zip", {"1.zip": inner, "Connections.csv": CONNECTIONS}))
    assert mixed["b.zip"]["1.zip"] == inner  # a document among others: listed, never unpacked
    beside = pack(tmp_path / "c.zip", {"facebook-anna.zip": inner, "readme.txt": b"x"})
    assert list(contents(beside)) == ["c.zip", "facebook-anna.zip"]
    alone, within = open_upload(tmp_path / "inner.zip")[0], open_upload(beside)[1]
    assert alone.sha256 == within.sha256


def test_archives_in_an_archive_keep_to_the_limits_together(tmp_path):
    inner = pack(tmp_path / "inner.zip", {f"{no}.csv": b"x" * 100 for no in range(10)}).read_bytes()
    path = pack(tmp_path / "a.zip", {f"{no}.zip": inner for no in range(3)})
    assert len(open_upload(path)) == 3
    assert refusal(path, limits=Limits(members=30)) == "too-many"
    assert refusal(path, limits=Limits(total=2 * len(inner) + 2000)) == "bomb"
    for _ in range(3):
        inner = pack(tmp_path / "b.zip", {"deeper.zip": inner}).read_bytes()
    assert refusal(tmp_path / "b.zip") == "nested"
    bomb = pack(tmp_path / "c.zip", {"messages.csv": bytes(40 << 20)}).read_bytes()
    assert refusal(pack(tmp_path / "d.zip", {"1.zip": bomb, "2.zip": bomb})) == "bomb"
    bad = pack(
        tmp_path / "e.zip", {"good.zip": pack(tmp_path / "f.zip", {"a.csv": b"x"}).read_bytes(), "no.zip": b"no"}
    )
    assert [(one.name, one.refused and one.refused.code) for one in open_upload(bad)] == [
        ("good.zip", None), ("no.zip", "damaged"),
    ]  # fmt: skip


def test_nothing_to_read(tmp_path):
    assert refusal(tmp_path / "none") == "missing"
    (tmp_path / "empty").mkdir()
    assert refusal(tmp_path / "empty") == "nothing-inside"
    assert refusal(pack(tmp_path / "a.zip", {})) == "nothing-inside"
    assert refusal(pack(tmp_path / "b.zip", {"__MACOSX/._x": b"x", "a/.DS_Store": b"x"})) == "nothing-inside"


def test_a_single_file(tmp_path):
    (tmp_path / "Connections.csv").write_bytes(CONNECTIONS)
    assert contents(tmp_path / "Connections.csv") == {"Connections.csv": {"Connections.csv": CONNECTIONS}}


def test_a_workbook_is_a_file_although_it_is_packed(exports):
    (file,) = sorted((exports / "linkedin/14_analytics_xlsx").glob("Content*.xlsx"))
    (upload,) = open_upload(file)
    assert [member.path for member in upload.members] == [file.name]


def test_case_13_same_name_in_two_folders(tmp_path):
    files = {"Connections.csv": b"1", "old/Connections.csv": b"2", "old/older/Connections.csv": b"3"}
    assert contents(pack(tmp_path / "a.zip", files)) == {"a.zip": files}


def test_same_path_twice_keeps_both(tmp_path):
    path = pack(tmp_path / "a.zip", {"Connections.csv": b"1", "Connections.csw": b"2"})
    path.write_bytes(path.read_bytes().replace(b".csw", b".csv"))
    assert sorted(contents(tmp_path / "a.zip")["a.zip"].values()) == [b"1", b"2"]


def test_a_folder_of_several_exports(tmp_path):
    folder = tmp_path / "team"
    for name in ("anna", "boris"):
        (folder / name).mkdir(parents=True)
        (folder / name / "Connections.csv").write_bytes(name.encode())
    pack(folder / "Basic_LinkedInDataExport_01-05-2026.zip", {"messages.csv": b"m"})
    assert contents(folder) == {
        "anna": {"anna/Connections.csv": b"anna"},
        "boris": {"boris/Connections.csv": b"boris"},
        "Basic_LinkedInDataExport_01-05-2026.zip": {"messages.csv": b"m"},
    }


def test_an_archive_of_several_exports(tmp_path):
    basic, complete = "Basic_LinkedInDataExport_01-05-2026", "Complete_LinkedInDataExport_01-05-2026"
    files = {f"{basic}/Connections.csv": b"1", f"{complete}/Connections.csv": b"2", f"{complete}/Jobs/x.csv": b"3"}
    assert {name: sorted(each) for name, each in contents(pack(tmp_path / "a.zip", files)).items()} == {
        basic: [f"{basic}/Connections.csv"],
        complete: [f"{complete}/Connections.csv", f"{complete}/Jobs/x.csv"],
    }


def test_a_digest_tells_contents_not_places(tmp_path):
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "Connections.csv").write_bytes(CONNECTIONS)
    one, two = (open_upload(tmp_path / name)[0].sha256 for name in ("one", "two"))
    (tmp_path / "two" / "Connections.csv").write_bytes(CONNECTIONS + b"x")
    assert one == two != open_upload(tmp_path / "two")[0].sha256
    assert len(one) == 64


def test_names_in_unmarked_utf8(tmp_path):
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        archive.writestr("Чат.txt", b"x")
    body = bytearray(raw.getvalue())
    for magic, at in ((b"PK\x03\x04", 7), (b"PK\x01\x02", 9)):
        body[body.index(magic) + at] &= ~0x08
    (tmp_path / "a.zip").write_bytes(body)
    assert list(contents(tmp_path / "a.zip")["a.zip"]) == ["Чат.txt"]


CHILD = """
import sys
from pathlib import Path
from connectors.archive import open_upload
from connectors.connector import Context, Owner
from connectors.refusal import RefusedUpload
from connectors.sources.linkedin import CONNECTOR
try:
    for upload in open_upload(Path(sys.argv[1])):
        for part in CONNECTOR.recognise(upload):
            if not part.ignored:
                print(part.kind, sum(1 for _ in CONNECTOR.read(part, Context("r", Owner()))))
except RefusedUpload as error:
    print(error.code)
print(next(int(line.split()[1]) // 1024 for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""


BODIES = {
    "zeros": (b"", b"0" * (1 << 20), 300),
    "one endless cell": (b'From,To,Date,Content\n"', b"a," * (1 << 19), 200),
    "empty lines": (b"From,To,Date,Content\n", b"\n" * (1 << 20), 18),
}


@pytest.mark.slow
@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("packed", [True, False], ids=["zip", "file"])
def test_case_08_memory_stays_small(tmp_path, body, packed):
    start, more, times = BODIES[body]
    path = tmp_path / "messages.csv"
    with path.open("wb") as file:
        file.write(start)
        for _ in range(times):
            file.write(more)
    if packed:
        with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            archive.write(path, "messages.csv")
        path = tmp_path / "a.zip"
    done = subprocess.run([sys.executable, "-c", CHILD, path], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    *told, megabytes = done.stdout.split("\n")[:-1]
    assert int(megabytes) < 700
    assert told == ["bomb"] if packed else "bomb" not in told
