"""amoCRM: what comes of its rows, and its traps one by one."""

import json

import pytest
from werkzeug import Response

from data.crm_records import CrmPerson, Deal, crm_id
from tests.connectors.crm.crm_servers import CrmServer, codes, dump, prepared, synced
from tests.connectors.crm.fake_amocrm import AmoCrm


@pytest.fixture
def server():
    with CrmServer(AmoCrm()) as started:
        yield started


def row(db, kind, table, *native):
    found = [one for one in dump(db)[table] if one[0] == crm_id("amocrm", kind, *native)]
    assert len(found) == 1
    return kind(*found[0])


def test_everything_comes_in_once(server, tmp_path):
    db = prepared(tmp_path)
    report = synced(server, db)
    assert (report.status, codes(report)) == (0, [])
    told = dump(db)
    assert [len(told[name]) for name in ("deal", "stage_change", "crm_person", "lead", "crm_source")] == [
        130, 130, 59, 1, 1,
    ]  # fmt: skip
    won = row(db, Deal, "deal", "5")
    assert (won.status, won.amount, won.currency, won.source, won.gone) == ("won", 150000, "RUB", "55", "")
    assert json.loads(won.people)[0][0] == crm_id("amocrm", CrmPerson, "contact", "2001")  # the main one first
    assert row(db, Deal, "deal", "1").closed_at is None
    person = row(db, CrmPerson, "crm_person", "contact", "2003")
    assert json.loads(person.phones) == ["+74951234567"]
    assert json.loads(person.urls) == ["linkedin.com/in/p3"]
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


def test_more_rows_of_one_moment_than_a_page_has(tmp_path):
    with CrmServer(AmoCrm(deals=300, same=200)) as server:
        db = prepared(tmp_path)
        synced(server, db)
        assert len(dump(db)["deal"]) == 300


def test_an_account_that_ignores_filters_is_read_by_pages(server, tmp_path):
    def deaf(request, answer):
        request.args = {name: value for name, value in request.args.items() if not name.startswith(("filter", "order"))}
        return answer(request)

    server.fail(deaf, times=99_999)
    db = prepared(tmp_path)
    synced(server, db)
    assert len(dump(db)["deal"]) == 130
    synced(server, db)
    assert not any(one[-2] for one in dump(db)["deal"])
    assert len(server.log) < 120


def test_a_block_stops_at_once(server, tmp_path):
    """Asking on would make it last: a 403 that is no data ends the run with the very question."""
    server.fail(lambda *_: Response("<html>403</html>", 403, content_type="text/html"), at=9, times=9999)
    assert "crm-blocked" in codes(synced(server, prepared(tmp_path)))
    assert len(server.log) == 10


def test_wild_times_mean_nothing(server, tmp_path):
    server.fake.leads[4] |= {"closed_at": -1}
    server.fake.leads[9] |= {"closed_at": 0}
    db = prepared(tmp_path)
    synced(server, db)
    assert [row(db, Deal, "deal", no).closed_at for no in ("5", "10")] == [None, None]
