"""The only way to other servers: requests with limits of time, size and pace; faults told apart; secrets masked.

Written against measured traps: a server that drips passes a read timeout, a `.netrc` entry replaces our header, a
redirect drops it, urllib3's retries skip POST and may wait for hours, exception texts hold addresses with secrets.
"""

import json
import logging
import queue
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlsplit

import requests
import urllib3
from requests.auth import AuthBase

from connectors.crm.errors import Answer, ApiError, Verdict, usual

CONNECT, READ, WHOLE = 10.0, 60.0, 180.0
"""Seconds: to connect, between two pieces of an answer, for a whole answer."""
LONGEST = 64_000_000
"""Bytes of one answer."""
TRIES = 5
LONGEST_WAIT = 660.0
"""Seconds that are waited at most before one more try; a longer wait is left to the next run."""

Judge = Callable[[Answer], Verdict]
PaceOf = Callable[[Answer], float | None]

for _name in ("urllib3", "urllib3.connectionpool", "urllib3.connection"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)  # its lines hold addresses, and addresses hold secrets


class Header(AuthBase):
    """A header that proves who asks; as an AuthBase it stays, whatever `.netrc` says."""

    def __init__(self, name: str, value: str) -> None:
        """Take the header's name and secret value."""
        self.name, self.value = name, value

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        """Put the header on a request."""
        if self.name:
            request.headers[self.name] = self.value
        return request

    def __repr__(self) -> str:
        """Never show the value."""
        return f"Header({self.name!r}, ***)"


