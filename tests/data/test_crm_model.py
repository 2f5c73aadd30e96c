"""The model of sales: leads, deals and customers as this team counts them, from what a CRM says."""

import json

import pytest

from data import crm_mapping, crm_model, facts, own_sales, people, store, workspace
from data.crm_records import (
    Cost,
    CrmActivity,
    CrmCompany,
    CrmPerson,
    CrmStage,
    CrmUser,
    Deal,
    ExchangeRate,
    Lead,
    StageChange,
    crm_id,
)
from data.money import minor, split

OWNER = crm_id("hubspot", CrmUser, "7")


def blank(record, *native, **values):
    kinds = record.__annotations__
    row = {name: None if "None" in str(kinds[name]) else 0 if kinds[name] is int else "" for name in record._fields}
    row |= {"id": crm_id("hubspot", record, *native), "crm": "hubspot"}
    if "native_id" in row:
        row["native_id"] = str(native[-1])
    return record(**(row | values))


def lead(no, **values):
    return blank(Lead, no, **({"owner_id": OWNER, "created_at": "2026-01-05T10:00:00Z"} | values))


def deal(no, **values):
    base = {"owner_id": OWNER, "people": "[]", "pipeline": "p", "created_at": "2026-02-01", "currency": "EUR"}
    return blank(Deal, no, **(base | values))


@pytest.fixture
def workspace_db(tmp_path):
    path = tmp_path / "workspace.db"
    store.prepare(path)
    return path


@pytest.fixture
def told(workspace_db):
    def tell(*records):
        with store.writing(workspace_db) as conn:
            conn.execute(
                "INSERT INTO import (id, at, name, taken_on, state) VALUES ('i1', 'now', 'n', '2026-03-01', 'done')"
                " ON CONFLICT DO NOTHING"
            )
            conn.execute("INSERT OR IGNORE INTO import_no (no, import_id) VALUES (1, 'i1')")
            facts.save(conn, 1, 0, [(0, record) for record in records])
            assert crm_model.rebuild(conn)
            assert not crm_model.rebuild(conn)
            leads = {row["id"]: dict(row) for row in conn.execute("SELECT * FROM sale_lead")}
            deals = {row["id"]: dict(row) for row in conn.execute("SELECT * FROM sale_deal")}
            return leads, deals

    return tell


def test_a_lead_and_its_deal(told):
    first = lead(1, source="SOCIAL_MEDIA", person_id=crm_id("hubspot", CrmPerson, "contact", 1))
    sold = deal(1, lead_id=first.id, status="won", amount=100_000, closed_at="2026-03-31T23:30:00Z", stage="9")
    call = blank(CrmActivity, 1, kind="call", done=1, people="[]", deal_id=sold.id, at="2026-02-03T09:00:00Z")
    leads, deals = told(first, sold, call)
    assert leads[first.id]["channel"] == "social"
    assert (leads[first.id]["deal_id"], leads[first.id]["opp_day"]) == (sold.id, "2026-02-01")
    made = deals[sold.id]
    assert (made["state"], made["channel"], made["base_amount"]) == ("won", "social", 100_000)
    assert (made["worked_day"], made["closed_day"], made["business"]) == ("2026-02-03", "2026-03-31", "new")


def test_new_repeat_and_won_back_are_computed_whatever_the_crm_says(told):
    company = blank(CrmCompany, 5, name="Northwind")
    days = ("2023-05-10", "2024-05-10", "2025-06-11")
    won = [
        deal(no, company_id=company.id, status="won", closed_at=day, first_business="newbusiness")
        for no, day in enumerate(days)
    ]
    _, deals = told(company, *won)
    assert [deals[one.id]["business"] for one in won] == ["new", "repeat", "won_back"]
    assert {one["crm_business"] for one in deals.values()} == {"newbusiness"}


