"""Salesforce: what comes of its rows, and its traps one by one."""

import json

import pytest

from data.crm_records import CrmPerson, Deal, Lead, crm_id
from tests.connectors.crm.crm_servers import CrmServer, codes, data, dump, prepared, synced
from tests.connectors.crm.fake_salesforce import Salesforce, sfid


@pytest.fixture
def server():
    with CrmServer(Salesforce()) as started:
        yield started


def row(db, kind, table, *native):
    found = [one for one in dump(db)[table] if one[0] == crm_id("salesforce", kind, *native)]
    assert len(found) == 1
    return kind(*found[0])


def test_everything_comes_in_once(server, tmp_path):
    db = prepared(tmp_path)
    report = synced(server, db)
    assert (report.status, set(codes(report))) == (0, {"crm-fields"})
    told = dump(db)
    assert [len(told[name]) for name in ("deal", "crm_person", "lead", "ticket")] == [130, 59, 1, 1]
    assert len(told["stage_change"]) == 260  # a row about the amount is no change of the stage
    won = row(db, Deal, "deal", sfid("006", 5))
    assert (won.status, won.amount, won.currency, won.closed_at) == ("won", 150050, "USD", "2026-11-03T09:00:05Z")
    contact = crm_id("salesforce", CrmPerson, "contact", sfid("003", 1))
    assert json.loads(won.people) == [[contact, "Buyer"]]
    came = row(db, Lead, "lead", sfid("00Q", 4))
    assert (came.person_id, came.deal_id) == (contact, crm_id("salesforce", Deal, sfid("006", 1)))
    assert synced(server, db).imports[0].new == 0
    assert dump(db) == told


def test_changes_and_deletions_follow(server, tmp_path):
    db = prepared(tmp_path)
    synced(server, db)
    server.fake.touch()
    synced(server, db)
    assert row(db, Deal, "deal", sfid("006", 3)).name == "Renamed"
    assert row(db, Deal, "deal", sfid("006", 7)).gone == "deleted"
    followed = dump(db)
    synced(server, db, full=True)
    assert dump(db) == followed


def test_a_merged_contact_points_to_the_survivor(server, tmp_path):
    db = prepared(tmp_path)
    synced(server, db)
    lost = server.fake.tables["Contact"][4]
    lost |= {"IsDeleted": True, "MasterRecordId": sfid("003", 1), "SystemModstamp": "2026-11-09T00:00:00.000+0000"}
    synced(server, db)
    person = row(db, CrmPerson, "crm_person", "contact", sfid("003", 5))
    assert (person.gone, person.merged_into) == ("merged", crm_id("salesforce", CrmPerson, "contact", sfid("003", 1)))


def test_a_cursor_that_expired_is_replaced_by_a_query_from_the_last_row(server, tmp_path):
    gone = [{"message": "x", "errorCode": "INVALID_QUERY_LOCATOR"}]
    server.fail(lambda *_: data(gone, 400), times=3, when=lambda request: "/query/" in request.path)
    db = prepared(tmp_path)
    assert synced(server, db).status == 0
    assert len(dump(db)["deal"]) == 130


def test_the_next_page_is_never_asked_for_elsewhere(server, tmp_path):
    synced(server, prepared(tmp_path))
    assert any("/query/01g" in one[1] for one in server.log)  # though the links lead to another host


def test_more_rows_of_one_moment_than_a_page_has(tmp_path):
    with CrmServer(Salesforce(deals=300, same=250)) as server:
        db = prepared(tmp_path)
        synced(server, db)
        assert len(dump(db)["deal"]) == 300


def test_a_quota_used_up_ends_the_run_at_once(server, tmp_path):
    limit = [{"message": "TotalRequests Limit exceeded.", "errorCode": "REQUEST_LIMIT_EXCEEDED"}]
    server.fail(lambda *_: data(limit, 403), at=9, times=99)
    assert "crm-limit-today" in codes(synced(server, prepared(tmp_path)))
    assert len(server.log) == 10
