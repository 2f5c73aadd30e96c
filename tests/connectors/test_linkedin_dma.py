import json

import pytest

from connectors.connector import Upload
from connectors.sources.linkedin_dma import CONNECTOR
from tests.connectors.linkedin_files import ARCHIVE, problems, read_all, read_file, records, upload_of

END = {
    "status": 404,
    "serviceErrorCode": 100,
    "code": "RESOURCE_NOT_FOUND",
    "message": "No data found for this memberId",
}


def page(domain: str, *rows: dict, start: int = 0) -> bytes:
    """Return a saved answer."""
    told = {"paging": {"start": start, "count": 10}, "elements": [{"snapshotData": rows, "snapshotDomain": domain}]}
    return json.dumps(told).encode()


def upload(**pages: bytes | dict) -> Upload:
    files = {
        f"{name}.json": body if isinstance(body, bytes) else json.dumps(body).encode() for name, body in pages.items()
    }
    return Upload.of("pages", files)


def reasons(given: Upload) -> dict:
    return {part.member.path: (part.kind, part.ignored) for part in CONNECTOR.recognise(given)}


@pytest.fixture(scope="module")
def sample(exports):
    return upload_of(exports / "linkedin" / "12_dma_snapshot_api")


def test_what_each_saved_page_is(sample):
    assert reasons(sample) == {
        "CONNECTIONS_page0.json": ("connections", ""),
        "CONNECTIONS_page1.json": ("connections", ""),
        "INBOX.json": ("messages", ""),
        "MEMBER_SHARE_INFO.json": ("shares", ""),
        "PROFILE.json": ("profile", ""),
        "changelog.json": ("changelog", "not-needed"),
        "end_of_data_404.json": ("end-of-data", "empty"),
        "wrong_version_426.json": ("error", ""),
    }


def test_pages_of_a_domain_are_read_together_and_once(sample):
    told = read_all(CONNECTOR, sample)
    names = [record.person_name for record in records(told["CONNECTIONS_page0.json"])]
    assert names == ["Ines Corvalan", "Tobias Renn"]
    assert told["CONNECTIONS_page1.json"] == []


def test_owner_and_direction(sample):
    owner = CONNECTOR.find_owner(CONNECTOR.recognise(sample))
    assert (owner.name, owner.confidence) == ("Morgan Vale", "stated")
    assert owner.profile_url == "https://www.linkedin.com/in/morgan-vale-0a1-fict"
    (message,) = records(read_all(CONNECTOR, sample)["INBOX.json"])
    assert (message.direction, message.text) == ("in", "Thanks for the intro")


def test_day_of_the_pages_is_their_newest_row(sample):
    assert CONNECTOR.taken_on(sample, CONNECTOR.recognise(sample)) == "2026-01-06"


def test_a_section_on_two_pages_is_one_record():
    given = upload(
        b=page("SKILLS", {"Name": "Ops"}, start=1),
        a=page("SKILLS", {"Name": "Sales"}),
        c=END,
    )
    (section,) = [record for lines in read_all(CONNECTOR, given).values() for record in records(lines)]
    assert json.loads(section.content) == ["Sales", "Ops"]


def test_rows_are_those_of_the_archive():
    """The same fact from the interface and from the archive is the same row."""
    row = {
        "Date": "2026-01-06 10:00:00",
        "ShareLink": "https://www.linkedin.com/feed/update/urn:li:share:7414200000000000001",
    }
    (paged,) = records(
        read_all(CONNECTOR, upload(a=page("MEMBER_SHARE_INFO", {**row, "ShareCommentary": "Hi"})))["a.json"]
    )
    header = "Date,ShareLink,ShareCommentary\n"
    link = "https://www.linkedin.com/feed/update/urn%3Ali%3Ashare%3A7414200000000000001"
    (archived,) = records(read_file("Shares.csv", header + f"2026-01-06 10:00:00,{link},Hi\n"))
    assert (paged.id, paged.text, paged.at) == (archived.id, archived.text, archived.at)


