"""Results: every figure opens exactly the rows it counts; nothing is named on a shared screen."""

import re
import sqlite3
from html import unescape
from urllib.parse import parse_qs, urlsplit

import demo_sales
import demo_team
import pytest
from conftest import words_of

from data import store
from data.derive import newest_day
from data.scope import Viewer, scope_for
from metrics.measure import measure_many
from metrics.results.cards import FIVE
from metrics.results.page import results
from metrics.results.rows import OPENABLE, PAGE, opened
from metrics.results.windows import counted_over
from metrics.sales_stored.measure import cases

NB = "\u00a0"
MANAGER = Viewer("lead@team.example", "manager")


@pytest.fixture
def sold(home):
    return demo_sales.settle(home)


@pytest.fixture
def conn(sold):
    with store.reading(sold) as conn:
        yield conn


def sql(path, text, *values):
    with sqlite3.connect(path) as conn:
        return conn.execute(text, values).fetchall()


def plain(html):
    return unescape(re.sub(r"<[^>]+>", " ", html)).replace(NB, " ")


def rows_shown(words):
    """Return the rows of the last table of a page: the cases of an opened figure."""
    table = re.findall(r"<tbody>(.*?)</tbody>", words, re.DOTALL)[-1]
    return re.findall(r"<tr[^>]*>(.*?)</tr>", table, re.DOTALL)


def counted(found):
    """Return how many rows a measurement says it counts."""
    return found.n if found.n is not None else found.k


# --- where there is nothing -----------------------------------------------------------------------------------------
def test_empty_workspace_says_what_to_bring(draw):
    words = words_of(draw("results"))
    assert "There are no leads and deals yet." in words
    assert "Export leads and deals" in words


def test_messages_without_a_crm_say_the_same_and_team_stays_as_it_was(draw, home):
    demo_team.settle(home)
    words = words_of(draw("results"))
    assert "Export leads and deals" in words
    team = words_of(draw("team"))
    assert "Leads from social networks" not in team
    assert "Liked, or answered?" in team


def test_a_crm_without_messages(draw, sold):
    with sqlite3.connect(sold) as conn:
        for table in ("conversation", "message_mark", "crm_match"):
            conn.execute(f"DELETE FROM {table}")
    words = plain(words_of(draw("results")))
    assert "nobody is linked to the CRM" in words
    assert "no contact to link to the CRM" in words
    assert "By channel" in words


# --- the overview ---------------------------------------------------------------------------------------------------
def test_the_numbers_are_those_of_the_crm(draw, conn, sold):
    model = results(conn, scope_for(MANAGER))
    since, until = model.period.since, model.period.until
    leads = sql(
        sold, "SELECT count(*), sum(channel = 'social') FROM sale_lead WHERE created_day BETWEEN ? AND ?", since, until
    )
    won = sql(
        sold,
        "SELECT count(*), sum(channel = 'social') FROM sale_deal WHERE state = 'won' AND closed_day BETWEEN ? AND ?",
        since,
        until,
    )
    (all_leads, social), (deals, from_social) = leads[0], won[0]
    assert all_leads > 100
    words = plain(words_of(draw("results")))
    said = (
        f"Social networks are the source of {social} of {all_leads} new leads and {from_social} of {deals} deals won."
    )
    assert said in words
    for part in (
        "Leads that became opportunities",
        "By channel",
        "Where profit comes from",
        "By month",
        "linked to the CRM",
    ):
        assert part in words


def test_profit_adds_up_over_its_types(conn):
    model = results(conn, scope_for(MANAGER))
    whole = next(card.measurement for card in model.cards if card.metric == "profit_by_type")
    assert sum(one.value for _, one in model.profit) == pytest.approx(whole.value, abs=0.01)
    assert sum(one.n for _, one in model.profit) == whole.n


def test_the_way_never_widens_and_its_steps_hang_together(conn):
    model = results(conn, scope_for(MANAGER))
    counts = [stage.count for stage in model.funnel]
    assert counts == sorted(counts, reverse=True)
    for before, stage in zip(model.funnel, model.funnel[1:], strict=False):
        assert (stage.rate.k, stage.rate.n) == (stage.count, before.count)


def test_curves_rise_and_leave_room_for_each_other(conn):
    cycle = results(conn, scope_for(MANAGER)).cycle
    for curve in (cycle.won, cycle.lost):
        shares = [share for _day, share, _low, _high in curve]
        assert shares == sorted(shares)
        assert all(low <= share <= high for _day, share, low, high in curve)
    assert cycle.won[-1][1] + cycle.lost[-1][1] + cycle.open_share == pytest.approx(1, abs=0.01)


def test_stages_stand_in_the_order_deals_come_to_them(conn):
    names = [row.stage.partition("/")[2] for row in results(conn, scope_for(MANAGER)).stages]
    assert names == ["New", "Qualified", "Meeting held", "Proposal sent", "Negotiation"]


def test_draws_in_russian(draw, sold):
    words = plain(words_of(draw("results", lang="ru")))
    assert "Соцсети — источник" in words
    assert "По каналам" in words
    assert "leads" not in words


