"""Pipedrive: what comes of its rows, and its traps one by one."""

import json

import pytest

from connectors.crm.errors import Answer
from connectors.crm.pipedrive import judge
from data.crm_records import CrmPerson, Deal, Lead, crm_id
from tests.connectors.crm.crm_servers import CrmServer, codes, data, dump, prepared, synced
from tests.connectors.crm.fake_pipedrive import Pipedrive


@pytest.fixture
def server():
    with CrmServer(Pipedrive()) as started:
        yield started


def row(db, kind, table, *native):
    found = [one for one in dump(db)[table] if one[0] == crm_id("pipedrive", kind, *native)]
    assert len(found) == 1
    return kind(*found[0])


def test_everything_comes_in_archived_deals_too(server, tmp_path):
    db = prepared(tmp_path)
    report = synced(server, db)
    assert (report.status, codes(report)) == (0, [])
    told = dump(db)
    assert [len(told[name]) for name in ("deal", "crm_person", "lead", "crm_source")] == [135, 59, 49, 1]
    assert len(told["stage_change"]) == 270
    won = row(db, Deal, "deal", "5")
    assert (won.status, won.amount, won.currency, won.closed_at) == ("won", 150050, "EUR", "2026-11-02T09:00:09Z")
    assert row(db, Deal, "deal", "1").lead_id == crm_id("pipedrive", Lead, "0b2e-0001")
    assert row(db, Deal, "deal", "9002").name == "Deal 9002"
    person = row(db, CrmPerson, "crm_person", "contact", "3")
    assert json.loads(person.emails) + json.loads(person.urls) == ["p3@x.example", "https://linkedin.com/in/p3"]
    assert synced(server, db).imports[0].new == 0
    assert dump(db) == told


def test_only_what_changed_is_asked_for_again(server, tmp_path):
    db = prepared(tmp_path)
    synced(server, db)
    server.fake.touch()
    server.log.clear()
    synced(server, db)
    assert row(db, Deal, "deal", "3").name == "Renamed"
    assert row(db, Deal, "deal", "7").gone == "deleted"
    assert sum("/changelog" in one[1] for one in server.log) <= 140
    followed = dump(db)
    synced(server, db, full=True)
    assert dump(db) == followed


def test_a_converted_lead_stays_though_it_is_not_listed_any_more(server, tmp_path):
    db = prepared(tmp_path)
    synced(server, db)
    del server.fake.leads[0]
    synced(server, db, full=True)
    assert row(db, Lead, "lead", "0b2e-0001").gone == ""


def test_a_day_used_up_in_the_histories_goes_on_with_those_that_wait(server, tmp_path):
    db, body = prepared(tmp_path), {"success": False, "error": "daily request budget used up"}
    count = [0]

    def spent(request, answer):
        count[0] += 1
        return answer(request) if count[0] <= 30 else data(body, 429)

    server.fail(spent, times=9999, when=lambda request: "/changelog" in request.path)
    assert "crm-limit-today" in codes(synced(server, db))
    server.heal()
    synced(server, db)
    assert sum("/changelog" in one[1] for one in server.log) <= 112
    assert len(dump(db)["stage_change"]) == 270


def test_a_cursor_refused_after_a_break_begins_anew(server, tmp_path):
    db = prepared(tmp_path)
    server.fail(lambda *_: data({}, 500), at=11, times=99)
    synced(server, db)
    server.heal()
    server.fail(lambda *_: data({"success": False, "error": "cursor"}, 400), times=1, when=lambda r: "cursor" in r.args)
    assert synced(server, db).status == 0
    assert len(dump(db)["deal"]) == 135


@pytest.mark.parametrize(
    ("status", "headers", "text", "meant"),
    [
        (429, {"x-ratelimit-reset": "2", "x-ratelimit-remaining": "0"}, "", ("again", 2.0, "")),
        (429, {"x-daily-requests-left": "0"}, "", ("stop", None, "limit-today")),
        (429, {}, "Daily budget exceeded", ("stop", None, "limit-today")),
        (429, {"x-ratelimit-reset": "soon"}, "", ("again", None, "")),
        (403, {}, "<html>blocked</html>", ("stop", None, "blocked")),
    ],
)
def test_limits_are_told_apart(status, headers, text, meant):
    verdict = judge(Answer(status, headers, None, text))
    assert (verdict.kind, verdict.seconds, verdict.code) == meant
