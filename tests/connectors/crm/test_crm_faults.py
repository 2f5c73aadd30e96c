"""Every CRM against every fault, at many points of a run: afterwards, a run leaves what a clean one does.

Also: the number of questions is bounded, nothing raises, and no secret is ever in what is told.
"""

import gzip
import json

import pytest
from werkzeug import Response

from tests.connectors.crm.crm_servers import SECRET, CrmServer, data, dump, killed, prepared, synced
from tests.connectors.crm.fakes import FAKES

HTML = "<html><body>nginx</body></html>"


def _lists(told):
    """Yield the lists of rows in an answer."""
    for value in told.values() if isinstance(told, dict) else []:
        if isinstance(value, list):
            yield value
        yield from _lists(value)


def spoilt(change):
    def fault(request, answer):
        good = answer(request)
        told = json.loads(good.get_data() or b"null")
        return data(change(told), good.status_code)

    return fault


def rubbish(told):
    for rows in list(_lists(told)):
        rows += [None, "row", 7, [], {}, {"id": None}, {"id": {"x": 1}, "properties": 3}]
    return told


def twice(told):
    for rows in list(_lists(told)):
        rows += rows
    return told


def reversed_(told):
    for rows in list(_lists(told)):
        rows.reverse()
    return told


def lost_next(told):
    """Leave out everything that says that there is more."""
    if isinstance(told, dict):
        words = ("next", "next_cursor", "nextRecordsUrl", "_links", "paging")
        return {key: lost_next(value) for key, value in told.items() if key not in words}
    return told


def empty(told):
    for rows in list(_lists(told)):
        rows.clear()
    return told


class Repeated:
    """Answers each path with what it answered there first."""

    def __init__(self):
        self.first = {}

    def __call__(self, request, answer):
        return Response(
            self.first.setdefault(request.path, answer(request).get_data()), content_type="application/json"
        )


def broken_gzip(request, answer):
    return Response(gzip.compress(answer(request).get_data())[:-9], headers={"Content-Encoding": "gzip"})


def bom(request, answer):
    return Response(b"\xef\xbb\xbf" + answer(request).get_data(), content_type="text/html")


def still(status, body="", kind="text/html", **headers):
    return lambda *_: Response(body, status, headers, content_type=kind)


FAULTS = {
    "429": still(429, HTML),
    "429 in a year": still(429, "", **{"Retry-After": "99999999"}),
    "429 yesterday": still(429, "", **{"Retry-After": "Thu, 01 Jan 1970 00:00:00 GMT", "Date": "nonsense"}),
    "500": still(500, "{}", "application/json"),
    "502 html": still(502, HTML),
    "503": still(503),
    "400": still(400, '{"message": "what?"}', "application/json"),
    "401": still(401, f'{{"message": "bad {SECRET}"}}', "application/json"),
    "402": still(402),
    "403 html": still(403, HTML),
    "404": still(404, HTML),
    "204": still(204),
    "200 html": still(200, HTML),
    "200 empty": still(200),
    "200 cut json": still(200, '{"results": [{"id": 1', "application/json"),
    "200 a list": still(200, "[]", "application/json"),
    "200 a number": still(200, "5", "application/json"),
    "200 null": still(200, "null", "application/json"),
    "301": still(301, Location="http://127.0.0.1:9/"),
    "gzip lie": still(200, "plain", "application/json", **{"Content-Encoding": "gzip"}),
    "gzip cut": broken_gzip,
    "bom and html type": bom,
    "rubbish rows": spoilt(rubbish),
    "rows twice": spoilt(twice),
    "rows reversed": spoilt(reversed_),
    "next lost": spoilt(lost_next),
    "rows lost": spoilt(empty),
    "the first page again": Repeated,
}


@pytest.fixture(scope="module", params=FAKES, ids=lambda fake: fake.name)
def clean(request, tmp_path_factory):
    """Return a fake, what a clean run leaves, and how many questions it takes."""
    with CrmServer(request.param()) as server:
        db = prepared(tmp_path_factory.mktemp("clean"))
        assert synced(server, db).status == 0
        return request.param, dump(db), len(server.log)


def told(report):
    return json.dumps(report.as_json(), ensure_ascii=False)


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_leaves_no_trace_once_it_is_over(clean, name, tmp_path):
    fake, expected, questions = clean
    with CrmServer(fake()) as server:
        number = list(FAULTS).index(name)
        at, times = number * 7 % questions, (1, 7)[number % 2]  # each fault at a point of its own
        fault = FAULTS[name]
        server.fail(fault() if isinstance(fault, type) else fault, at=at, times=times)
        db = prepared(tmp_path)
        report = synced(server, db)
        assert len(server.log) <= questions * 3 + 30
        assert report.status == 0 or report.imports[0].problems
        server.heal()
        second = synced(server, db)
        assert SECRET not in told(report) + told(second)
        assert second.status == 0
        assert differences(dump(db), expected) == {}, (at, times)


def differences(found, expected):
    return {
        table: (
            len(found[table]),
            len(expected[table]),
            sorted(map(repr, set(found[table]) ^ set(expected[table])))[:4],
        )
        for table in expected
        if found[table] != expected[table]
    }


def test_a_server_that_dies_at_any_question_and_never_comes_back_ends_the_run(clean, tmp_path):
    fake, expected, questions = clean
    with CrmServer(fake()) as server:
        for at in range(0, questions, max(1, questions // 6)):
            server.heal()
            server.fail(still(500), at=at, times=100_000)
            db = prepared(tmp_path, f"{at}.db")
            report = synced(server, db)
            assert report.status == 1
            assert len(server.log) < questions * 6 + 60
            server.heal()
            synced(server, db)
            assert differences(dump(db), expected) == {}, at


@pytest.mark.slow
def test_killed_again_and_again_nothing_is_lost_or_doubled(clean, tmp_path):
    fake, expected, questions = clean
    with CrmServer(fake()) as server:
        db = prepared(tmp_path)
        codes = [killed(server, db, no) for no in range(1, min(questions, 30), 5)]
        assert -9 in codes
        synced(server, db)
        assert differences(dump(db), expected) == {}


def test_people_work_while_pages_are_read(clean, tmp_path):
    """Rows renamed, added and deleted in the middle of a run are as they are now after the next one."""
    fake, _, questions = clean
    for at in (questions // 2, questions - 3):
        with CrmServer(fake()) as server:
            db = prepared(tmp_path, f"{at}.db")

            def work(request, answer, fake=server.fake):
                fake.touch()
                return answer(request)

            server.fail(work, at=at)
            synced(server, db)
            synced(server, db)
            fresh = prepared(tmp_path, f"{at}-fresh.db")
            synced(server, fresh)
            here = {one[0]: one for one in dump(db)["deal"] if not one[-2]}
            assert here == {one[0]: one for one in dump(fresh)["deal"] if not one[-2]}
