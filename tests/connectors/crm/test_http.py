"""Asking other servers: what is retried, what stops at once, what is never shown. Real servers on loopback."""

import json
import socket
import threading
import time
from contextlib import contextmanager

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Response

from connectors.crm.errors import ApiError, Verdict, usual
from connectors.crm.http import TRIES, Api, Circle, Header

SECRET = "s3cr3t/token"


@pytest.fixture
def server():
    with HTTPServer(threaded=True) as started:
        yield started


@pytest.fixture
def waits():
    return []


def api(server, waits, **more):
    options = {"auth": Header("Authorization", f"Bearer {SECRET}"), "secrets": (SECRET,), "pace": 1e9}
    base = server if isinstance(server, str) else server.url_for("")
    return Api("Acme", base, sleep=waits.append, **(options | more))


@contextmanager
def raw(reply, times=100):
    """A server that sends exactly these bytes, in pieces with pauses where `reply` is a list."""
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(5)

    def serve():
        for _ in range(times):
            try:
                conn, _ = listener.accept()
            except OSError:
                return
            with conn:
                conn.recv(65_536)
                try:
                    for piece in reply if isinstance(reply, list) else [reply]:
                        conn.sendall(piece)
                        if isinstance(reply, list):
                            time.sleep(0.05)
                except OSError:
                    continue

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        listener.close()
        thread.join(6)


def test_an_answer_is_data_with_the_secret_in_its_header_only(server, waits):
    server.expect_ordered_request("/deals", headers={"Authorization": f"Bearer {SECRET}"}).respond_with_json({"a": 1})
    found = api(server, waits).get("/deals", {"limit": 1})
    assert (found.status, found.data, waits) == (200, {"a": 1}, [])


def test_nothing_is_an_answer_too(server, waits):
    server.expect_request("/x").respond_with_data("", status=204)
    assert api(server, waits).get("/x").data is None


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_passing_faults_are_tried_again(server, waits, status):
    server.expect_ordered_request("/x").respond_with_data("<html>", status=status, content_type="text/html")
    server.expect_ordered_request("/x").respond_with_json([1])
    assert api(server, waits).get("/x").data == [1]
    assert waits == [1.0]


def test_a_search_is_tried_again_like_a_get(server, waits):
    server.expect_ordered_request("/s", method="POST").respond_with_data("", status=503)
    server.expect_ordered_request("/s", method="POST", json={"q": 1}).respond_with_json({"ok": True})
    assert api(server, waits).post("/s", {"q": 1}).data == {"ok": True}


def test_a_fault_that_stays_is_told_after_some_tries(server, waits):
    server.expect_request("/x").respond_with_data("no", status=500)
    with pytest.raises(ApiError) as caught:
        api(server, waits).get("/x")
    assert caught.value.code == "server"
    assert len(server.log) == TRIES
    assert waits == [1.0, 2.0, 4.0, 8.0]


def test_the_wait_that_the_server_names_is_kept_but_not_for_hours(server, waits):
    server.expect_ordered_request("/x").respond_with_data("", status=429, headers={"Retry-After": "7"})
    server.expect_ordered_request("/x").respond_with_data("", status=429, headers={"Retry-After": "21600"})
    with pytest.raises(ApiError) as caught:
        api(server, waits).get("/x")
    assert (caught.value.code, waits) == ("limit", [7.0])


@pytest.mark.parametrize(
    ("status", "code"),
    [(401, "unauthorised"), (402, "plan"), (403, "forbidden"), (404, "missing"), (400, "refused"), (301, "moved")],
)
def test_what_trying_again_does_not_help_stops_at_once(server, waits, status, code):
    body = json.dumps({"message": f"not with {SECRET}"})
    server.expect_request("/x").respond_with_data(body, status=status, headers={"Location": "http://other.example/"})
    with pytest.raises(ApiError) as caught:
        api(server, waits).get("/x")
    assert caught.value.code == code
    assert (len(server.log), waits) == (1, [])
    assert SECRET not in str(caught.value)
    assert "Acme" in str(caught.value)


