"""Which file is which, what is left closed, and what a stranger's upload is taken for."""

import pytest

from connectors.archive import open_upload
from connectors.connector import Member, Upload
from connectors.sources.linkedin import CONNECTOR
from connectors.sources.linkedin.files import NAMES, NOT_NEEDED, SENSITIVE, plain_name
from connectors.sources.linkedin.readers import READERS
from data.records import Connection
from tests.connectors.linkedin_files import problems, read_file, records

CONNECTIONS = b"First Name,Last Name,URL,Connected On\nInes,Corvalan,,05 Jan 2023\n"
ARCHIVE = "Complete_LinkedInDataExport_03-09-2026.zip"


def parts_of(files: dict[str, bytes], name: str = ARCHIVE) -> dict[str, tuple[str, str]]:
    return {part.member.path: (part.kind, part.ignored) for part in CONNECTOR.recognise(Upload.of(name, files))}


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Connections.csv", "connections"),
        ("CONNECTIONS.CSV", "connections"),
        ("Connections (1).csv", "connections"),
        ("Shares_99999999.csv", "shares"),
        ("Rich Media.csv", "richmedia"),
        ("Rich_Media.csv", "richmedia"),
        ("Job Applications_2.csv", "jobapplications"),
        ("Shares_backup.csv", "sharesbackup"),
        ("Profile Summary.csv", "profilesummary"),
        ("Connections.xlsx", ""),
    ],
)
def test_names_are_compared_without_dress(name, plain):
    assert plain_name(name) == plain


def test_every_reader_has_a_file_name_and_none_is_sensitive():
    names = {name for each in NAMES.values() for name in each}
    assert set(READERS) <= set(NAMES) | {"articles"}
    assert not names & (SENSITIVE | NOT_NEEDED)
    assert not SENSITIVE & NOT_NEEDED


def test_the_parts_of_a_complete_archive(exports):
    (upload,) = open_upload(exports / "linkedin/16_zips/Complete_LinkedInDataExport_03-09-2026.zip")
    parts = {part.member.path: part.ignored for part in CONNECTOR.recognise(upload)}
    assert len(parts) == 31
    assert [path for path, why in parts.items() if why == "unknown"] == ["Some Future Feed.csv"]
    assert {path for path, why in parts.items() if why == "sensitive"} >= {
        "Jobs/Job Seeker Preferences.csv", "Jobs/Job Applications_1.csv", "Registration.csv", "PhoneNumbers.csv",
        "Ad_Targeting.csv",
    }  # fmt: skip
    assert {"messages.csv", "Connections.csv", "Notes.csv", "Profile.csv"} <= {
        path for path in parts if not parts[path]
    }


class Opened(Exception):
    pass


def closed(path: str) -> Member:
    def opener():
        raise Opened(path)

    return Member(path, 100, opener)


def test_sensitive_files_are_never_opened():
    names = [
        "Jobs/Job Seeker Preferences.csv",
        "Logins.csv",
        "Security Challenges.csv",
        "Receipts_v2.csv",
        "Salary.csv",
        "Inferences_about_you.csv",
        "Verifications/Verifications.csv",
        "Registration.csv",
        "PhoneNumbers.csv",
        "Ads Clicked.csv",
        "Jobs/Job Applications_1.csv",
        "Private_identity_asset.csv",
    ]
    connections = Upload.of("", {"Connections.csv": CONNECTIONS}).members[0]
    upload = Upload(ARCHIVE, (connections, *map(closed, names)))
    parts = CONNECTOR.recognise(upload)
    assert [part.ignored for part in parts] == ["", *["sensitive"] * len(names)]
    CONNECTOR.find_owner(parts)
    CONNECTOR.taken_on(Upload("renamed.zip", upload.members), parts)


def test_a_sensitive_file_alone_is_claimed_and_left_closed():
    (part,) = CONNECTOR.recognise(Upload("Job Seeker Preferences.csv", (closed("Job Seeker Preferences.csv"),)))
    assert part.ignored == "sensitive"


def test_case_10_member_number_and_plain_name():
    shares = b"Date,ShareLink,ShareCommentary\n2026-01-01 10:00:00,x,y\n"
    assert parts_of({"Shares_12345678.csv": shares}) == {"Shares_12345678.csv": ("shares", "")}
    both = parts_of({"Shares_12345678.csv": shares, "Shares.csv": shares})
    assert both == {"Shares.csv": ("shares", ""), "Shares_12345678.csv": ("shares", "duplicate")}


def test_case_11_unknown_files_are_listed():
    parts = parts_of({"Connections.csv": CONNECTIONS, "Some Future Feed.csv": b"a,b\n", "Shares_backup.csv": b"x"})
    assert parts["Some Future Feed.csv"] == ("unknown", "unknown")
    assert parts["Shares_backup.csv"] == ("unknown", "unknown")


def test_case_12_a_sentence_called_csv():
    lines = read_file("Connections.csv", "No connections found")
    assert problems(lines) == [(0, "no-header")]


def test_case_13_two_files_of_one_name_are_both_read():
    parts = parts_of({"Connections.csv": CONNECTIONS, "old/Connections.csv": CONNECTIONS})
    assert set(parts.values()) == {("connections", "")}
    assert len(parts) == 2


def test_empty_files_are_left_out():
    assert parts_of({"Connections.csv": CONNECTIONS, "messages.csv": b""})["messages.csv"] == ("messages", "empty")


def test_talks_with_the_networks_own_helper_are_not_needed(exports):
    (upload,) = open_upload(exports / "linkedin/08_Basic_LinkedInDataExport_08-15-2025")
    left = {part.member.name: part.ignored for part in CONNECTOR.recognise(upload)}
    for name in ("coach_messages.csv", "learning_coach_messages.csv", "learning_role_play_messages.csv"):
        assert left[name] == "not-needed"


def test_renamed_single_files_are_told_by_their_header():
    assert parts_of({"my people.csv": CONNECTIONS}, "my people.csv") == {"my people.csv": ("connections", "")}


@pytest.mark.parametrize(
    "files",
    [
        {"contacts.csv": b"First Name,Last Name,Email\nA,B,c@example.org\n"},
        {"messages.csv": b"id,text\n1,hello\n"},
        {"Profile.csv": b"a,b\n"},
        {"result.json": b"{}"},
        {"photo.jpg": b"\xff\xd8\xff"},
        {},
    ],
)
def test_other_peoples_files_are_not_claimed(files):
    assert parts_of(files, "stuff.zip") == {}


def test_what_is_read_can_be_read(exports):
    """Every part that is not ignored has a reader, in every sample."""
    for folder in sorted((exports / "linkedin").iterdir()):
        if folder.is_dir() and folder.name[:2] < "12":
            for upload in open_upload(folder):
                for part in CONNECTOR.recognise(upload):
                    assert part.ignored or part.kind in READERS


def test_a_translated_header_is_understood(exports):
    for name, count in (("Connections_de.csv", 1), ("Connections_fr.csv", 1)):
        raw = (exports / "linkedin/11_localised_UNVERIFIED" / name).read_bytes()
        assert (
            len([each for each in records(read_file("Connections.csv", raw)) if isinstance(each, Connection)]) == count
        )
