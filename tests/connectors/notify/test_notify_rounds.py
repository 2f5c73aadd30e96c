"""Digests sent to a real mail server and a real web endpoint on this machine: good, refused, silent, and at once."""

import json
import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller
from werkzeug import Response

from connectors import notify
from connectors.notify import round as rounds
from connectors.notify import telling
from data import deliveries, digests, store
from data.workspace import Workspace

pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")  # apprise imports it
AT = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)  # a Monday
SECRET = "s3cr3t-token"


class Letters:
    """Keeps what arrives; refuses or keeps silent when told to."""

    def __init__(self):
        self.got, self.answer, self.silent = [], "250 OK", None

    async def handle_DATA(self, server, session, envelope):
        self.got.append((envelope.rcpt_tos, message_from_bytes(envelope.content, policy=policy.default)))
        if self.silent:
            import asyncio

            await asyncio.sleep(self.silent)
        return self.answer


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@pytest.fixture
def post():
    letters = Letters()
    server = Controller(letters, hostname="127.0.0.1", port=free_port())
    server.start()
    yield letters, server.port
    server.stop()


@pytest.fixture
def db(tmp_path):
    path = tmp_path / "w.db"
    store.prepare(path)
    return path


def ask(db, **values):
    with store.writing(db) as conn:
        known = digests.add(conn, "me", Workspace(), **{"channel": "HOOK", "weekday": 0, **values})
        conn.execute("UPDATE digest SET added_at = '2026-01-01T00:00:00Z'")
    return known


def write(conn, one, base, stop):
    return "The week · Неделя", f"• 3 of 7\n{stop}", f"<p>3 of 7 — Ответили</p><p>{stop}</p>"


def run(db, at=AT, **more):
    return [(one.state, one.error) for one in rounds.run(db, at, write, **more)]


def hook(monkeypatch, httpserver, more=""):
    monkeypatch.setenv("RAPPORT_NOTIFY_HOOK", f"json://user:{SECRET}@127.0.0.1:{httpserver.port}/hook{more}")


def stored(db):
    with store.reading(db) as conn:
        return deliveries.deliveries(conn)


def test_a_letter_arrives_whole_in_two_alphabets(db, post, monkeypatch):
    letters, port = post
    monkeypatch.setenv("RAPPORT_NOTIFY_MAIL", f"mailto://127.0.0.1:{port}?from=rapport@example.com")
    monkeypatch.setenv("RAPPORT_URL", "https://rapport.example.com/")
    ask(db, channel="MAIL", address="lead+week@example.com")
    assert run(db) == [("sent", "")]
    assert run(db) == []
    ((to, letter),) = letters.got
    assert (to, letter["Subject"]) == (["lead+week@example.com"], "The week · Неделя")
    assert "Ответили" in letter.get_body(("html",)).get_content()
    assert "https://rapport.example.com/unsubscribe?token=" in letter.get_body(("plain",)).get_content()
    assert letter["List-Unsubscribe"].startswith("<https://rapport.example.com/unsubscribe?token=")
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_a_letter_that_is_refused_is_tried_again_with_growing_pauses(db, post, monkeypatch):
    letters, port = post
    monkeypatch.setenv("RAPPORT_NOTIFY_MAIL", f"mailto://127.0.0.1:{port}?from=rapport@example.com")
    ask(db, channel="MAIL", address="lead@example.com")
    letters.answer = "554 no"
    assert run(db) == [("failed", "answered:554")]
    assert run(db, AT + timedelta(minutes=14)) == []
    letters.answer = "250 OK"
    assert run(db, AT + timedelta(minutes=15)) == [("sent", "")]
    assert run(db, AT + timedelta(hours=3)) == []
    assert len(letters.got) == 2


def test_a_server_that_took_a_letter_and_says_nothing_gets_no_second_one(db, post, monkeypatch):
    letters, port = post
    monkeypatch.setenv("RAPPORT_NOTIFY_MAIL", f"mailto://127.0.0.1:{port}?from=rapport@example.com&cto=0.4")
    ask(db, channel="MAIL", address="lead@example.com")
    letters.silent = 1.0
    assert run(db) == [("unclear", "unclear")]
    assert run(db, AT + timedelta(hours=3)) == []
    assert len(letters.got) == 1


def test_a_mail_server_that_is_not_there_is_tried_again(db, monkeypatch):
    monkeypatch.setenv("RAPPORT_NOTIFY_MAIL", f"mailto://127.0.0.1:{free_port()}?from=rapport@example.com")
    ask(db, channel="MAIL", address="lead@example.com")
    assert run(db) == [("failed", "refused")]


def test_a_chat_gets_plain_text(db, httpserver, monkeypatch):
    hook(monkeypatch, httpserver)
    httpserver.expect_request("/hook").respond_with_data("ok")
    ask(db)
    assert run(db) == [("sent", "")]
    ((request, _),) = httpserver.log
    body = json.loads(request.get_data())
    assert (body["title"], body["message"].splitlines()[0]) == ("The week · Неделя", "• 3 of 7")
    assert "<p>" not in body["message"]


@pytest.mark.parametrize("code", [401, 404, 500, 503])
def test_a_chat_that_answers_with_an_error_is_tried_until_it_is_given_up(db, httpserver, monkeypatch, code):
    hook(monkeypatch, httpserver)
    httpserver.expect_request("/hook").respond_with_data("no", status=code)
    ask(db)
    states = [run(db, AT + timedelta(minutes=later)) for later in (0, 15, 75, 315, 316)]
    assert states == [[("failed", f"answered:{code}")]] * 3 + [[("given_up", f"answered:{code}")], []]
    assert len(httpserver.log) == 4


