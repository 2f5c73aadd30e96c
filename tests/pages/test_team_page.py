"""Team: the answer first, figures that open exactly what they count, and no word of any message."""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from conftest import words_of
from demo_team import settle

from data import store
from data.derive import newest_day
from data.scope import Viewer, scope_for
from metrics import measure, overview
from pages import team

NB = "\u00a0"


@pytest.fixture
def demo(home):
    return settle(home)


def manager(conn):
    scope = scope_for(Viewer("lead@team.example", "manager"))
    return overview.team(conn, scope, "15w")


def test_empty_workspace_teaches(draw):
    words = words_of(draw("team"))
    assert "Nothing is imported yet." in words
    assert "Import exports" in words


def test_says_the_answer_and_every_name(draw, demo):
    words = words_of(draw("team"))
    assert "3 of 8 reps need help first:" in words
    for name in ("Anna Sokolova", "Ben Carter", "Laura Meyer"):
        assert name in words
    assert "Demo data" in words


def test_figures_open_exactly_what_they_count(draw, demo):
    links = re.findall(r'<a class="rp-open" href="([^"]+)"[^>]*>(.*?)</a>', words_of(draw("team")), re.DOTALL)
    assert len(links) > 20
    with store.reading(demo) as conn:
        model = manager(conn)
        for address, html in links:
            asked = {key: values[0] for key, values in parse_qs(urlsplit(unescape(address)).query).items()}
            scope = scope_for(Viewer("lead@team.example", "manager")).during(model.period.since, model.period.until)
            if "rep" in asked:
                scope = scope.of(asked["rep"])
            rows = measure.conversations(conn, asked["figure"], scope, asked["part"], newest_day(conn))
            words = re.sub(r"<[^>]+>", " ", html).replace(NB, " ").replace(",", "")
            shown = re.search(r"(\d+) of \d+", words) or re.search(r"(\d+)", words)
            assert len(rows) == int(shown[1]), (asked, words)


def test_first_things_and_table_follow_the_model(draw, demo):
    words = words_of(draw("team"))
    with store.reading(demo) as conn:
        model = manager(conn)
    assert words.count('class="rp-find"') == len(model.first) <= 5
    assert words.count('class="rp-who"') == len(model.rows) == 8
    order = re.findall(r'class="rp-who".*?>([^<>]+)</a>', words)
    assert order == sorted(order)


def test_a_rep_without_news_is_not_called_fine(draw, demo):
    row = re.search(r"<tr[^>]*>((?:(?!</tr>).)*Laura Meyer.*?)</tr>", words_of(draw("team")), re.DOTALL)[1]
    assert "nothing imported since 13 Sep" in row
    assert "OK" not in row


def test_too_narrow_filters_can_be_cleared(draw, demo):
    app = draw("team", reps="laura-meyer", period="30d")
    assert "Nothing fits these filters." in words_of(app)
    app.button(key="clear_filters").click().run()
    assert "Nothing fits these filters." not in words_of(app)


def test_shows_no_message_and_no_contact(draw, demo):
    words = unescape(words_of(draw("team")))
    with store.reading(demo) as conn:
        texts = [row[0] for row in conn.execute("SELECT DISTINCT text FROM message WHERE length(text) > 20")]
        names = [row[0] for row in conn.execute("SELECT name FROM contact WHERE length(name) > 8")]
    assert len(texts) > 500
    assert [text for text in (*texts, *names) if text in words] == []


def test_an_admin_gets_no_way_to_conversations(draw, demo):
    words = words_of(draw("team", **{"as": "admin"}))
    assert "rp-open" not in words
    assert "rep" not in team.PAGE.roles


@pytest.mark.parametrize("period", ["30d", "12m"])
@pytest.mark.parametrize("lang", ["en", "ru"])
def test_draws_every_period_in_both_languages(draw, demo, period, lang):
    app = draw("team", period=period, lang=lang)
    assert not app.exception
    assert ("Look at these first" in words_of(app)) == (lang == "en")
