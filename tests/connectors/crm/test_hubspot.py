"""HubSpot: what comes of its rows, and its traps one by one."""

import json

import pytest

from connectors.crm import CRMS
from data.crm_records import CrmActivity, CrmPerson, Deal, crm_id
from tests.connectors.crm.crm_servers import CrmServer, codes, data, dump, killed, prepared, synced
from tests.connectors.crm.fake_hubspot import HubSpot


@pytest.fixture
def server():
    with CrmServer(HubSpot()) as started:
        yield started


def row(db, kind, table, *native):
    found = [one for one in dump(db)[table] if one[0] == crm_id("hubspot", kind, *native)]
    assert len(found) == 1
    return kind(*found[0])


def test_everything_comes_in_once_and_means_what_it_should(server, tmp_path):
    db = prepared(tmp_path)
    report = synced(server, db)
    assert report.status == 0
    told = dump(db)
    assert [len(told[name]) for name in ("deal", "stage_change", "crm_person", "lead", "crm_company", "ticket")] == [
        130, 260, 120, 120, 1, 1,
    ]  # fmt: skip
    won = row(db, Deal, "deal", "5")
    assert (won.status, won.amount, won.currency, won.closed_at) == ("won", 150050, "EUR", "2026-11-02T10:00:00Z")
    assert (won.expected_on, won.first_business, won.source) == (None, "newbusiness", "SOCIAL_MEDIA")
    assert json.loads(won.people) == [[crm_id("hubspot", CrmPerson, "contact", "1001"), ""]]
    still = row(db, Deal, "deal", "2")
    assert (still.status, still.closed_at, still.expected_on, still.people) == ("open", None, "2027-01-31", "[]")
    person = row(db, CrmPerson, "crm_person", "contact", "1003")
    assert json.loads(person.emails) == ["p3@example.com"]
    assert json.loads(person.urls) == ["https://linkedin.com/in/p3"]
    call = row(db, CrmActivity, "crm_activity", "calls", "80")
    assert (call.kind, call.direction, call.done) == ("call", "out", 1)
    again = synced(server, db)
    assert again.imports[0].new == 0
    assert dump(db) == told


def test_changes_and_deletions_follow_and_a_full_run_says_the_same(server, tmp_path):
    db = prepared(tmp_path)
    synced(server, db)
    server.fake.touch()
    server.log.clear()
    synced(server, db)
    assert row(db, Deal, "deal", "3").name == "Renamed"
    assert row(db, Deal, "deal", "7").gone == "deleted"
    assert row(db, Deal, "deal", "5000").gone == ""
    followed = dump(db)
    synced(server, db, full=True)
    assert dump(db) == followed


def test_a_merged_contact_points_to_the_survivor(server, tmp_path):
    db = prepared(tmp_path)
    synced(server, db)
    rows = server.fake.tables["contacts"]
    rows.pop(4)
    rows[0]["properties"] |= {"hs_merged_object_ids": "1005", "lastmodifieddate": "2026-11-05T00:00:00Z"}
    synced(server, db)
    merged = row(db, CrmPerson, "crm_person", "contact", "1005")
    assert (merged.gone, merged.merged_into) == ("merged", crm_id("hubspot", CrmPerson, "contact", "1001"))


def test_more_rows_of_one_moment_than_a_search_finds(tmp_path):
    """A bulk change gives 10,050 rows one timestamp: all are read again, in a bounded number of steps."""
    with CrmServer(HubSpot(deals=10_060, contacts=0)) as server:
        db = prepared(tmp_path)
        synced(server, db)
        for deal in server.fake.tables["deals"][:10_050]:
            deal["properties"] |= {"dealname": "Bulk", "hs_lastmodifieddate": "2026-11-04T00:00:00.500Z"}
        server.log.clear()
        synced(server, db)
        assert sum(one[Deal._fields.index("name")] == "Bulk" for one in dump(db)["deal"]) == 10_050
        assert len(server.log) < 700


@pytest.mark.slow
def test_killed_at_every_page_nothing_is_lost_or_doubled(server, tmp_path):
    clean = prepared(tmp_path, "clean.db")
    synced(server, clean)
    questions = len(server.log)
    cut = prepared(tmp_path, "cut.db")
    for no in range(2, questions, 4):
        assert killed(server, cut, no) in (-9, 0)
    fresh = prepared(tmp_path, "fresh.db")
    assert killed(server, fresh, questions // 2) == -9
    for db in (cut, fresh):
        synced(server, db)
        assert dump(db) == dump(clean)


def test_a_day_used_up_ends_the_run_and_the_next_goes_on(server, tmp_path):
    db = prepared(tmp_path)
    body = {"status": "error", "errorType": "RATE_LIMIT", "policyName": "DAILY", "message": "daily"}
    server.fail(lambda *_: data(body, 429), at=14, times=10_000)
    report = synced(server, db)
    assert "crm-limit-today" in codes(report)
    assert "crm-not-asked" in codes(report)
    asked = len(server.log)
    assert asked == 15  # not once more
    server.heal()
    synced(server, db)
    assert len(dump(db)["deal"]) == 130


def test_ten_seconds_used_up_are_waited_for_without_a_retry_after(server, tmp_path):
    waits = []
    body = {"status": "error", "errorType": "RATE_LIMIT", "policyName": "TEN_SECONDLY_ROLLING"}
    server.fail(lambda *_: data(body, 429), at=6, times=3)
    report = synced(server, prepared(tmp_path), sleep=waits.append)
    assert report.status == 0
    assert sum(waits) >= 7


def test_a_missing_scope_costs_only_its_part(server, tmp_path):
    db = prepared(tmp_path)
    server.fail(lambda *_: data({"category": "MISSING_SCOPES"}, 403), times=999, when=lambda r: "/tickets" in r.path)
    server.fail(lambda *_: data({"category": "MISSING_SCOPES"}, 403), times=999, when=lambda r: "/companies" in r.path)
    report = synced(server, db)
    assert "crm-optional" in codes(report)
    assert "crm-forbidden" in codes(report)
    assert (len(dump(db)["deal"]), report.status) == (130, 1)


def test_fields_that_an_account_lacks_are_reported(server, tmp_path):
    report = synced(server, prepared(tmp_path))
    told = [one for one in report.imports[0].problems if one.code == "crm-fields"]
    assert any("closed_lost_reason" in one.detail["fields"] for one in told)


def test_the_old_paths_are_a_setting(server, tmp_path):
    def old(request, answer):
        request.path = request.path.replace("/v3/objects", "/objects/x").replace("/v3/owners", "/owners/x")
        request.path = request.path.replace("/v3/pipelines", "/pipelines/x").replace("/v3/properties", "/properties/x")
        request.path = request.path.replace("/v4/associations", "/associations/x")
        return answer(request)

    server.fail(old, times=10_000)
    place = server.env
    server.__class__ = type(
        "Old", (CrmServer,), {"env": property(lambda _: place | {"RAPPORT_CRM_HUBSPOT_VERSION": "v3"})}
    )
    db = prepared(tmp_path)
    assert synced(server, db).status == 0
    assert any(one[1].startswith("/crm/v3/objects/deals") for one in server.log)
    assert len(dump(db)["deal"]) == 130


def test_the_guide_names_service_keys_first():
    assert "Service Keys" in CRMS["hubspot"].token_guide.split("\n")[0]
