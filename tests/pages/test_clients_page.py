"""Clients: who buys again and whose profit carries the business, from the demo team's CRM and from bare payments."""

import sqlite3

import demo_sales
import pytest
from conftest import words_of

from data import store
from data.scope import Viewer, scope_for
from metrics.clients_stored.buying import buying, history

MANAGER = Viewer("lead@team.example", "manager")
IGOR = Viewer("igor@team.example", "rep", "Igor Belov", "igor-belov")


@pytest.fixture
def sold(home):
    return demo_sales.settle(home)


def ask(path, question, viewer=MANAGER, *args):
    with store.reading(path) as conn:
        return question(conn, scope_for(viewer), *args)


def shown(app):
    return words_of(app).replace("\u00a0", " ")


def test_without_a_deal_the_page_says_what_is_missing(draw):
    assert "There are no clients yet." in words_of(draw("clients"))


def test_clients_of_long_standing_fall_below_the_norm(sold):
    bands = {one.band.years: one.band for one in ask(sold, buying).rows}
    assert bands[(0, 1)].verdict() == "reached"
    assert bands[(5, 10)].verdict() == "missed"
    assert bands[(0, 1)].share > bands[(5, 10)].share


def test_a_plain_count_of_deals_says_the_same(sold):
    model = ask(sold, buying)
    with sqlite3.connect(sold) as conn:
        rows = conn.execute("SELECT customer_id, closed_day FROM sale_deal WHERE state = 'won' AND customer_id > ''")
        days = rows.fetchall()
    at, since, until = model.repeat.at, f"{int(model.repeat.at[:4]) - 2}{model.repeat.at[4:]}", model.repeat.until
    base = {client for client, day in days if since <= day < at}
    again = {client for client, day in days if client in base and at <= day < until}
    assert (set(model.repeat.whole.base), set(model.repeat.whole.again)) == (base, again)
    assert sum(len(one.band.base) for one in model.rows) == len(base)


@pytest.mark.parametrize(("lang", "words"), [("en", "active clients bought again"), ("ru", "купили снова")])
def test_the_page_tells_it_with_its_cases(draw, sold, lang, words):
    whole = ask(sold, buying).repeat.whole
    app = draw("clients", lang=lang)
    assert not app.exception
    told = shown(app)
    assert words in told
    assert f'<td class="num">{len(whole.base)}' in told or str(len(whole.base)) in told


def test_a_rep_sees_own_clients_with_all_their_purchases(sold):
    every, mine = ask(sold, buying), ask(sold, buying, IGOR)
    assert set(mine.repeat.whole.base) < set(every.repeat.whole.base)
    assert mine.profit.clients < every.profit.clients


def test_payments_without_deals_are_purchases_and_refunds_are_none(home):
    path = home / "rapport.db"
    rows = [
        ("1", "A", "2025-01-01", 500), ("2", "A", "2025-01-01", 300), ("3", "A", "2025-03-01", -500),
        ("4", "A", "2025-06-01", 100), ("5", "B", "2025-02-01", -50), ("6", None, "2025-02-01", 70),
    ]  # fmt: skip
    with sqlite3.connect(path) as conn:
        conn.executemany("INSERT INTO sale_money VALUES (?, NULL, NULL, 'unknown', '', ?, ?, 'new', ?, 0)", rows)
    assert ask(path, history, MANAGER, "2025-12-31") == {"A": ["2025-01-01", "2025-06-01"]}
    assert ask(path, history, MANAGER, "2025-05-31") == {"A": ["2025-01-01"]}