# --- figures open what they count ------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", OPENABLE)
def test_every_figure_has_exactly_its_rows(conn, name):
    as_of = newest_day(conn)
    scope = scope_for(MANAGER).during("2026-01-01", as_of)
    found = measure_many(conn, [name], scope, (), as_of)[name, ()]
    rows = cases(conn, name, scope, as_of)
    assert len(rows) == (counted(found) or 0)
    if found.unit == "rate":
        assert int(rows["holds"].sum()) == found.k
    for (_, key), one in measure_many(conn, [name], scope, ("channel",), as_of).items():
        assert len(cases(conn, name, scope, as_of, dict(key))) == (counted(one) or 0), key


@pytest.mark.parametrize("name", FIVE)
def test_a_card_opens_its_table_page_by_page(draw, conn, name):
    model = results(conn, scope_for(MANAGER))
    card = next(card for card in model.cards if card.metric == name)
    overview = words_of(draw("results"))
    address = next(one for one in re.findall(r'class="rp-open" href="([^"]+)"', overview) if f"open={name}" in one)
    asked = {key: values[0] for key, values in parse_qs(urlsplit(unescape(address)).query).items()}
    total = counted(card.measurement)
    shown = []
    for page in range(1, -(-total // PAGE) + 1):
        shown += rows_shown(words_of(draw("results", **asked, page=str(page))))
    assert len(shown) == total > 0
    if card.measurement.unit == "rate":
        reached = [row for row in shown if "reached" in plain(row) and "not reached" not in plain(row)]
        assert len(reached) == card.measurement.k


def test_links_of_channels_and_reps_open_as_many_rows_as_they_say(draw, conn):
    team, mine = words_of(draw("team")), words_of(draw("results"))
    links = [
        (address, html)
        for address, html in re.findall(r'<a class="rp-open" href="([^"]+)"[^>]*>(.*?)</a>', team + mine, re.DOTALL)
        if "/results?" in address and ("channel=" in address)
    ]
    assert len(links) > 20
    for address, html in links:
        asked = {key: values[0] for key, values in parse_qs(urlsplit(unescape(address)).query).items()}
        scope = scope_for(MANAGER)
        if "reps" in asked:
            scope = scope.of(asked["reps"])
        found = opened(conn, scope, "15w", asked["open"], asked["channel"])
        words = plain(html).replace(",", "")
        if of := re.search(r"(\d+) of (\d+)", words):
            assert (found.held, found.total) == (int(of[1]), int(of[2])), address
        elif asked["open"] in ("new_leads", "deals_won"):
            assert found.total == int(re.search(r"\d+", words)[0]), address
        else:
            assert found.total == counted(found.measured), address


def test_opened_days_are_those_of_the_cohort(conn):
    found = opened(conn, scope_for(MANAGER), "15w", "lead_to_opp")
    seen = scope_for(MANAGER).during("2026-08-09", "2026-11-21")
    assert (found.since, found.until) == (
        counted_over(seen, "lead_to_opp").since,
        counted_over(seen, "lead_to_opp").until,
    )
    assert all(found.since <= row.days["created_day"] <= found.until for row in found.rows)


def test_new_or_existing_stands_beside_what_the_crm_says(draw, sold):
    words = plain(words_of(draw("results", open="deals_won")))
    assert "New or existing" in words
    assert "As the CRM says" in words
    assert "New customers" in words


# --- who sees what --------------------------------------------------------------------------------------------------
def test_names_are_hidden_on_a_shared_screen(draw, sold):
    names = {
        name for (name,) in sql(sold, "SELECT name FROM sale_deal UNION SELECT name FROM sale_lead") if len(name) > 5
    }
    for name in ("", *FIVE):
        params = {"open": name} if name else {}
        words = words_of(draw("results", present="1", **params))
        assert not {one for one in names if one in unescape(words)}
    assert "name hidden" in words_of(draw("results", present="1", open="new_leads"))
    assert any(one in unescape(words_of(draw("results", open="new_leads"))) for one in names)


def test_a_rep_sees_own_rows_only(draw, sold):
    others = {
        name for (name,) in sql(sold, "SELECT name FROM sale_lead WHERE rep_id <> 'anna-sokolova'") if len(name) > 5
    }
    own = {name for (name,) in sql(sold, "SELECT name FROM sale_lead WHERE rep_id = 'anna-sokolova'")}
    shown = plain(words_of(draw("results", open="new_leads", **{"as": "rep:anna-sokolova"})))
    assert any(name in shown for name in own)
    assert not {name for name in others - own if name in shown}


def test_names_of_deals_stay_words(draw, sold):
    nasty = '<img src="http://evil.test/x.png"><b>'
    with sqlite3.connect(sold) as conn:
        conn.execute("UPDATE sale_lead SET name = ? || name", (nasty,))
        conn.execute("UPDATE sale_deal SET name = ? || name, crm_business = ?, loss_reason = ?", (nasty, nasty, nasty))
    for params in ({}, {"open": "new_leads"}, {"open": "deals_won"}):
        assert "<img" not in words_of(draw("results", **params))


@pytest.mark.parametrize(
    "odd",
    [
        {"open": "nothing"},
        {"open": "new_leads", "page": "999"},
        {"open": "new_leads", "page": "x"},
        {"open": "new_leads", "channel": "<b>"},
    ],
)
def test_odd_addresses_do_no_harm(draw, sold, odd):
    app = draw("results", **odd)
    assert not app.exception
    assert "<b>:" not in words_of(app)
