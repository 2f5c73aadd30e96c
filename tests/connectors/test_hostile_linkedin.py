"""Broken and hostile LinkedIn files, imported as a person would: told in plain words, counted right, nothing halved."""

import io
import os
import time
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from connectors.connector import Owner, Problem
from connectors.ingest import IngestError, ingest, ingest_all, preview
from connectors.problems import NOTES, WORDS
from connectors.sources.linkedin.people import key_of_link, pair, split_names
from connectors.telling import lines
from data import store
from tests.connectors import linkedin_exports as made
from tests.connectors.linkedin_files import CONTEXT, problems, read_file, records

ARCHIVE = "Complete_LinkedInDataExport_11-21-2026.zip"
TALK = [made.message(1, 0, True, "Hello"), made.message(1, 60, False, "Hi"), made.message(2, 10, True, "Two")]
MESSAGES = made.messages_csv(TALK)
CONNECTIONS = made.connections_csv([(1, "A"), (2, "B")])
FILES = {"Profile.csv": made.profile_csv(), "messages.csv": MESSAGES, "Connections.csv": CONNECTIONS}
LINK = "https://www.linkedin.com/in/"


@pytest.fixture
def db(tmp_path) -> Path:
    path = tmp_path / "rapport.db"
    store.prepare(path)
    return path


@pytest.fixture
def drop(tmp_path):
    """Return a function that writes a file or an archive and returns its path."""

    def write(name: str, body: bytes | dict[str, bytes]) -> Path:
        path = tmp_path / "dropped" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(body, bytes):
            path.write_bytes(body)
        else:
            with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
                for inside, content in body.items():
                    archive.writestr(inside, content)
        return path

    return write


def stop(db: Path, path: Path) -> str:
    """Import what must not be imported; return the code. The words must be whole and name the file."""
    with pytest.raises(IngestError) as refused:
        ingest(db, path)
    words = str(refused.value)
    assert path.name in words
    assert "{" not in words
    return refused.value.stop.code


def count(db: Path, sql: str) -> list[tuple]:
    with store.reading(db) as conn:
        return [tuple(row) for row in conn.execute(sql)]


def directions(db: Path) -> dict[str, int]:
    return dict(count(db, "SELECT direction, COUNT(*) FROM message GROUP BY 1"))


def workbook() -> bytes:
    book, body = Workbook(), io.BytesIO()
    book.active.append(["First Name", "Last Name", "Connected On"])
    book.save(body)
    return body.getvalue()


@pytest.mark.parametrize(
    ("name", "body", "code"),
    [
        ("Ad_Targeting.csv", b"Member Age\n1\n", "private"),
        ("Receipts_v2.csv", b"a,b\n1,2\n", "private"),
        ("learning_coach_messages.csv", MESSAGES, "not-needed"),
        ("Saved_Items.csv", b"savedItem,CreatedTime\nx,y\n", "not-needed"),
        ("Contacts.csv", b"Source,FirstName\nx,y\n", "not-needed"),
        ("Connections.csv", b"Name;Mail\nx;y\n", "mapping-needed"),
        ("messages.csv", b'{"a": 1}', "other-columns"),
        ("messages.csv", b"\n\n \n", "other-columns"),
        ("messages.csv", b"\0" * 9000, "other-columns"),
        ("messages.csv", b"", "all-empty"),
        ("Connections.csv", b"%PDF-1.7\n1 0 obj", "something-else"),
        ("Connections.csv", b"<!DOCTYPE html><html>Sign in</html>", "something-else"),
        ("Connections.csv", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "something-else"),
        ("Connections.csv", workbook(), "something-else"),
        ("Connections.xlsx", workbook(), "something-else"),
        ("Some Future Feed.csv", b"a,b\n1,2\n", "mapping-needed"),
    ],
)
def test_a_single_file_that_is_not_read_is_told_what_it_is(db, drop, name, body, code):
    assert stop(db, drop(name, body)) == code
    assert count(db, "SELECT COUNT(*) FROM import") == [(0,)]


def test_archives_of_nothing(db, drop):
    assert stop(db, drop(ARCHIVE, {"messages.csv": b"", "Connections.csv": b""})) == "all-empty"


def test_a_profile_of_odd_columns_is_known_by_them_but_a_list_of_people_is_none(db, drop):
    header = b"First Name,Last Name,Public Profile URL\n"
    mine = b"Morgan,Vale,https://www.linkedin.com/in/morgan-vale-fict\n"
    report = ingest(db, drop("Profile_odd_columns.csv", header + mine))
    assert (report.status, report.imports[0].rep_name, report.imports[0].files[0].kind) == (0, "Morgan Vale", "profile")
    assert stop(db, drop("people.csv", header + mine + mine.replace(b"Morgan", b"Bo"))) == "mapping-needed"


