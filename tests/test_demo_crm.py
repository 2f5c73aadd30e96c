# ruff: noqa: E501 (queries)
"""The demo team's CRM through the whole pipeline: what its figures must be able to tell."""

import sqlite3
from collections import defaultdict
from datetime import date, timedelta

import pytest

from connectors.ingest import ingest
from data import crm_model, emptying, store
from data.demo import UNTIL, build
from scoring.score import refresh

END = UNTIL.isoformat()
OF_PERSON = """
SELECT DISTINCT d.name, d.state, d.created_day, d.closed_day, k.contact_id FROM sale_deal d
JOIN json_each(d.people) who JOIN person_of_contact p ON p.person_id = json_extract(who.value, '$[0]')
JOIN contact_key k ON k.contact_id = p.contact_id WHERE d.rep_id = ? AND d.channel = 'social'
"""


@pytest.fixture(scope="module")
def sql(tmp_path_factory):
    folder = tmp_path_factory.mktemp("crm")
    path = folder / "team.db"
    store.prepare(path)
    for export in build(folder / "exports"):
        ingest(path, export)
    with store.writing(path) as conn:
        emptying.start_demo(conn)
        crm_model.rebuild(conn)
    refresh(path)
    conn = sqlite3.connect(path)
    return lambda text, *values: conn.execute(text, values).fetchall()


def test_both_exports_are_read_without_a_problem(sql):
    assert sql("SELECT count(*) FROM import WHERE network = 'crm' AND rep_id IS NULL AND state = 'done'") == [(2,)]
    told = sql("SELECT code FROM problem p JOIN import i ON i.id = p.import_id WHERE i.network = 'crm'")
    assert told == []
    assert (
        sql(
            "SELECT path FROM import_file f JOIN import i ON i.id = f.import_id WHERE i.network = 'crm' AND ignored > ''"
        )
        == []
    )
    for table in (
        "lead",
        "deal",
        "crm_person",
        "crm_company",
        "stage_change",
        "crm_activity",
        "ticket",
        "cost",
        "payment",
        "crm_user",
        "exchange_rate",
    ):
        assert sql(f"SELECT count(*) FROM {table}")[0][0] > 0, table


def test_owners_are_the_reps(sql):
    reps = {row[0] for row in sql("SELECT DISTINCT rep_id FROM sale_deal WHERE created_day >= '2026-01-01'")}
    assert {"anna-sokolova", "dmitry-orlov", "farid-aliyev", "igor-belov", "laura-meyer"} <= reps
    assert None not in reps
    assert sql("SELECT count(*) FROM sale_deal WHERE rep_id IS NULL AND created_day < '2023'")[0][0] > 50


def test_help_leads_to_deals_and_noise_does_not(sql):
    won = dict(sql("SELECT rep_id, count(*) FROM sale_deal WHERE channel = 'social' AND state = 'won' GROUP BY 1"))
    assert won["anna-sokolova"] >= 6
    assert won["anna-sokolova"] > max(n for rep, n in won.items() if rep != "anna-sokolova")
    assert "ben-carter" not in won
    assert "elena-petrova" not in won
    assert sql("SELECT count(*) FROM sale_lead WHERE rep_id = 'elena-petrova'") == [(0,)]
    acts = dict(sql("SELECT u.name, count(*) FROM crm_activity a JOIN crm_user u ON u.id = a.owner_id GROUP BY 1"))
    assert acts["Ben Carter"] >= 200
    assert sql("SELECT count(*) FROM sale_deal WHERE rep_id = 'ben-carter'")[0][0] <= 2


def test_deals_are_those_of_people_in_conversations(sql):
    assert sql("SELECT count(*) FROM crm_match WHERE band = 'auto'")[0][0] >= 100
    assert sql("SELECT count(*) FROM crm_match WHERE band = 'review'")[0][0] >= 20
    answered = [
        row
        for row in sql(OF_PERSON, "anna-sokolova")
        if row[1] == "won"
        and sql(
            "SELECT min(m.day) <= ? FROM message m JOIN contact_key k ON k.person_key = m.person_key WHERE k.contact_id = ? AND m.direction = 'in'",
            row[2],
            row[4],
        )[0][0]
    ]
    assert len(answered) >= 5


def test_deals_were_talked_about_on_linkedin_and_then_in_telegram(sql):
    talked = """
        SELECT d.name, d.created_day, d.closed_day,
               min(CASE m.network WHEN 'linkedin' THEN m.day END), min(CASE m.network WHEN 'telegram' THEN m.day END)
        FROM sale_deal d JOIN json_each(d.people) who
        JOIN person_of_contact p ON p.person_id = json_extract(who.value, '$[0]')
        JOIN contact_key k ON k.contact_id = p.contact_id JOIN message m ON m.person_key = k.person_key
        WHERE d.rep_id = 'anna-sokolova' AND d.state = 'won' AND d.business = 'new' GROUP BY d.id
    """
    chains = [row for row in sql(talked) if all(row) and row[3] <= row[1] <= row[4] <= row[2]]
    assert len(chains) >= 2


