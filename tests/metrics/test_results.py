"""The Results page over small made-up sales, counted by hand."""

import pandas as pd
import pytest
from made_up import LAST, day, workspace
from made_up_sales import MONEY, deal, linked, talk

from data import store
from data.scope import Scope
from metrics.measure import measure_many
from metrics.results import social
from metrics.results.cards import FIVE
from metrics.results.page import results
from metrics.results.parts import lost_most
from metrics.results.reps import ramp
from metrics.results.rows import OPENABLE, opened
from metrics.sales import deaths
from metrics.sales.funnel import Step
from metrics.sales_stored.measure import cases

EVERYBODY = Scope(reps=None, text="all")
AS_OF = LAST.isoformat()
YEAR = EVERYBODY.during(day(364), AS_OF)
SOCIAL = (("channel", "social"),)


@pytest.fixture
def team(tmp_path):
    """Three deals: won and lost from social networks, one of Ben's still open from a fair."""
    path = tmp_path / "team.db"
    with workspace(path) as conn:
        deal(conn, "won", ["p1"], lead=150, opened=140, closed=60, source="LinkedIn")
        deal(conn, "lost", ["p2"], lead=130, opened=129, closed=30, source="LinkedIn", state="lost")
        deal(conn, "open", ["p3"], lead=20, opened=10, source="Trade fair", state="open", rep="ben")
        talk(conn, "one", "anna", [(170, "out"), (169, "in")])
        talk(conn, "two", "anna", [(171, "out"), (170, "in")])
        linked(conn, "one", "p1")
    with store.reading(path) as conn:
        yield conn


def figure(conn, name, scope=YEAR, key=()):
    return measure_many(conn, [name], scope, tuple(dict(key)), AS_OF).get((name, key))


def test_without_a_crm_nothing_is_zero(tmp_path):
    with workspace(tmp_path / "none.db") as conn:
        talk(conn, "one", "anna", [(70, "out"), (69, "in")])
    with store.reading(tmp_path / "none.db") as conn:
        assert results(conn, EVERYBODY).empty
        assert social.cards(conn, YEAR, AS_OF) == ()
        assert social.by_rep(conn, YEAR, AS_OF) == {}
        for name in FIVE:
            assert (figure(conn, name).value, figure(conn, name).note) == (None, "no CRM data")
            assert opened(conn, EVERYBODY, "15w", name) is None


def test_counts_by_hand(team):
    assert figure(team, "new_leads").k == 3
    assert figure(team, "new_leads", key=SOCIAL).k == 2
    assert figure(team, "deals_won", key=SOCIAL).k == 1
    assert figure(team, "revenue_won").value == MONEY / 100
    decided = figure(team, "win_rate_of_decided")
    assert (decided.k, decided.n) == (1, 2)


def test_the_young_are_in_neither_side_of_a_share(team):
    found = figure(team, "lead_to_opp")
    assert (found.k, found.n, found.immature) == (2, 2, 1)


def test_a_figure_opens_its_rows_and_only_those_of_a_scope(team):
    found = opened(team, EVERYBODY, "12m", "new_leads")
    assert {row.name for row in found.rows} == {"won", "lost", "open"}
    assert (found.total, found.held) == (3, 3)
    ben = opened(team, EVERYBODY.of("ben"), "12m", "new_leads")
    assert [row.name for row in ben.rows] == ["open"]
    assert [row.name for row in opened(team, EVERYBODY, "12m", "new_leads", "event").rows] == ["open"]


def test_names_stay_behind_where_they_are_masked(team):
    hidden = Scope(reps=None, masked=True, text="all")
    for name in OPENABLE:
        found = opened(team, hidden, "12m", name)
        assert found is None or not any(row.name for row in found.rows), name


@pytest.mark.parametrize("name", OPENABLE)
def test_rows_and_figures_agree(team, name):
    found, rows = figure(team, name), cases(team, name, YEAR, AS_OF)
    assert len(rows) == ((found.n if found.n is not None else found.k) or 0)


def test_the_way_of_a_conversation_to_the_sale(team):
    model = results(team, EVERYBODY)
    assert [(stage.name, stage.count) for stage in model.funnel] == [
        ("Two-way talks", 1),
        ("Leads", 1),
        ("Opportunities", 1),
        ("Won", 1),
    ]
    (aside,) = model.funnel[0].left
    assert aside.params["n"] == 1, "the other conversation is with somebody the CRM does not know"


