"""Digests in Settings: asked for by a form, shown, removed; and the page behind the link that ends one."""

import asyncio
from datetime import UTC, datetime

import httpx
import pytest
from conftest import words_of
from demo_team import settle
from starlette.applications import Starlette

from data import deliveries, digests, store, workspace
from pages.ui import unsubscribe


def listed(home):
    with store.reading(home / "rapport.db") as conn:
        return digests.digests(conn)


def ask(home, **values):
    with store.writing(home / "rapport.db") as conn:
        return digests.add(conn, "me", workspace.load(conn), **{"channel": "MAIL", **values})


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_without_a_channel_the_page_says_how_to_set_one_up(draw, monkeypatch, lang):
    app = draw("settings", part="digests", lang=lang)
    assert not app.exception
    assert "RAPPORT_NOTIFY_MAIL" in words_of(app)


def test_a_digest_is_asked_for_by_the_form(draw, home, monkeypatch):
    monkeypatch.setenv("RAPPORT_NOTIFY_MAIL", "mailto://u:secret-word@127.0.0.1")
    app = draw("settings", part="digests")
    app.text_input(key="digest_address").set_value("lead@example.com")
    app.selectbox(key="digest_lang").set_value("ru")
    app.button[-1].click().run()
    assert not app.exception
    (one,) = listed(home)
    assert (one.rep_id, one.channel, one.address, one.weekday, one.hour, one.lang) == (
        "", "MAIL", "lead@example.com", 0, 9, "ru",
    )  # fmt: skip
    assert "lead@example.com" in words_of(app)
    assert "secret-word" not in words_of(app)


def test_names_of_contacts_are_refused_for_the_leader(draw, home, monkeypatch):
    monkeypatch.setenv("RAPPORT_NOTIFY_MAIL", "mailto://127.0.0.1")
    app = draw("settings", part="digests")
    app.checkbox(key="digest_names").check()
    app.button[-1].click().run()
    assert not app.exception
    assert listed(home) == ()


def test_what_became_of_them_is_shown_in_words(draw, home):
    one = ask(home, address="lead@example.com")
    with store.writing(home / "rapport.db") as conn:
        at = datetime(2026, 11, 23, 9, tzinfo=UTC)
        deliveries.claim(conn, one, "2026-11-23", at)
        deliveries.settle(conn, one, "2026-11-23", at, "failed", "answered:535")
    for lang, words in (("en", "with code 535"), ("ru", "код 535")):
        app = draw("settings", part="digests", lang=lang)
        assert words in words_of(app)
        assert "lead@example.com" in words_of(app)


def test_it_is_shown_as_it_would_go_out_without_names(draw, home):
    settle(home)
    ask(home, rep_id="anna-sokolova", names=True)
    app = draw("settings", part="digests")
    next(button for button in app.button if button.label == "Show it").click().run()
    assert not app.exception
    told = words_of(app)
    assert "Your next steps" in told
    assert "Names and texts of other people stay in Rapport" in told


@pytest.fixture
def client(home):
    transport = httpx.ASGITransport(app=Starlette(routes=[unsubscribe.ROUTE]))

    def ask_it(method, token, **more):
        async def one():
            async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as asks:
                return await asks.request(method, "/unsubscribe", params={"token": token}, **more)

        return asyncio.run(one())

    return ask_it


@pytest.mark.parametrize(("lang", "asks", "ended"), [("en", "no more", "have ended"), ("ru", "Больше не", "больше не")])
def test_the_link_asks_once_more_and_then_ends_it(client, home, lang, asks, ended):
    ask(home, lang=lang)
    (one,) = listed(home)
    shown = client("GET", one.token)
    assert asks in shown.text
    assert f'lang="{lang}"' in shown.text
    assert listed(home)[0].stopped_at is None  # looking at a link ends nothing
    assert ended in client("POST", one.token).text
    assert listed(home)[0].stopped_at
    assert "<form" not in client("GET", one.token).text


def test_a_mail_programs_own_button_ends_it(client, home):
    ask(home)
    (one,) = listed(home)
    client("POST", one.token, data={"List-Unsubscribe": "One-Click"})
    assert listed(home)[0].stopped_at


@pytest.mark.parametrize("token", ["", "guessed", "a" * 5_000, "<script>"])
def test_a_wrong_link_ends_nothing(client, home, token):
    ask(home)
    for method in ("GET", "POST"):
        told = client(method, token)
        assert (told.status_code, "<script>" in told.text) == (404, False)
        assert "This link ends no messages." in told.text
    assert listed(home)[0].stopped_at is None


def test_no_other_way_of_asking_is_answered(client):
    assert client("PUT", "").status_code == 405