def test_customers_buy_again_for_years_and_then_less(sql):
    won = defaultdict(list)
    for customer, day in sql(
        "SELECT customer_id, closed_day FROM sale_deal WHERE state = 'won' AND customer_id IS NOT NULL"
    ):
        won[customer].append(date.fromisoformat(day))
    start = UNTIL - timedelta(days=365)
    again: dict[bool, list[bool]] = defaultdict(list)
    for days in won.values():
        known = [day for day in days if day < start]
        if known and max(known) >= start - timedelta(days=730):
            again[(start - min(known)).days > 5 * 365].append(any(day >= start for day in days))
    assert min(map(min, won.values())).year <= 2015
    assert sum(again[False]) / len(again[False]) >= 0.9
    assert sum(again[True]) / len(again[True]) < 0.85
    assert min(map(len, again.values())) >= 35


def test_the_biggest_client_is_one_nobody_writes_to(sql):
    customer, money = sql(
        "SELECT customer_id, sum(base_amount) FROM sale_deal WHERE state = 'won' GROUP BY 1 ORDER BY 2 DESC LIMIT 1"
    )[0]
    assert (
        money
        > 2
        * sql(
            "SELECT sum(base_amount) FROM sale_deal WHERE state = 'won' AND customer_id <> ? GROUP BY customer_id ORDER BY 1 DESC LIMIT 1",
            customer,
        )[0][0]
    )
    last = sql(
        "SELECT max(m.day) FROM sale_deal d JOIN json_each(d.people) who"
        " JOIN person_of_contact p ON p.person_id = json_extract(who.value, '$[0]')"
        " JOIN contact_key k ON k.contact_id = p.contact_id JOIN message m ON m.person_key = k.person_key"
        " WHERE d.customer_id = ?",
        customer,
    )[0][0]
    assert last is not None
    assert (UNTIL - date.fromisoformat(last)).days > 100


def test_one_was_won_back_and_one_saved_after_a_complaint(sql):
    assert (
        sql(
            "SELECT count(*) FROM sale_deal WHERE business = 'won_back' AND state = 'won' AND rep_id = 'farid-aliyev' AND closed_day >= '2026'"
        )[0][0]
        >= 1
    )
    saved = sql(
        "SELECT t.created_at, d.closed_day FROM ticket t JOIN sale_deal d ON d.customer_id = t.company_id"
        " WHERE t.kind = 'complaint' AND d.state = 'won' AND d.rep_id = 'anna-sokolova'"
        " AND d.created_day > substr(t.created_at, 1, 10)"
        " AND (julianday(t.answered_at) - julianday(t.created_at)) * 24 <= 3"
    )
    assert saved


def test_channels_differ_and_social_takes_longest(sql):
    counted = sql(
        "SELECT channel, sum(state = 'won') * 1.0 / count(*), avg(julianday(closed_day) - julianday(created_day))"
        " FROM sale_deal WHERE state IN ('won', 'lost') AND business = 'new' AND created_day >= '2025' GROUP BY 1"
    )
    share = {channel: won for channel, won, _ in counted}
    cycle = {channel: days for channel, _, days in counted}
    assert {"social", "search", "ads", "email", "referral", "event", "website"} <= set(share)
    assert share["referral"] > share["ads"]
    assert cycle["social"] > cycle["search"] > cycle["referral"]


def test_money_in_three_currencies_is_converted(sql):
    assert {row[0] for row in sql("SELECT DISTINCT currency FROM sale_deal")} == {"EUR", "USD", "GBP"}
    assert sql("SELECT count(*) FROM sale_deal WHERE base_amount IS NULL") == [(0,)]


def test_the_newcomer_has_first_leads_and_nothing_won(sql):
    leads = sql("SELECT count(*), min(created_day) FROM sale_lead WHERE rep_id = 'grace-kim'")[0]
    assert 1 <= leads[0] <= 4
    assert leads[1] >= "2026-10-26"
    assert sql("SELECT count(*) FROM sale_deal WHERE rep_id = 'grace-kim' AND state = 'won'") == [(0,)]


def test_every_rep_has_a_first_day_and_one_is_new(sql):
    started = dict(sql("SELECT id, started_on FROM rep"))
    assert started == emptying.STARTED
    assert [rep for rep, day in started.items() if day > "2026"] == ["grace-kim"]
    first = sql("SELECT min(created_day) FROM sale_lead WHERE rep_id = 'grace-kim'")[0][0]
    assert 0 <= (date.fromisoformat(first) - date.fromisoformat(started["grace-kim"])).days <= 26


def test_nothing_is_later_than_the_export(sql):
    for table, column in (
        ("lead", "created_at"),
        ("deal", "created_at"),
        ("stage_change", "at"),
        ("crm_activity", "at"),
        ("ticket", "created_at"),
        ("payment", "at"),
    ):
        assert sql(f"SELECT max(substr({column}, 1, 10)) FROM {table}")[0][0] <= END, table
    assert sql(
        "SELECT count(*) FROM deal WHERE closed_at IS NOT NULL AND stage LIKE 'Closed%' AND substr(closed_at, 1, 10) > ?",
        END,
    ) == [(0,)]