def test_what_every_archive_has_is_told_but_is_no_problem(db, drop):
    hidden = CONNECTIONS + b",,,,,,07 Jun 2026\n,,,,,,08 Jun 2026\n"
    report = ingest(db, drop(ARCHIVE, {**FILES, "Connections.csv": hidden}))
    told = [problem.code for problem in report.imports[0].problems]
    assert (told, report.status) == (["hidden-member", "hidden-member"], 0)
    assert any("LinkedIn hides who this is" in line for line in lines(report))
    bad = drop(ARCHIVE, {**FILES, "Connections.csv": hidden + b"A,B,,,,,nonsense\n"})
    assert ingest(db, bad).status == 1
    assert set(WORDS) >= NOTES


def test_a_bad_archive_and_a_foreign_file_in_a_folder_spoil_themselves_only(db, drop, tmp_path):
    drop(ARCHIVE, FILES)
    drop("Basic_LinkedInDataExport_11-20-2026.zip", b"PK\x03\x04" + bytes(100))
    drop("sub/bomb.zip", {"messages.csv": bytes(40 << 20)})
    drop("notes.txt", b"hello")
    report = ingest(db, tmp_path / "dropped")
    assert report.status == 1
    assert sorted(stop.code for _, stop in report.stops) == ["bomb", "not-recognised", "truncated"]
    assert directions(db) == {"in": 1, "out": 2}


def test_nothing_but_files_and_folders_is_opened(db, tmp_path):
    os.mkfifo(tmp_path / "messages.csv")
    assert stop(db, tmp_path / "messages.csv") == "not-a-file"
    assert stop(db, Path("/dev/null")) == "not-a-file"


def test_names_can_not_steer_a_terminal(db, drop):
    names = {"evil\x1b[2J.csv": b"a", "x\u202egpj.csv": b"a", "new\nline.csv": b"a", "ok\u00a0name.csv": b"a"}
    talk = [{**row, "FROM": row["FROM"].replace("Person 1", "Per\x1b[31mson 1")} for row in TALK]
    report = ingest(db, drop(ARCHIVE, {**FILES, **names, "messages.csv": made.messages_csv(talk)}))
    told = "\n".join(lines(report))
    assert "\ufffd[2J" in told
    assert "ok\u00a0name.csv" in told
    assert not {"\x1b", "\u202e"} & set(told)
    assert "Per\ufffd[31mson 1" in told


def test_the_owner_of_one_file_without_links_is_asked_for(db, drop):
    path = drop("messages.csv", made.messages_csv(TALK, "2021"))
    assert [code.code for _, code in ingest(db, path).stops] == ["no-owner"]
    assert directions(db) == {}
    report = ingest(db, path, rep="anna  SOKOLOVA")
    assert (report.status, report.imports[0].rep_name) == (0, "anna SOKOLOVA")
    assert directions(db) == {"in": 1, "out": 2}


def test_half_a_row_is_left_out_and_comes_whole_with_the_whole_file(db, drop):
    for cut in (8, 37):
        report = ingest(db, drop(f"{cut}/messages.csv", MESSAGES[:-cut]), rep="Anna Sokolova")
        assert [problem.code for problem in report.imports[0].problems] == ["cut-off"]
        assert report.status == 1
    ingest(db, drop(ARCHIVE, FILES))
    assert count(db, "SELECT COUNT(*) FROM message") == [(3,)]


def test_a_last_row_without_its_line_end_is_whole():
    body = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\nA,B,,,,,05 Jan 2024"
    assert (len(records(read_file("Connections.csv", body))), problems(read_file("Connections.csv", body))) == (1, [])
    short = body + "\nC,D\nE,F"  # rows without their empty cells at the end, as spreadsheets write them
    assert len(records(read_file("Connections.csv", short))) == 3


def test_names_only_half_alike_ask_whose_it_is(db, drop, tmp_path):
    drop("Profile.csv", made.profile_csv("Boris Levin"))
    drop("messages.csv", made.messages_csv([*TALK, made.message(3, 5, True, "Three")]))
    report = ingest(db, tmp_path / "dropped")
    assert [code.code for _, code in report.stops] == ["no-owner"]
    assert "other-name|Anna Sokolova" in report.imports[0].owner.evidence


def test_one_contact_in_every_talk_is_not_taken_for_the_owner(db, drop):
    talk = [made.message(1, no, True, f"Hello {no}") | {"CONVERSATION ID": f"2-{no}=="} for no in range(3)]
    report = preview(db, drop(ARCHIVE, {"Profile.csv": made.profile_csv(), "messages.csv": made.messages_csv(talk)}))
    assert (report.imports[0].owner.profile_url, report.imports[0].sent) == (made.LINK, 3)
    alone = preview(db, drop("messages.csv", made.messages_csv(talk)))
    assert alone.imports[0].owner == Owner()


def test_two_people_of_one_name_are_not_mixed(db, drop):
    ingest(db, drop(f"a/{ARCHIVE}", FILES))
    other = {
        name: body.replace(b"anna-sokolova", b"anna-two").replace(b"2-talk", b"2-x") for name, body in FILES.items()
    }
    report = ingest(db, drop(f"b/{ARCHIVE}", other))
    assert [stop.code for _, stop in report.stops] == ["who-is-this"]
    assert count(db, "SELECT COUNT(*) FROM message") == [(3,)]