def test_stages_decide_where_the_status_does_not(told):
    stages = [
        blank(CrmStage, "p", name, pipeline="p", stage=name, stage_name=name, position=no, meaning=meaning)
        for no, (name, meaning) in enumerate([("A", ""), ("B", ""), ("Gone", "lost")])
    ]
    gone, at_work = deal(1, stage="Gone", closed_at="2026-03-01"), deal(2, stage="B")
    moved = StageChange(
        crm_id("hubspot", StageChange, 2, "x", "B"), "hubspot", at_work.id, "p", "B", "2026-02-09", None
    )
    _, deals = told(*stages, gone, at_work, moved)
    assert deals[gone.id]["state"] == "lost"
    assert (deals[at_work.id]["state"], deals[at_work.id]["worked_day"]) == ("open", "2026-02-09")


def test_a_person_maps_what_the_proposal_missed(told, workspace_db):
    one = lead(1, source="42")
    leads, _ = told(one)
    assert leads[one.id]["channel"] == "unknown"
    with store.writing(workspace_db) as conn:
        crm_mapping.put(conn, "anna@example.com", "channel", "hubspot", "42", "partner")
        with pytest.raises(ValueError, match="mapping"):
            crm_mapping.put(conn, "", "stage", "hubspot", "p/B", "maybe")
    leads, _ = told(one._replace(updated_at="2026-05-01"))
    assert leads[one.id]["channel"] == "partner"


def test_people_can_take_their_word_back_and_a_rep_who_is_gone_means_nothing(told, workspace_db):
    one = lead(1, source="Trade fair")
    person = blank(CrmUser, "7", name="Anna")
    told(one, person)
    with store.writing(workspace_db) as conn:
        conn.execute("INSERT INTO rep (id, name) VALUES ('ben', 'Ben')")
        crm_mapping.put(conn, "x", "channel", "hubspot", "Trade fair", "partner")
        crm_mapping.put(conn, "x", "owner", "hubspot", OWNER, "ben")
        assert crm_model.rebuild(conn)
        assert [tuple(row) for row in conn.execute("SELECT channel, rep_id FROM sale_lead")] == [("partner", "ben")]
        crm_mapping.forget(conn, "x", "channel", "hubspot", "Trade fair")
        conn.execute("DELETE FROM rep")
        assert crm_model.rebuild(conn)
        assert [tuple(row) for row in conn.execute("SELECT channel, rep_id FROM sale_lead")] == [("event", None)]
        (owner,) = crm_mapping.mapping(conn, "owner")
        assert (owner.by, owner.value, owner.leads, owner.deals) == ("gone", "", 1, 0)
        changes = [(row["key"], row["old"], row["new"]) for row in workspace.history(conn)]
    assert changes[0] == (
        "crm_channel",
        '{"of": "Trade fair", "value": "partner"}',
        '{"of": "Trade fair", "value": null}',
    )


def test_a_rep_who_comes_after_the_crm_owns_what_is_theirs(told, workspace_db):
    one = lead(1)
    leads, _ = told(one, blank(CrmUser, "7", name="Anna Sokolova", email="anna@example.com"))
    assert leads[one.id]["rep_id"] is None
    with store.writing(workspace_db) as conn:
        people.add_rep(conn, "anna", "Anna Sokolova")
        assert crm_model.rebuild(conn)
        assert not crm_model.rebuild(conn)
        assert conn.execute("SELECT rep_id FROM sale_lead").fetchone()[0] == "anna"


def test_another_currency_of_the_team_counts_all_money_anew(told, workspace_db):
    one = deal(1, status="won", amount=10_000, currency="USD", closed_at="2026-03-10")
    told(one)
    with store.writing(workspace_db) as conn:
        assert own_sales.missing(conn) == [own_sales.Missing("USD", 1, 10_000, 0, 0, "2026-03-10")]
        workspace.change(conn, "x", currency="USD")
        assert crm_model.rebuild(conn)
        assert conn.execute("SELECT base_amount FROM sale_deal").fetchone()[0] == 10_000
        assert own_sales.missing(conn) == []


