"""What stands between the network and Streamlit: security headers, the page's language, who may come near at all."""

import ipaddress
import re
from base64 import b64encode
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import streamlit as st

from pages.locale import LANGUAGES
from pages.ui import session

CLOSED = "/_stcore/metrics"
"""Lists names of cached functions to whoever asks."""
LOCAL_NAMES = ("localhost", "testserver")


@cache
def content_policy() -> str:
    """Return the policy that lets a page load from its own origin only; inline scripts are Streamlit's own, by hash."""
    index = (Path(st.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    inline = re.findall(r"<script>(.*?)</script>", index, re.DOTALL)
    hashes = " ".join(f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for text in inline)
    return (
        "default-src 'self'; img-src 'self' data: blob:; font-src 'self' data:; "
        f"script-src 'self' 'wasm-unsafe-eval' {hashes}; style-src 'self' 'unsafe-inline'; "
        "connect-src 'self'; worker-src 'self' blob:; frame-ancestors 'none'; "
        "base-uri 'self'; form-action 'self'; object-src 'none'"
    )


def headers() -> list[tuple[bytes, bytes]]:
    """Return the security headers of every answer."""
    return [
        (b"content-security-policy", content_policy().encode()),
        (b"x-content-type-options", b"nosniff"),
        (b"referrer-policy", b"no-referrer"),
        (b"x-frame-options", b"DENY"),
        (b"cross-origin-opener-policy", b"same-origin"),
    ]


def refusal(option: Callable[[str], Any], sign_in: bool) -> str:
    """Return why the server must not start with this configuration; "" when it may."""
    for name in ("server.enableCORS", "server.enableXsrfProtection"):
        if not option(name):
            return f"Rapport does not start with {name} = false: any web page could then read or upload data here."
    address = option("server.address")
    if sign_in or is_loopback(address or "0.0.0.0"):  # noqa: S104 (the check is against it)
        return ""
    return (
        f"Rapport does not listen on {address or 'every address'} without a sign-in: anybody on the network could read "
        "your team's messages. Use --server.address 127.0.0.1, or set up [auth] in .streamlit/secrets.toml."
    )


def is_loopback(host: str) -> bool:
    """Tell whether an address or a name means this machine only."""
    name = host.strip("[]")
    if name in LOCAL_NAMES:
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


class Door:
    """ASGI middleware; leaves the websocket's content alone."""

    def __init__(self, app: Callable) -> None:
        self.app = app

    async def __call__(self, scope: dict, receive: Callable, send: Callable) -> None:
        """Answer one request, or refuse it."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
        elif not _may_come(scope):
            await _refuse(scope, send, 403, b"Rapport answers on this machine only until a sign-in is set up.")
        elif scope["path"].endswith(CLOSED):
            await _refuse(scope, send, 404, b"Not found")
        elif scope["type"] == "websocket":
            await self.app(scope, receive, send)
        else:
            await self._answer(scope, receive, send)

    async def _answer(self, scope: dict, receive: Callable, send: Callable) -> None:
        lang = _language(scope)
        if lang != "en":
            scope = {**scope, "headers": [h for h in scope["headers"] if h[0] not in _CACHING]}
        start: dict = {}
        body = bytearray()

        async def out(message: dict) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *headers()]
                if lang != "en" and _is_html(message):
                    start.update(message)
                    return
            elif start:
                body.extend(message.get("body", b""))
                if message.get("more_body"):
                    return
                await _send_page(send, start, bytes(body), lang)
                return
            await send(message)

        await self.app(scope, receive, out)


_CACHING = (b"accept-encoding", b"if-none-match", b"if-modified-since")


def _is_html(message: dict) -> bool:
    kind = dict(message["headers"]).get(b"content-type", b"")
    return message["status"] == 200 and kind.startswith(b"text/html")


async def _send_page(send: Callable, start: dict, body: bytes, lang: str) -> None:
    body = body.replace(b'<html lang="en">', f'<html lang="{lang}">'.encode(), 1)
    kept = [(name, value) for name, value in start["headers"] if name not in (b"content-length", b"etag")]
    await send({**start, "headers": [*kept, (b"content-length", str(len(body)).encode())]})
    await send({"type": "http.response.body", "body": body})


def _language(scope: dict) -> str:
    """Return the language a page is asked in; what is no page stays as it is."""
    if scope["method"] != "GET" or b"text/html" not in dict(scope["headers"]).get(b"accept", b""):
        return "en"
    asked = parse_qs(scope["query_string"].decode("latin-1")).get("lang", [""])[0]
    return asked if asked in LANGUAGES else session.team_language()


def _may_come(scope: dict) -> bool:
    """Without a sign-in only this machine may come, and only under a name of its own (against DNS rebinding)."""
    if session.auth_configured():
        return True
    at = (scope.get("server") or ("127.0.0.1",))[0]
    named = dict(scope["headers"]).get(b"host", b"").decode("latin-1")
    return is_loopback(at) and is_loopback(re.sub(r":\d+$", "", named))


async def _refuse(scope: dict, send: Callable, status: int, words: bytes) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008})
        return
    await send(
        {"type": "http.response.start", "status": status, "headers": [(b"content-type", b"text/plain"), *headers()]}
    )
    await send({"type": "http.response.body", "body": words})