def test_a_slip_far_in_the_future_dates_nothing(db, drop):
    rows = [*TALK, made.message(5, 9, True, "Later") | {"DATE": "2099-01-01 00:00:00 UTC"}]
    report = ingest(db, drop("messages.csv", made.messages_csv(rows)), rep="Anna Sokolova")
    told = report.imports[0]
    assert (told.taken_on, told.period) == ("2026-01-01", ("2026-01-01", "2026-01-01"))
    assert [problem.code for problem in told.problems] == ["future-date"]
    assert count(db, "SELECT sent_at, day, text FROM message WHERE text = 'Later'") == [(None, None, "Later")]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1251", "koi8-r", "utf-8-sig"])
def test_letters_of_any_encoding(encoding):
    header = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    body = header + "Анна,Соколова,,,Завод,Продавец,05 Jan 2024\n" * 3
    assert {row.person_name for row in records(read_file("Connections.csv", body.encode(encoding)))} == {
        "Анна Соколова"
    }


def test_many_nul_characters_are_no_utf16():
    header = b"First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    lines = read_file("Connections.csv", header + b"Anna,Sokolova,,,,,05 Jan 2024\n" + bytes(5000))
    assert records(lines)[0].person_name == "Anna Sokolova"
    assert (0, "nul") in problems(lines)


SLOW = {
    "many jobs at once": ("Positions.csv", "Company Name,Title,Started On,Finished On", "C{},T{},Jan 2020,"),
    "many posts in a second": (
        "Shares.csv",
        "Date,ShareLink,ShareCommentary",
        "2026-01-01 10:00:00,urn%3Ali%3Ashare%3A74000000000{:08},x",
    ),
    "one message again and again": ("messages.csv", "FROM,TO,DATE,CONTENT", "A,B,2026-01-01 10:00:00 UTC,ping"),
}


@pytest.mark.parametrize("case", SLOW)
def test_nothing_grows_with_the_square_of_the_rows(case):
    name, header, row = SLOW[case]
    body = header + "\n" + "".join(row.format(no, no) + "\n" for no in range(20_000))
    start = time.process_time()
    read_file(name, body)
    assert time.process_time() - start < 8


def test_cells_made_to_take_hours():
    start = time.process_time()
    crowd = ", ".join(f"Person {no}" for no in range(3000))
    assert len(split_names(crowd, {"Jane Doe, MBA", "Person 7"})) == 3000
    names = crowd.split(", ")
    assert len(pair(names, [f"linkedin:in/person-{no}-fict" for no in range(2999)])) >= 3000
    assert key_of_link("a." * 50_000 + "linkedin.com/in/") is None
    assert key_of_link("https://de.linkedin.com/in/Anna-Fict?trk=x") == "linkedin:in/anna-fict"
    assert time.process_time() - start < 8


def test_a_year_before_all_networks_in_a_sentence():
    body = "Date/Time,Media Description,Media Link\nYou uploaded a photo on February 1, 0026 at 12:00 PM (GMT),x,https://y\n"
    body = body.replace("You", '"You').replace("(GMT)", '(GMT)"')
    (media,) = records(read_file("Rich_Media.csv", body))
    assert (media.at, media.day) == (None, None)


def test_a_profile_link_that_is_no_address():
    header = "First Name,Last Name,Public Profile URL\n"
    told = records(read_file("Profile.csv", header + "Morgan,Vale,https://[www.linkedin.com/in/Morgan-Fict/?x\n"))
    assert '"slug":"morgan-fict"' in told[1].content


@pytest.mark.parametrize("name", [b"", b"\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff"])
def test_an_archive_with_a_file_of_no_name(db, drop, name):
    body = drop(ARCHIVE, FILES).read_bytes()
    entry = body.rindex(b"PK\x01\x02")
    size = int.from_bytes(body[entry + 28 : entry + 30], "little")
    own = name.ljust(size, b"\0") if name else bytes(size)
    changed = body[: entry + 9] + b"\x08" + body[entry + 10 : entry + 46] + own + body[entry + 46 + size :]
    assert stop(db, drop(ARCHIVE, changed)) in ("damaged", "unsafe-path")


def test_a_profile_of_too_many_jobs_is_told():
    body = "Company Name,Title,Started On,Finished On\n" + "".join(f"C{no},T,Jan 2020,\n" for no in range(1500))
    assert problems(read_file("Positions.csv", body)) == [(1002, "too-many-rows")]


def test_a_workbook_among_the_files_of_an_archive_is_told():
    (line,) = read_file("Connections.xlsx", workbook(), CONTEXT)
    assert isinstance(line[1], Problem)
    assert line[1].code == "not-a-table"
    assert "Excel" in WORDS["not-a-table"].format(**line[1].detail)


def test_many_sources_one_after_another_go_on(db, drop):
    good, bad = drop(ARCHIVE, FILES), drop("messages.csv", b"%PDF-1.7")
    report = ingest_all(db, [(bad, ""), (good, ""), (Path("/nowhere"), "")])
    assert (report.status, [stop.code for _, stop in report.stops]) == (1, ["something-else", "missing"])
    assert directions(db) == {"in": 1, "out": 2}