def test_peoples_rates_and_costs_stand_in_the_place_of_files(told, workspace_db):
    one = deal(1, status="won", amount=10_000, currency="USD", closed_at="2026-03-10")
    rate = ExchangeRate(crm_id("hubspot", ExchangeRate, 1), "hubspot", "USD", "EUR", "2026-03-01", "0.9")
    ads = Cost(crm_id("file", Cost, 1), "file", "1", "Google Ads", "2026-03", 50_000, 60, 4_000, "EUR", "")
    fair = Cost(crm_id("file", Cost, 2), "file", "2", "Paid search", "2026-03", 1_000, 0, 0, "EUR", "")
    told(one, rate, ads, fair)
    with store.writing(workspace_db) as conn:
        assert [tuple(row) for row in conn.execute("SELECT base_amount FROM sale_deal")] == [(9_000,)]
        channel = own_sales.costs(conn)[0].channel
        assert own_sales.costs(conn) == [own_sales.MonthCost(channel, "2026-03", 55_000, own=False)]
        own_sales.put_rate(conn, "x", "usd", "2026-03-01", "0,8")
        own_sales.put_cost(conn, "x", channel, "2026-03", "1 200,50")
        crm_model.rebuild(conn)
        assert [tuple(row) for row in conn.execute("SELECT base_amount FROM sale_deal")] == [(8_000,)]
        assert own_sales.costs(conn) == [own_sales.MonthCost(channel, "2026-03", 120_050, own=True)]
        own_sales.forget_rate(conn, "x", "USD", "EUR", "2026-03-01")
        own_sales.forget_cost(conn, "x", channel, "2026-03")
        crm_model.rebuild(conn)
        assert [tuple(row) for row in conn.execute("SELECT base_amount FROM sale_deal")] == [(9_000,)]
        assert own_sales.costs(conn)[0].amount == 55_000


@pytest.mark.parametrize(
    ("say", "words"),
    [
        (lambda conn: own_sales.put_cost(conn, "", "magic", "2026-03", "1"), "no channel magic"),
        (lambda conn: own_sales.put_cost(conn, "", "ads", "March", "1"), "March is no month"),
        (lambda conn: own_sales.put_cost(conn, "", "ads", "2026-03", "much"), "much is no amount"),
        (lambda conn: own_sales.put_cost(conn, "", "ads", "2026-03", "1e99"), "1e99 is no amount"),
        (lambda conn: own_sales.put_cost(conn, "", "ads", "2026-03", "-5"), "-5 is no amount"),
        (lambda conn: own_sales.put_rate(conn, "", "EUR", "2026-03-01", "1"), "another currency than EUR"),
        (lambda conn: own_sales.put_rate(conn, "", "USD", "today", "1"), "today is no day"),
        (lambda conn: own_sales.put_rate(conn, "", "USD", "2026-03-01", "0"), "0 is no rate"),
        (lambda conn: own_sales.put_rate(conn, "", "USD", "2026-03-01", "nan"), "nan is no rate"),
    ],
)
def test_what_is_no_cost_or_rate_is_refused_in_words(workspace_db, say, words):
    with store.writing(workspace_db) as conn:
        with pytest.raises(own_sales.OwnSalesError, match=words):
            say(conn)
        assert not conn.execute("SELECT 1 FROM own_cost UNION ALL SELECT 1 FROM own_rate").fetchone()


def test_owners_are_found_by_name(told, workspace_db):
    with store.writing(workspace_db) as conn:
        conn.execute("INSERT INTO rep (id, name) VALUES ('anna', 'Анна Соколова')")
    one = lead(1)
    leads, _ = told(one, blank(CrmUser, "7", name="Анна  СОКОЛОВА"))
    assert leads[one.id]["rep_id"] == "anna"


def test_money_goes_by_the_rate_of_the_won_day_or_is_missing(told):
    rate = ExchangeRate(crm_id("file", ExchangeRate, "u"), "file", "USD", "EUR", "2026-02-15", "0.9")
    before = deal(1, status="won", closed_at="2026-02-14", amount=10_001, currency="USD")
    after = deal(2, status="won", closed_at="2026-02-20", amount=10_001, currency="USD")
    _, deals = told(rate, before, after)
    assert (deals[before.id]["base_amount"], deals[after.id]["base_amount"]) == (None, 9_001)


def test_the_newest_words_of_the_crm_stand_whatever_the_order(told):
    new, old = (lead(1, name=name, updated_at=day) for name, day in [("new", "2026-03-02"), ("old", "2026-03-01")])
    told(new)
    leads, _ = told(old._replace(status="a fuller row", company="Northwind"), lead(2))
    assert leads[new.id]["name"] == "new"
    assert len(leads) == 2