def test_domains_are_compared_without_case_and_columns_in_any_order():
    given = upload(a=page("Languages", {"Proficiency": "Native", "Name": "English"}, {"Name": "Русский"}))
    (section,) = records(read_all(CONNECTOR, given)["a.json"])
    assert [entry["name"] for entry in json.loads(section.content)] == ["English", "Русский"]


def test_endorsements_given_are_not_counted_as_received():
    given = {"Skill Name": "Ops", "Endorsee First Name": "Ines", "Endorsement Status": "ACCEPTED"}
    received = {"Skill Name": "Sales", "Endorser First Name": "Ines", "Endorsement Status": "ACCEPTED"}
    (section,) = records(read_all(CONNECTOR, upload(a=page("ENDORSEMENTS", given, received)))["a.json"])
    assert json.loads(section.content)["skills"] == {"Sales": {"count": 1, "newest": ""}}


def test_recommendations_that_may_be_given_are_not_taken_for_received():
    lines = read_all(CONNECTOR, upload(a=page("RECOMMENDATIONS", {"First Name": "Ines", "Text": "Good"})))["a.json"]
    assert records(lines) == []
    assert problems(lines) == [(0, "recommendation-side")]


def test_sensitive_domains_are_not_read():
    given = upload(
        x=page("JOB_SEEKER_PREFERENCES", {"Open To Recruiters": "Yes"}), y=page("login", {"IP": "192.0.2.1"})
    )
    assert reasons(given) == {"x.json": ("private", "sensitive"), "y.json": ("private", "sensitive")}


def test_unknown_domains_are_listed():
    assert reasons(upload(a=page("HOLOGRAMS", {"A": "b"}))) == {"a.json": ("holograms", "not-needed")}


def test_several_pages_of_one_domain_in_one_file():
    pages = [json.loads(page("SKILLS", {"Name": name}, start=no)) for no, name in enumerate(("Sales", "Ops"))]
    (section,) = records(read_all(CONNECTOR, upload(all=json.dumps(pages).encode()))["all.json"])
    assert json.loads(section.content) == ["Sales", "Ops"]


def test_several_domains_in_one_file_are_a_clear_problem():
    pages = [json.loads(page("SKILLS", {"Name": "Sales"})), json.loads(page("COURSES", {"Name": "x"}))]
    lines = read_all(CONNECTOR, upload(all=json.dumps(pages).encode()))["all.json"]
    assert problems(lines) == [(0, "several-domains")]


def test_case_63_no_more_data_is_a_normal_end():
    assert reasons(upload(a=END)) == {"a.json": ("end-of-data", "empty")}


def test_case_64_a_domain_that_never_came_does_not_stop_the_others():
    given = upload(MEMBER_SHARE_INFO=END, SKILLS=page("SKILLS", {"Name": "Sales"}), EDUCATION=page("EDUCATION"))
    assert reasons(given)["EDUCATION.json"] == ("end-of-data", "empty")
    assert [len(records(lines)) for lines in read_all(CONNECTOR, given).values()] == [1]


def test_wrong_version_and_half_a_page_are_clear_problems(sample):
    assert problems(read_all(CONNECTOR, sample)["wrong_version_426.json"]) == [(0, "api-version")]
    half = page("SKILLS", {"Name": "Sales"})[:-9]
    assert problems(read_all(CONNECTOR, upload(a=half))["a.json"]) == [(0, "api-error")]


def test_values_that_are_no_text_and_rows_that_are_no_rows():
    body = json.dumps(
        {
            "elements": [
                {"snapshotDomain": "SKILLS", "snapshotData": [{"Name": None}, "x", {"Name": 7}, {"Name": "Ops"}]},
                5,
            ]
        }
    ).encode()
    (section,) = records(read_all(CONNECTOR, upload(a=body))["a.json"])
    assert json.loads(section.content) == ["7", "Ops"]


def test_other_json_is_somebody_elses():
    given = upload(a={"chats": {"list": []}}, b={"status": 404, "message": "Not here"}, c=b"not json", d=b"[" * 100_000)
    assert CONNECTOR.recognise(given) == ()
    assert CONNECTOR.recognise(Upload.of(ARCHIVE, {"Skills.csv": b"Name\nSales\n"})) == ()