def told(path, **more):
    with workspace(path) as conn:
        for no in range(12):
            deal(conn, str(no), [], **{"lead": 40, "opened": 30, "closed": 20, **more})
    with store.reading(path) as conn:
        return results(conn, EVERYBODY)


def test_sources_that_nobody_mapped_are_not_said_to_be_other_channels(tmp_path):
    first = told(tmp_path / "w.db").answer[0]
    assert "no source of theirs is mapped" in first.msgid
    assert (first.params["n"], first.params["all"]) == (12, 12)


def test_deals_told_only_by_their_end_have_no_cycle(tmp_path):
    cycle = told(tmp_path / "w.db", opened=20).cycle
    assert cycle.title.msgid == "Deals are told only by their last day, so there is no cycle to show"
    assert told(tmp_path / "v.db", opened=30).cycle.title.params["days"] == 10


def test_money_without_costs_is_no_profit(tmp_path):
    told(tmp_path / "w.db")
    with store.writing(tmp_path / "w.db") as conn:
        into = "sale_money (id, deal_id, rep_id, channel, source, customer_id, day, type, received, cost)"
        paid = "SELECT id, id, rep_id, channel, source, customer_id, closed_day, 'new', amount, NULL FROM sale_deal"
        conn.execute(f"INSERT INTO {into} {paid}")
        store.bump(conn)
    with store.reading(tmp_path / "w.db") as conn:
        model = results(conn, EVERYBODY)
    card = next(card for card in model.cards if card.metric == "profit_by_type")
    assert card.measurement.value is None
    assert card.notes[0].msgid == "{sum} received, costs not known"
    with store.reading(tmp_path / "w.db") as conn:
        found = opened(conn, EVERYBODY, "15w", "profit_by_type")
    assert (found.total, found.held) == (12, 0)


def test_social_networks_on_the_team_page(team):
    leads, deals = social.cards(team, YEAR, AS_OF)
    assert (leads.measurement.k, deals.measurement.k) == (2, 1)
    assert leads.notes[0].params == {"n": 3}
    assert set(social.by_rep(team, YEAR, AS_OF)) == {"anna"}
    assert leads.link.params == {"open": "new_leads", "channel": "social"}


def test_a_new_rep_counts_from_the_first_day_at_work(tmp_path):
    with workspace(tmp_path / "new.db") as conn:
        conn.execute("UPDATE rep SET started_on = ? WHERE id = 'anna'", (day(100),))
        deal(conn, "taken over", ["p1"], lead=150, opened=140, closed=110)
        deal(conn, "own", ["p2"], lead=90, opened=80, closed=20)
    with store.reading(tmp_path / "new.db") as conn:
        said, (anna,) = ramp(conn, YEAR, AS_OF)
    assert (anna.days, anna.lead, anna.opportunity, anna.won) == (100, 10, 20, 80)
    assert said.params["n"] == 80


def step(stage, reached, of, aside=0):
    return Step(stage, reached, of, aside=aside)


@pytest.mark.parametrize(
    ("counts", "aside", "words"),
    [
        ((1000, 20, 15, 12), 0, "Most is lost before the lead"),
        ((400, 300, 60, 50), 0, "Most is lost between lead and opportunity"),
        ((66, 43, 31, 17), 0, "No step loses clearly more than the others"),
        ((30, 8, 5, 3), 0, "Too few to say where most are lost"),
        ((100, 20, 19, 18), 300, "No step loses clearly more than the others"),
    ],
)
def test_where_most_are_lost_is_said_only_where_it_shows(counts, aside, words):
    first, lead, opportunity, won = counts
    steps = [
        step("conversation", first, None, aside),
        step("lead", lead, first),
        step("opportunity", opportunity, lead),
        step("won", won, opportunity),
    ]
    assert lost_most(steps).msgid == words


def test_stages_stand_in_the_crms_order_or_as_deals_come_to_them():
    rows = [("a", "Offer", 0, "2026-03-09"), ("a", "New", 0, "2026-03-01"), ("b", "New", 0, "2026-05-01")]
    rows += [("b", "Talk", 0, "2026-05-02"), ("b", "Offer", 0, "2026-05-20")]
    told = pd.DataFrame(rows, columns=["deal_id", "stage", "position", "entered_day"])
    assert deaths.order(told) == ["New", "Talk", "Offer"]
    told["position"] = told["stage"].map({"Offer": 1, "New": 2, "Talk": 3})
    assert deaths.order(told) == ["Offer", "New", "Talk"]
