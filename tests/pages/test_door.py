"""Who may come near, and with which headers they are answered."""

import asyncio

import pytest

from pages.ui import door, session

GOOD = {"server.enableCORS": True, "server.enableXsrfProtection": True, "server.address": "127.0.0.1"}


@pytest.mark.parametrize("address", ["0.0.0.0", "192.168.1.5", None, "::", "dash.example.com"])
def test_refuses_other_addresses_without_sign_in(address):
    options = GOOD | {"server.address": address}
    assert "sign-in" in door.refusal(options.get, sign_in=False)
    assert door.refusal(options.get, sign_in=True) == ""


@pytest.mark.parametrize("address", ["127.0.0.1", "localhost", "::1", "[::1]"])
def test_this_machine_is_fine(address):
    assert door.refusal((GOOD | {"server.address": address}).get, sign_in=False) == ""


@pytest.mark.parametrize("name", ["server.enableCORS", "server.enableXsrfProtection"])
def test_refuses_to_start_unprotected(name):
    assert name in door.refusal((GOOD | {name: False}).get, sign_in=True)


def request(path="/", host="127.0.0.1:8501", server="127.0.0.1", kind="http", accept="text/html", query=""):
    scope = {
        "type": kind,
        "method": "GET",
        "path": path,
        "query_string": query.encode(),
        "server": (server, 8501),
        "headers": [(b"host", host.encode()), (b"accept", accept.encode())],
    }
    sent = []

    async def inner(scope, receive, send):
        if scope["type"] == "websocket":
            await send({"type": "websocket.accept"})
            return
        body = b'<!DOCTYPE html>\n<html lang="en"><title>x</title>'
        headers = [(b"content-type", b"text/html; charset=utf-8"), (b"content-length", str(len(body)).encode())]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body[:10], "more_body": True})
        await send({"type": "http.response.body", "body": body[10:]})

    async def send(message):
        sent.append(message)

    asyncio.run(door.Door(inner)(scope, None, send))
    return sent


@pytest.fixture(autouse=True)
def local(monkeypatch, home):
    monkeypatch.setattr(session, "auth_configured", lambda: False)


def test_answers_carry_the_policy():
    headers = dict(request()[0]["headers"])
    policy = headers[b"content-security-policy"].decode()
    assert "default-src 'self'" in policy
    assert "unsafe-eval" not in policy.replace("wasm-unsafe-eval", "")
    assert "sha256-" in policy
    assert headers[b"x-content-type-options"] == b"nosniff"
    assert headers[b"referrer-policy"] == b"no-referrer"
    assert headers[b"x-frame-options"] == b"DENY"


@pytest.mark.parametrize("host", ["evil.test", "127.0.0.1.evil.test", "", "10.0.0.7:8501"])
@pytest.mark.parametrize("kind", ["http", "websocket"])
def test_foreign_names_are_refused(host, kind):
    first = request(host=host, kind=kind)[0]
    assert first.get("status") == 403 or first["type"] == "websocket.close"


def test_foreign_addresses_are_refused_until_people_sign_in(monkeypatch):
    assert request(server="192.168.1.5")[0]["status"] == 403
    monkeypatch.setattr(session, "auth_configured", lambda: True)
    assert request(server="192.168.1.5", host="dash.example.com")[0]["status"] == 200


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/team/_stcore/metrics"])
def test_metrics_are_closed(path):
    assert request(path)[0]["status"] == 404


def test_page_names_its_language():
    start, body = request(query="lang=ru")
    assert b'<html lang="ru">' in body["body"]
    assert dict(start["headers"])[b"content-length"] == str(len(body["body"])).encode()
    assert b'<html lang="en">' in b"".join(m["body"] for m in request(query="lang=xx")[1:])