def test_a_chat_that_took_it_and_is_silent_is_unclear(db, httpserver, monkeypatch):
    hook(monkeypatch, httpserver, "?rto=0.3")
    quiet = threading.Event()

    def slow(_request):
        quiet.wait(5)
        return Response("ok")

    httpserver.expect_request("/hook").respond_with_handler(slow)
    ask(db)
    assert run(db) == [("unclear", "unclear")]
    assert run(db, AT + timedelta(hours=3)) == []
    quiet.set()


def test_nothing_goes_out_in_quiet_hours_not_even_what_failed(db, httpserver, monkeypatch):
    hook(monkeypatch, httpserver)
    httpserver.expect_request("/hook").respond_with_data("no", status=500)
    ask(db, hour=17)
    assert run(db, AT.replace(hour=17, minute=55)) == [("failed", "answered:500")]
    assert run(db, AT.replace(hour=18, minute=30)) == []
    assert run(db, AT + timedelta(hours=23)) == [("failed", "answered:500")]  # nine o'clock, the day after


def test_ten_rounds_at_once_send_one_message(db, httpserver, monkeypatch):
    hook(monkeypatch, httpserver)
    httpserver.expect_request("/hook").respond_with_data("ok")
    ask(db)
    with ThreadPoolExecutor(10) as pool:
        states = [state for round_ in pool.map(lambda _: run(db), range(10)) for state, _ in round_]
    assert states.count("sent") == 1
    assert set(states) <= {"sent", "taken"}
    assert len(httpserver.log) == 1


def test_a_message_that_can_not_be_written_keeps_no_other_from_going_out(db, httpserver, monkeypatch):
    hook(monkeypatch, httpserver)
    monkeypatch.delenv("RAPPORT_DEBUG", raising=False)
    httpserver.expect_request("/hook").respond_with_data("ok")
    bad, good = ask(db), ask(db)

    def wrong(conn, one, base, stop):
        return 1 / 0 if one.id == bad else write(conn, one, base, stop)

    assert {one.digest_id: (one.state, one.error) for one in rounds.run(db, AT, wrong)} == {
        bad: ("failed", "unwritten"),
        good: ("sent", ""),
    }


def test_a_dry_run_sends_and_notes_nothing(db, httpserver, monkeypatch):
    hook(monkeypatch, httpserver)
    ask(db)
    assert run(db, dry=True) == [("would", "")]
    assert httpserver.log == []
    assert stored(db) == ()


def test_an_ended_one_is_never_sent(db, httpserver, monkeypatch):
    hook(monkeypatch, httpserver)
    ask(db)
    with store.writing(db) as conn:
        digests.stop(conn, digests.digests(conn)[0].token)
    assert run(db) == []
    assert run(db, force=True) == []


def test_no_secret_is_stored_told_or_logged(db, httpserver, monkeypatch, caplog, capfd):
    caplog.set_level(0)
    hook(monkeypatch, httpserver)
    httpserver.expect_request("/hook").respond_with_data(SECRET, status=500)
    ask(db)
    sent = rounds.run(db, AT, write)
    with store.reading(db) as conn:
        rows = telling.listed(conn)
        everything = "\n".join(conn.iterdump())
    told = "\n".join([*telling.lines(rows), *telling.sent([vars(one) for one in sent]), json.dumps(rows)])
    assert "answered" not in told.split("code 500")[0]
    for place in (everything, told, caplog.text, *capfd.readouterr()):
        assert SECRET not in place
    assert "refused the message with code 500" in told
    assert "RAPPORT_NOTIFY_HOOK" in told


def test_channels_come_from_the_environment_and_from_secrets(tmp_path):
    secrets = tmp_path / "secrets.toml"
    secrets.write_text('RAPPORT_NOTIFY_TEAM = "tgram://1:a/2"\nRAPPORT_NOTIFY_OFF = ""\n[auth]\nx = "y"\n')
    env = {"RAPPORT_NOTIFY_MAIL": "mailto://h", "RAPPORT_OTHER": "x"}
    assert notify.channels(env, secrets) == ("MAIL", "TEAM")
    assert notify.is_mail("MAIL", env, secrets)
    assert not notify.is_mail("TEAM", env, secrets)
    secrets.write_text("broken = ")
    assert notify.channels(env, secrets) == ("MAIL",)


@pytest.mark.parametrize(("url", "code"), [("", "not-set"), ("nonsense", "not-known"), ("what://x", "not-known")])
def test_a_channel_that_is_none_says_what_to_do(url, code):
    with pytest.raises(notify.DeliveryError) as caught:
        notify.send("TEAM", "t", "x", "<p>x</p>", env={"RAPPORT_NOTIFY_TEAM": url})
    assert caught.value.code == code
    assert "RAPPORT_NOTIFY_TEAM" in str(caught.value)


def test_only_an_address_of_the_web_makes_links():
    assert notify.base({"RAPPORT_URL": "https://r.example.com/ "}) == "https://r.example.com"
    assert notify.base({"RAPPORT_URL": "javascript:alert(1)"}) == ""
    assert notify.base({}) == ""