def test_a_connector_may_judge_otherwise(server, waits):
    def judge(answer):
        if isinstance(answer.data, dict) and answer.data.get("error") == "DAILY":
            return Verdict("stop", code="limit-today")
        return usual(answer)

    server.expect_request("/x").respond_with_json({"error": "DAILY"})  # status 200 with an error inside
    with pytest.raises(ApiError, match="tomorrow"):
        api(server, waits, judge=judge).get("/x")


def test_a_page_in_place_of_data_is_tried_again_then_told(server, waits):
    server.expect_request("/x").respond_with_data("<html>maintenance</html>", content_type="text/html")
    with pytest.raises(ApiError) as caught:
        api(server, waits).get("/x")
    assert caught.value.code == "not-json"


def test_a_mark_before_the_data_is_no_matter(server, waits):
    server.expect_request("/x").respond_with_data(b'\xef\xbb\xbf{"a": 1}', content_type="application/json")
    assert api(server, waits).get("/x").data == {"a": 1}


def test_a_body_that_breaks_off(waits):
    head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n"
    with raw(head + b'{"a": 1}') as address, pytest.raises(ApiError) as caught:
        api(address, waits).get("/x")
    assert caught.value.code == "broken"


def test_a_chunk_that_breaks_off(waits):
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    with raw(head + b"5\r\n[1,2,") as address, pytest.raises(ApiError) as caught:
        api(address, waits).get("/x")
    assert caught.value.code == "broken"


def test_a_server_that_hangs_up(waits):
    with raw(b"") as address, pytest.raises(ApiError) as caught:
        api(address, waits).get("/x")
    assert caught.value.code in ("broken", "unreachable")


def test_a_server_that_drips_has_only_so_long(waits):
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    with raw([head, *[b"1\r\n \r\n"] * 100]) as address:
        began = time.monotonic()
        with pytest.raises(ApiError) as caught:
            api(address, waits, whole=0.3, read=1.0).get("/x")
        assert caught.value.code == "slow"
        assert time.monotonic() - began < 6


def test_nobody_there(waits):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(ApiError) as caught:
        api(f"http://user:{SECRET}@127.0.0.1:{port}/rest/1/{SECRET}", waits).get("/x")
    assert caught.value.code == "unreachable"
    assert SECRET not in str(caught.value)


def test_a_secret_in_the_address_is_never_shown(server, waits):
    server.expect_request("/rest/1/abc/crm.deal.list").respond_with_data("nope", status=500)
    with pytest.raises(ApiError) as caught:
        api(server, waits, secrets=("abc",)).get("/rest/1/abc/crm.deal.list")
    assert "abc" not in str(caught.value) + repr(caught.value.detail)
    assert caught.value.__cause__ is None


def test_a_netrc_does_not_replace_our_header(server, waits, tmp_path, monkeypatch):
    netrc = tmp_path / "netrc"
    netrc.write_text("machine localhost login a password b\nmachine 127.0.0.1 login a password b\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    server.expect_request("/x").respond_with_handler(
        lambda request: Response(json.dumps(request.headers["Authorization"]))
    )
    assert api(server, waits).get("/x").data == f"Bearer {SECRET}"


def test_requests_are_paced(server):
    server.expect_request("/x").respond_with_json(1)
    now, waited = [0.0], []

    def sleep(seconds):
        waited.append(seconds)
        now[0] += seconds

    asking = Api("Acme", server.url_for(""), pace=4.0, sleep=sleep, clock=lambda: now[0])
    for _ in range(5):
        asking.get("/x")
    assert now[0] == pytest.approx(1.0)
    assert asking.asked == 5


def test_a_circle_is_noticed():
    walk = Circle("Acme", "deals")
    walk.step("a")
    walk.step("b")
    with pytest.raises(ApiError, match="again and again"):
        walk.step("a")