def test_what_is_gone_is_not_counted(told):
    leads, deals = told(lead(1, gone="deleted"), deal(1, gone="merged"), lead(2))
    assert (len(leads), len(deals)) == (1, 0)


def test_groups_of_companies_are_one_customer(told):
    head = blank(CrmCompany, 1, name="Northwind Group")
    part = blank(CrmCompany, 2, name="Northwind East", parent_id=head.id)
    merged = blank(CrmCompany, 3, gone="merged", merged_into=part.id)
    one, two = deal(1, company_id=head.id), deal(2, company_id=merged.id)
    _, deals = told(head, part, merged, one, two)
    assert deals[one.id]["customer_id"] == deals[two.id]["customer_id"] == head.id


def test_the_customer_of_a_group_names_all_its_companies(told, workspace_db):
    head, part = blank(CrmCompany, 1, name="Northwind Group"), blank(CrmCompany, 2, name="Northwind East")
    told(head, part._replace(parent_id=head.id), deal(1, company_id=part.id))
    with store.reading(workspace_db) as conn:
        row = conn.execute("SELECT customer_id, name, companies FROM sale_company").fetchone()
    assert (row["customer_id"], row["name"]) == (head.id, "Northwind Group")
    assert json.loads(row["companies"]) == sorted([head.id, part.id])


def test_a_company_told_by_its_name_alone_is_found_unless_two_bear_it(told):
    one, twice, again = (blank(CrmCompany, no, name=name) for no, name in ((1, "Lark"), (2, "Oak"), (3, "Oak")))
    first, second = deal(1, company="LARK"), deal(2, company="Oak")
    _, deals = told(one, twice, again, first, second)
    assert (deals[first.id]["customer_id"], deals[second.id]["customer_id"]) == (one.id, "name/oak")


def test_what_the_crm_says_of_a_deal_beats_how_its_stage_is_called_but_not_what_people_say(told, workspace_db):
    one = deal(1, stage="Contract signed", status="open")
    _, deals = told(one)
    assert deals[one.id]["state"] == "open"
    with store.writing(workspace_db) as conn:
        crm_mapping.put(conn, "", "stage", "hubspot", "p/Contract signed", "won")
    _, deals = told(deal(2))
    assert deals[one.id]["state"] == "won"


def test_a_merged_lead_and_a_merged_person_are_the_survivors(told):
    lead_left, lead_gone = lead(1, source="Referrals"), lead(2, gone="merged", merged_into=lead(1).id)
    left, gone = (blank(CrmPerson, "contact", no, kind="contact") for no in (1, 2))
    gone = gone._replace(gone="merged", merged_into=left.id)
    one = deal(1, lead_id=lead_gone.id, people=json.dumps([[gone.id, ""]]))
    leads, deals = told(lead_left, lead_gone, left, gone, one)
    assert deals[one.id]["lead_id"] == lead_left.id
    assert deals[one.id]["channel"] == "referral"
    assert deals[one.id]["customer_id"] == f"person/{left.id}"
    assert leads[lead_left.id]["deal_id"] == one.id


def test_a_deal_tells_its_channel_where_nobody_knows_that_of_its_lead(told):
    one = lead(1)
    known = deal(1, lead_id=one.id, source="Referrals")
    _, deals = told(one, known)
    assert deals[known.id]["channel"] == "referral"


def test_taking_the_import_back_empties_the_model(told, workspace_db):
    told(lead(1), deal(1))
    with store.writing(workspace_db) as conn:
        facts.take_back(conn, 1)
        assert crm_model.rebuild(conn)
        assert conn.execute("SELECT count(*) FROM sale_lead").fetchone()[0] == 0


def test_parts_of_money_add_up():
    assert split(100, [1, 1, 1]) == [34, 33, 33]
    assert split(-100, [1, 1, 1]) == [-34, -33, -33]
    assert split(5, [0, 0]) == [0, 0]
    assert (minor("12.345", "EUR"), minor("12", "JPY"), json.dumps(minor("1.2345", "KWD"))) == (1234, 12, "1234")