@dataclass
class Api:
    """A server that is asked politely: paced, retried where that helps, each answer whole or an ApiError.

    crm: its name for people. base: its address; `auth` proves who asks. pace: most requests a second, after `burst`
    requests at once; it halves when the server says that it is too much, and grows back. pace_of: the pace that an
    answer tells of. judge: what an answer means. secrets: words that must never be shown.
    """

    crm: str
    base: str
    auth: AuthBase | None = None
    pace: float = 5.0
    burst: int = 1
    judge: Judge = usual
    pace_of: PaceOf = lambda _answer: None
    secrets: tuple[str, ...] = ()
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    whole: float = WHOLE
    read: float = READ
    connect: float = CONNECT
    asked: int = field(default=0, init=False)
    _next: float = field(default=0.0, init=False)
    _slowed: float = field(default=1.0, init=False)
    _lanes: dict[str, float] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        """Begin a session."""
        self.base = self.base.rstrip("/")
        self._session = _session()

    def get(self, path: str, params: Any = None) -> Answer:
        """Return the answer to a GET; `path` is added to the base.

        Raises:
            ApiError: no good answer could be had.
        """
        return self._ask("GET", path, params=params)

    def post(self, path: str, body: Any) -> Answer:
        """Return the answer to a POST that only reads (a search), so that asking again is safe."""
        return self._ask("POST", path, json=body)

    def every(self, lane: str, seconds: float) -> None:
        """Wait until so many seconds have gone by since the last time: for questions with a limit of their own."""
        now, turn = self.clock(), self._lanes.get(lane, 0.0)
        if turn > now:
            self.sleep(turn - now)
        self._lanes[lane] = max(turn, now) + seconds

    def _ask(self, method: str, path: str, **about: Any) -> Answer:
        what, last = self._masked(path), ApiError("unreachable", crm=self.crm, host=self._host())
        for no in range(TRIES):
            self._wait_for_turn()
            try:
                answer = self._once(method, path, what, about)
            except _FaultError as fault:
                last, wait = self._error(fault.code, what, tries=TRIES), None
            else:
                verdict = self.judge(answer)
                self._heed(answer, verdict)
                if verdict.kind == "good":
                    return answer
                last, wait = self._error_of(answer, verdict, what), verdict.seconds
                if verdict.kind == "stop":
                    raise last
            if no + 1 < TRIES:
                self._wait(wait, no, last)
        raise last

    def _error_of(self, answer: Answer, verdict: Verdict, what: str) -> ApiError:
        code = verdict.code or ("limit" if answer.status in (429, 503) else "server")
        return self._error(code, what, status=answer.status, said=self._masked(verdict.said))

    def _wait(self, seconds: float | None, no: int, last: ApiError) -> None:
        seconds = min(2.0**no, 30.0) if seconds is None else seconds
        if seconds > LONGEST_WAIT:
            raise last
        self.sleep(seconds)

    def _wait_for_turn(self) -> None:
        """Keep below the server's own limit: asking too often costs more time than waiting."""
        now, step = self.clock(), 1 / (self.pace * self._slowed)
        self._next = max(self._next, now - (self.burst - 1) * step)
        if self._next > now:
            self.sleep(self._next - now)
        self._next += step

    def _heed(self, answer: Answer, verdict: Verdict) -> None:
        """Take the pace that the server tells; ask half as often after too much, and slowly more often again."""
        told = self.pace_of(answer)
        if told is not None and 0.5 <= told <= 100:
            self.pace = told
        limited = verdict.kind == "again" and answer.status in (429, 503)
        if limited:
            self._next = max(self._next, self.clock())  # what could be asked at once is used up
        self._slowed = max(self._slowed / 2, 0.1) if limited else min(self._slowed * 1.01, 1.0)

    def _once(self, method: str, path: str, what: str, about: Mapping[str, Any]) -> Answer:
        """Ask once, in a thread that is left behind when it does not end in time (a server may drip for hours)."""
        self.asked += 1
        box: queue.SimpleQueue[Any] = queue.SimpleQueue()
        session, until = self._session, time.monotonic() + self.whole

        def work() -> None:
            try:
                box.put(self._answer(session, method, path, about, until))
            except BaseException as error:  # noqa: BLE001 (told to who waits)
                box.put(error)

        threading.Thread(target=work, daemon=True).start()
        try:
            got = box.get(timeout=self.whole + 1)
        except queue.Empty:
            self._session = _session()
            raise _FaultError("slow") from None
        if isinstance(got, _TooLongError):
            raise self._error("too-long", what, mb=LONGEST // 1_000_000) from None
        if isinstance(got, BaseException):
            raise got from None
        return got

    def _answer(
        self, session: requests.Session, method: str, path: str, about: Mapping[str, Any], until: float
    ) -> Answer:
        try:
            with session.request(
                method,
                self.base + path,
                auth=self.auth or Header("", ""),
                timeout=(self.connect, self.read),
                allow_redirects=False,
                stream=True,
                **about,
            ) as response:
                return _read(response, _body(response, until))
        except (requests.exceptions.Timeout, urllib3.exceptions.TimeoutError):
            raise _FaultError("slow") from None
        except (requests.exceptions.ChunkedEncodingError, requests.exceptions.ContentDecodingError):
            raise _FaultError("broken") from None
        except requests.exceptions.ConnectionError as error:
            broken = any(word in str(error) for word in ("aborted", "reset", "Broken pipe"))
            raise _FaultError("broken" if broken else "unreachable") from None
        except (requests.exceptions.RequestException, UnicodeError):
            raise _FaultError("unreachable") from None
        except (urllib3.exceptions.HTTPError, OSError):
            raise _FaultError("broken") from None

    def _error(self, code: str, what: str, **detail: Any) -> ApiError:
        return ApiError(code, crm=self.crm, what=what, host=self._host(), **detail)

    def error(self, code: str, what: str, **detail: Any) -> ApiError:
        """Return an error about this server."""
        return self._error(code, self._masked(what), **detail)

    def _host(self) -> str:
        return urlsplit(self.base).netloc.rpartition("@")[2]

    def _masked(self, text: str) -> str:
        """Return text of or about a request with all secrets as dots."""
        for secret in self.secrets:
            for shape in {secret, quote(secret, safe="")}:
                text = text.replace(shape, "***") if shape else text
        return text


class _FaultError(Exception):
    """A fault of the way there, worth another try."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class _TooLongError(Exception):
    """An answer that does not end."""


def _session() -> requests.Session:
    """Return a session that heeds nothing of the machine it runs on: no proxies, no `.netrc`."""
    session = requests.Session()
    session.trust_env = False
    session.headers.update({"Accept": "application/json", "User-Agent": "Rapport"})
    return session


def _body(response: requests.Response, until: float) -> bytes:
    body = bytearray()
    if 300 <= response.status_code < 400:
        return b""  # requests has read it, looking where it leads
    while piece := response.raw.read1(65_536, decode_content=True):  # what is there, without waiting for more
        body += piece
        if len(body) > LONGEST:
            raise _TooLongError
        if time.monotonic() > until:
            raise _FaultError("slow")
    told = response.headers.get("Content-Length", "")
    if told.isdecimal() and "Content-Encoding" not in response.headers and len(body) < int(told):
        raise _FaultError("broken")
    return bytes(body)


def _read(response: requests.Response, body: bytes) -> Answer:
    """Read a body as data: a good answer that is no JSON is a fault, an empty one is nothing."""
    headers = {name.lower(): value for name, value in response.headers.items()}
    text = body.decode("utf-8-sig", "replace")
    try:
        data = json.loads(text) if text.strip() else None
    except (ValueError, RecursionError):
        if response.status_code < 300:
            raise _FaultError("not-json") from None
        data = None
    return Answer(response.status_code, headers, data, text[:2000])


class Circle:
    """Notices a server that sends the same page again."""

    def __init__(self, crm: str, what: str) -> None:
        """Begin a walk over pages of something."""
        self._crm, self._what, self._seen = crm, what, set[str]()

    def step(self, mark: object) -> None:
        """Note where the walk stands.

        Raises:
            ApiError: it has been here before.
        """
        text = repr(mark)
        if text in self._seen:
            raise ApiError("circle", crm=self._crm, what=self._what)
        self._seen.add(text)
