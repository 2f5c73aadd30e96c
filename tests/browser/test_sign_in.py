"""Signing in through a real OpenID Connect exchange with a provider of the test's own, on this machine."""

import json
import time
from urllib.parse import urlencode

import pytest
from joserfc import jwt
from joserfc.jwk import RSAKey
from playwright.sync_api import expect
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from data import store, viewers
from tests.browser.server import free_port, ready, serving

SECRETS = """
[auth]
redirect_uri = "http://127.0.0.1:{port}/oauth2callback"
cookie_secret = "only-for-this-test-only-for-this-test"
client_id = "rapport"
client_secret = "only-for-this-test"
server_metadata_url = "{issuer}/.well-known/openid-configuration"
"""


class Provider:
    """Signs in whoever `email` names."""

    def __init__(self, server: HTTPServer) -> None:
        self.server, self.issuer = server, server.url_for("").rstrip("/")
        self.key = RSAKey.generate_key(2048, {"kid": "one"})
        self.email, self.nonce = "", ""
        server.expect_request("/.well-known/openid-configuration").respond_with_json(self._about())
        server.expect_request("/keys").respond_with_json({"keys": [self.key.as_dict(private=False)]})
        server.expect_request("/authorize").respond_with_handler(self._authorize)
        server.expect_request("/token").respond_with_handler(self._token)

    def _about(self) -> dict:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
        }

    def _authorize(self, request: Request) -> Response:
        self.nonce = request.args.get("nonce", "")
        back = urlencode({"code": "x", "state": request.args["state"]})
        return Response(status=302, headers={"Location": f"{request.args['redirect_uri']}?{back}"})

    def _token(self, _request: Request) -> Response:
        now = int(time.time())
        who = {"sub": self.email, "email": self.email, "email_verified": True, "nonce": self.nonce}
        claims = {**who, "iss": self.issuer, "aud": "rapport", "iat": now, "exp": now + 600}
        token = jwt.encode({"alg": "RS256", "kid": "one"}, claims, self.key)
        body = {"access_token": "x", "token_type": "Bearer", "expires_in": 600, "id_token": token}
        return Response(json.dumps(body), content_type="application/json")


@pytest.fixture
def provider(httpserver):
    return Provider(httpserver)


@pytest.fixture
def address(tmp_path, provider):
    store.prepare(tmp_path / "rapport.db")
    with store.writing(tmp_path / "rapport.db") as conn:
        conn.execute("INSERT INTO rep (id, name) VALUES ('anna', 'Anna Sokolova')")
        viewers.add(conn, "Boss@Example.com", "manager", None, "Olga Sedova")
        viewers.add(conn, "anna@example.com", "rep", "anna")
    port = free_port()
    secrets = tmp_path / "secrets.toml"
    secrets.write_text(SECRETS.format(port=port, issuer=provider.issuer))
    with serving(tmp_path, "--secrets.files", str(secrets), port=port) as found:
        yield found


def sign_in(visit, address, provider, email):
    provider.email = email
    visit.page.goto(address)
    ready(visit.page)
    visit.page.get_by_role("button", name="Sign in").click()
    visit.page.wait_for_url(f"{address}/**")


def test_a_manager_gets_in_until_switched_off(address, provider, visit, tmp_path):
    sign_in(visit, address, provider, "boss@example.com")
    expect(visit.page.get_by_text("Olga Sedova")).to_be_visible(timeout=20_000)
    expect(visit.page.get_by_test_id("stSidebarNav").get_by_role("link", name="Settings")).to_be_visible()
    expect(visit.page.get_by_text("Look as")).to_have_count(0)
    with store.writing(tmp_path / "rapport.db") as conn:
        viewers.disable(conn, "boss@example.com")
    visit.page.get_by_role("radio", name="ru").click()
    expect(visit.page.get_by_text("У вас нет доступа")).to_be_visible()


def test_a_rep_gets_own_pages_only(address, provider, visit):
    sign_in(visit, address, provider, "anna@example.com")
    nav = visit.page.get_by_test_id("stSidebarNav")
    expect(nav.get_by_role("link", name="Import")).to_be_visible(timeout=20_000)
    expect(nav.get_by_role("link", name="Settings")).to_have_count(0)
    visit.page.goto(f"{address}/settings?as=admin")
    expect(visit.page.get_by_text("This page is for other roles.")).to_be_visible(timeout=20_000)


def test_a_stranger_is_told_so(address, provider, visit):
    sign_in(visit, address, provider, "stranger@example.com")
    expect(visit.page.get_by_text("You have no access to this workspace.")).to_be_visible(timeout=20_000)
    expect(visit.page.get_by_text("stranger@example.com")).to_be_visible()
