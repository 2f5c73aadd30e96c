"""Settings of the CRM: what people say of its words, of costs, rates and the niche changes what Results tells."""

import time

import pytest
from conftest import words_of

from data import crm_mapping, crm_model, facts, jobs, people, store, workspace
from data.crm_records import CrmUser, Deal, Lead, crm_id
from data.scope import Scope
from metrics.sales_stored.measure import measure_sales

PARTS = ("channel", "stage", "owner", "costs", "rates", "niche")
EVERYBODY = Scope(reps=None)


def blank(record, *native, **values):
    kinds = record.__annotations__
    row = {name: None if "None" in str(kinds[name]) else 0 if kinds[name] is int else "" for name in record._fields}
    row |= {"id": crm_id("hubspot", record, *native), "crm": "hubspot"}
    if "native_id" in row:
        row["native_id"] = str(native[-1])
    return record(**(row | values))


@pytest.fixture
def sold(home):
    """Fill a workspace with three leads of a source that nobody knows, and a deal in a currency without rates."""
    db = home / "rapport.db"
    owner = crm_id("hubspot", CrmUser, "7")
    rows = [
        *(blank(Lead, no, owner_id=owner, created_at="2026-03-02", source="Tulip") for no in range(3)),
        blank(
            Deal,
            1,
            owner_id=owner,
            people="[]",
            pipeline="p",
            stage="Signed [link](http://x)",
            status="won",
            amount=10_000,
            currency="USD",
            created_at="2026-03-03",
            closed_at="2026-03-10",
        ),
        blank(CrmUser, "7", name="Nora <b>Quinn</b>"),
    ]
    with store.writing(db) as conn:
        conn.execute(
            "INSERT INTO import (id, at, name, taken_on, state) VALUES ('i1', 'now', 'n', '2026-03-01', 'done')"
        )
        conn.execute("INSERT INTO import_no (no, import_id) VALUES (1, 'i1')")
        people.add_rep(conn, "ben", "Ben")
        facts.save(conn, 1, 0, [(0, row) for row in rows])
        crm_model.rebuild(conn)
    return db


def figures(db, *ids, by=()):
    with store.reading(db) as conn:
        found = measure_sales(conn, ids, EVERYBODY, by, "2026-03-31")
    return {(name, dict(key).get(by[0], "") if by else ""): one.value for (name, key), one in found.items()}


def counted(db):
    """Wait until all work is over."""
    for _ in range(600):
        with store.reading(db) as conn:
            found = jobs.listed(conn, ("refresh",))
        if found and all(job.over for job in found):
            assert [job.error for job in found if job.error] == []
            return
        time.sleep(0.1)
    pytest.fail("the figures did not follow")


@pytest.mark.parametrize("lang", ["en", "ru"])
@pytest.mark.parametrize("part", PARTS)
def test_every_part_draws_with_data_and_without(draw, home, request, part, lang):
    app = draw("settings", part="crm", crm=part, lang=lang)
    assert not app.exception
    request.getfixturevalue("sold")
    app = draw("settings", part="crm", crm=part, lang=lang)
    assert not app.exception
    assert "<b>Quinn" not in words_of(app)


def test_what_people_say_changes_the_figures(draw, sold):
    assert figures(sold, "new_leads", by=("channel",)) == {("new_leads", "(unknown)"): 3}
    assert figures(sold, "revenue_won")["revenue_won", ""] is None
    app = draw("settings", part="crm", crm="channel")
    assert "3 leads have no channel." in words_of(app)
    app.multiselect(key="words_channel").set_value([("hubspot", "Tulip")])
    app.selectbox(key="means_channel").set_value("partner")
    saved = next(button for button in app.button if button.label == "Save")
    saved.click().run()
    assert not app.exception
    app = draw("settings", part="crm", crm="rates")  # while the figures are still on their way
    assert "A rate of USD is missing: 1 deal ($100) are in no sum." in words_of(app)
    app.text_input(key="rate_rate").set_value("0.8")
    next(button for button in app.button if button.label == "Save the rate").click().run()
    assert not app.exception
    counted(sold)
    with store.writing(sold) as conn:
        crm_model.rebuild(conn)  # what the second change left for the page's next visit
    assert figures(sold, "new_leads", by=("channel",)) == {("new_leads", "partner"): 3}
    assert figures(sold, "revenue_won")["revenue_won", ""] == 80
    assert "your word" in words_of(draw("settings", part="crm", crm="channel"))


def test_what_makes_no_sense_is_told_and_changes_nothing(draw, sold):
    app = draw("settings", part="crm", crm="costs")
    app.text_input(key="cost_month").set_value("March")
    app.text_input(key="cost_amount").set_value("5")
    next(button for button in app.button if button.label == "Save").click().run()
    assert not app.exception
    assert app.session_state["own_said"] == "March is no month; write it as 2026-03."
    with store.writing(sold) as conn:
        assert conn.execute("SELECT count(*) FROM own_cost").fetchone()[0] == 0
        assert not crm_model.waits(conn)
        with pytest.raises(crm_mapping.MappingError, match="somebody is no mapping"):
            crm_mapping.put(conn, "x", "owner", "hubspot", "7", "somebody")


def test_the_niche_is_kept_as_words(draw, home):
    app = draw("settings", part="crm", crm="niche")
    app.text_area(key="niche_words").set_value(" logist \n\nfleet, fleet;  head of  supply ")
    next(button for button in app.button if button.label == "Save").click().run()
    with store.reading(home / "rapport.db") as conn:
        assert workspace.load(conn).niche == ("logist", "fleet", "head of supply")


def test_reps_do_not_reach_it(draw, sold):
    from pages.menu import PAGES

    assert "rep" not in next(page for page in PAGES if page.id == "settings").roles


def test_a_workspace_with_crm_data_alone_shows_what_it_tells(draw, sold):
    with store.writing(sold) as conn:
        conn.execute("DELETE FROM rep")
        crm_model.rebuild(conn)
    told = words_of(draw("team"))
    assert "Nothing" not in told
    assert "Leads and deals are here; conversations are not yet." in told
    assert "Leads from social networks" in told
    assert "The first day at work" not in words_of(draw("results", p="all"))


def test_reps_without_a_first_day_are_counted(draw, sold):
    assert "The first day at work of 1 rep is not known" in words_of(draw("results", p="all"))
    with store.writing(sold) as conn:
        people.change_rep(conn, people.Rep("ben", "Ben", "", "2026-01-12", True))
    assert "The first day at work" not in words_of(draw("results", p="all"))
