"""Templates: figures that open to as many rows, texts for those who may read them, two copies side by side."""

import re
from dataclasses import replace
from html import unescape

import pytest
from conftest import words_of
from demo_team import settle

from data import store
from data.scope import Scope
from metrics.template_copies import cases
from metrics.templates import templates, used

BEN, DMITRY, ANNA = "ben-carter", "dmitry-orlov", "anna-sokolova"
DAYS = {"since": "2026-08-09", "until": "2026-11-21"}
MANAGER = Scope(reps=None, text="cited", **DAYS)


@pytest.fixture
def demo(home):
    return settle(home)


def rows_of(demo, scope=MANAGER):
    with store.reading(demo) as conn:
        return used(conn, scope)


def pasted(demo):
    return rows_of(demo)[0].id


def tagless(words):
    return unescape(re.sub(r"</?(mark|span|ins|del)[^>]*>", "", words))


def test_empty_workspace_teaches(draw):
    assert "Nothing is imported yet." in words_of(draw("templates"))


def test_every_figure_opens_as_many_rows(demo):
    rows = rows_of(demo)
    assert len(rows) > 10
    with store.reading(demo) as conn:
        for row in rows:
            counted = {part: len(cases(conn, MANAGER, row.id, part)) for part in ("sent", "people", "negative")}
            assert counted == {"sent": row.sent, "people": row.people, "negative": row.said_no}
            if row.use != "talk":
                every = "bumps" if row.use == "follow_up" else "n"
                assert len(cases(conn, MANAGER, row.id, every)) == row.answered.n
                assert len(cases(conn, MANAGER, row.id, row.part)) == row.answered.k


def test_the_worst_stands_first_and_is_told(draw, demo):
    with store.reading(demo) as conn:
        model = templates(conn, MANAGER)
    worst = model.rows[0]
    words = words_of(draw("templates"))
    assert worst.judged.kind == "stop"
    assert f"{worst.people} people got it" in words
    assert "Pasted and ignored" in words


@pytest.mark.parametrize("kind", ["stop", "watch", "ok", "early", "talk"])
def test_the_counts_beside_the_verdicts_are_those_of_their_lists(demo, kind):
    with store.reading(demo) as conn:
        model = templates(conn, MANAGER, kind)
        assert model.total == model.by_kind[kind] == len(model.rows)


@pytest.mark.parametrize("eyes", ["leader", "manager", f"rep:{BEN}", f"rep:{ANNA}"])
@pytest.mark.parametrize("lang", ["en", "ru"])
def test_draws_in_both_languages(draw, demo, lang, eyes):
    for params in ({}, {"kind": "watch", "sort": "newest"}, {"id": pasted(demo)}, {"page": "9"}, {"period": "12m"}):
        assert not draw("templates", lang=lang, **params, **{"as": eyes}).exception


@pytest.mark.parametrize("part", ["sent", "people", "n", "k", "negative"])
def test_a_figure_of_a_text_lists_its_conversations(draw, demo, part):
    text = pasted(demo)
    with store.reading(demo) as conn:
        count = len(cases(conn, MANAGER, text, part))
    app = draw("conversations", template=text, part=part)
    assert count
    assert len(re.findall(r'class="rp-talk ', words_of(app))) == min(count, 25)
    assert f"{count} case" in words_of(app)
    assert "Open the template" in words_of(app)


def one_copy(demo, text, rep=BEN):
    with store.reading(demo) as conn:
        row = cases(conn, Scope(reps=(rep,), text="all", viewer_rep=rep, **DAYS), text)[0]
    return row["message_id"], row["conversation_id"]


def test_a_copied_message_leads_to_its_template_and_back(draw, demo):
    text = pasted(demo)
    copy, talk = one_copy(demo, text)
    words = unescape(words_of(draw("conversations", id=talk, **{"as": "manager"})))
    assert "A copy of one text" in words
    address = re.search(r'href="/templates\?([^"]+)"', words)[1]
    assert f"id={text}" in address
    assert f"a={copy}" in address
    with store.reading(demo) as conn:
        always = used(conn, replace(MANAGER, since="", until="9999-12-31"), text)[0]
    assert f"{always.people} people got this text." in words
    app = draw("templates", id=text, a=copy, **{"as": "manager"})
    assert app.selectbox(key="copy_a").value == copy
