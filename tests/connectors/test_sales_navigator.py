import pytest

from connectors.connector import Upload
from connectors.sources.sales_navigator import CONNECTOR
from tests.connectors.linkedin_files import problems, read_all, records, upload_of

HEADER = "activityId,activityType,createdAt,seatId,memberIdentityKey\n"


def read_text(body: str) -> list:
    return read_all(CONNECTOR, Upload.of("activity.csv", {"activity.csv": body.encode()}))["activity.csv"]


@pytest.fixture(scope="module")
def reports(exports) -> dict:
    return read_all(CONNECTOR, upload_of(exports / "linkedin" / "13_salesnav_analytics"))


def test_activities(reports):
    told = [(row.kind, row.at, row.at_by, row.native_id) for row in records(reports["activity.csv"])]
    assert told == [
        ("inmail_sent", "2026-01-05T10:00:00Z", "exact", "FICTKEY1"),
        ("saved_account", "2026-01-05T10:05:00Z", "exact", ""),
    ]
    assert problems(reports["activity.csv"]) == []


def test_outcomes_are_rows_beside_their_activities(reports):
    (outcome,) = records(reports["activity_outcome_PARTIAL.csv"])
    assert (outcome.kind, outcome.day) == ("inmail_accepted", "2026-01-06")
    assert outcome.id not in {row.id for row in records(reports["activity.csv"])}


def test_outcome_without_a_date_is_still_counted():
    (outcome,) = records(read_text("activityId,activityType\na1,INMAIL_REJECTED\n"))
    assert (outcome.kind, outcome.at, outcome.at_by) == ("inmail_rejected", None, "none")


def test_optional_member_column_may_be_absent():
    assert (
        len(records(read_text("activityId,activityType,createdAt,seatId\na1,MESSAGE_SENT,01-05-2026 10:00:00,1\n")))
        == 1
    )


def test_bad_rows_are_told():
    lines = read_text(HEADER + "a1,SAVED_LEAD,2026-01-05,1,\n,SAVED_LEAD,01-05-2026 10:00:00,1,\n")
    assert problems(lines) == [(2, "bad-date"), (3, "empty-row")]
    assert [(row.kind, row.at) for row in records(lines)] == [("saved_lead", None)]


def test_several_seats_are_refused_as_a_whole():
    lines = read_text(HEADER + "a1,SAVED_LEAD,01-05-2026 10:00:00,1,\na2,SAVED_LEAD,01-05-2026 10:00:00,2,\n")
    assert records(lines) == []
    assert problems(lines) == [(0, "several-seats")]


def test_seats_are_not_needed_and_the_day_is_the_newest(exports):
    files = {"seats.csv": b"seatId,seat status,SSI\n1,ACTIVE,70\n"}
    assert [part.ignored for part in CONNECTOR.recognise(Upload.of("x", files))] == ["not-needed"]
    upload = upload_of(exports / "linkedin" / "13_salesnav_analytics")
    assert CONNECTOR.taken_on(upload, CONNECTOR.recognise(upload)) == "2026-01-06"


def test_nobody_is_named(exports):
    upload = upload_of(exports / "linkedin" / "13_salesnav_analytics")
    assert CONNECTOR.find_owner(CONNECTOR.recognise(upload)).confidence == "unknown"
