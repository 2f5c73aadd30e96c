"""Bitrix24: what comes of its rows, and its traps one by one."""

import json
import time

import pytest

from connectors.crm.bitrix24 import judge
from connectors.crm.errors import Answer
from data.crm_records import CrmPerson, Deal, Lead, crm_id
from tests.connectors.crm.crm_servers import CrmServer, codes, data, dump, prepared, synced
from tests.connectors.crm.fake_bitrix24 import Bitrix24


@pytest.fixture
def server():
    with CrmServer(Bitrix24()) as started:
        yield started


def row(db, kind, table, *native):
    found = [one for one in dump(db)[table] if one[0] == crm_id("bitrix24", kind, *native)]
    assert len(found) == 1
    return kind(*found[0])


def test_everything_comes_in_once(server, tmp_path):
    db = prepared(tmp_path)
    report = synced(server, db)
    assert (report.status, codes(report)) == (0, [])
    told = dump(db)
    assert [len(told[name]) for name in ("deal", "stage_change", "crm_person", "lead")] == [130, 130, 60, 1]
    won = row(db, Deal, "deal", "5")
    assert (won.status, won.amount, won.currency, won.closed_at) == ("won", 150050, "EUR", "2026-11-02T09:00:05Z")
    assert (won.pipeline, won.lead_id) == ("0", crm_id("bitrix24", Lead, "8"))
    assert row(db, Deal, "deal", "1").expected_on == "2027-01-31"
    person = row(db, CrmPerson, "crm_person", "contact", "3")
    assert json.loads(person.emails) == ["p3@x.example"]
    assert json.loads(person.handles) == [["telegram", "poe"]]
    assert row(db, Lead, "lead", "8").person_id == crm_id("bitrix24", CrmPerson, "lead", "8")
    assert synced(server, db).imports[0].new == 0
    assert dump(db) == told


def test_changes_and_deletions_follow(server, tmp_path):
    db = prepared(tmp_path)
    synced(server, db)
    server.fake.touch()
    synced(server, db)
    assert row(db, Deal, "deal", "3").name == "Renamed"
    assert row(db, Deal, "deal", "7").gone == "deleted"
    followed = dump(db)
    synced(server, db, full=True)
    assert dump(db) == followed


def test_503_is_a_matter_of_pace_and_429_a_penalty_of_minutes(server, tmp_path):
    waits = []
    server.fail(lambda *_: data({"error": "QUERY_LIMIT_EXCEEDED"}, 503), at=3, times=3)
    server.fail(lambda *_: data({"error": "OPERATION_TIME_LIMIT"}, 429), at=12, times=1)
    assert synced(server, prepared(tmp_path), sleep=waits.append).status == 0
    assert max(waits) == 600


def test_a_penalty_is_waited_for_until_the_moment_that_the_last_good_answer_told(server, tmp_path):
    waits = []

    def tired(request, answer):
        told = json.loads(answer(request).get_data())
        return data(told | {"time": {"operating_reset_at": time.time() + 90}})

    server.fail(tired, at=0, times=5)
    server.fail(lambda *_: data({"error": "OPERATION_TIME_LIMIT"}, 429), at=5, times=1)
    assert synced(server, prepared(tmp_path), sleep=waits.append).status == 0
    assert 80 < max(waits) < 95


@pytest.mark.parametrize(
    ("status", "body", "meant"),
    [
        (503, {"error": "OVERLOAD_LIMIT"}, ("stop", "blocked")),
        (401, {"error": "NO_AUTH_FOUND"}, ("stop", "unauthorised")),
        (401, {"error": "expired_token"}, ("stop", "unauthorised")),
        (403, {"error": "insufficient_scope"}, ("stop", "forbidden")),
        (200, {"error": 0, "result": []}, ("good", "")),
        (200, {"error": "ERROR_CORE", "error_description": "x"}, ("stop", "refused")),
        (500, {"error": "INTERNAL_SERVER_ERROR"}, ("again", "")),
    ],
)
def test_errors_are_read_from_the_body(status, body, meant):
    verdict = judge(Answer(status, {}, body))
    assert (verdict.kind, verdict.code) == meant


def test_the_secret_in_the_address_is_never_shown(server, tmp_path):
    server.http.stop()
    report = synced(server, prepared(tmp_path))
    assert "crm-unreachable" in codes(report)
    assert "5ecret" not in json.dumps(report.as_json())
    server.http.start()
