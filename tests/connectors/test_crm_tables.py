"""Exports of five CRMs: told by their columns, read with their quirks, joined in one drop; the team's, not a rep's."""

import io
import json
import random

import pytest
from crm_exports import (
    ALL,
    AMOCRM,
    BITRIX24,
    BITRIX24_EN,
    HUBSPOT,
    KOMMO,
    PIPEDRIVE_EN,
    PIPEDRIVE_RU,
    SALESFORCE_API,
    SALESFORCE_REPORT,
    encoded,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from connectors.connector import Upload
from connectors.crm_tables import CONNECTOR
from connectors.crm_tables.cells import currency, ids, moment, money, salesforce_id
from connectors.crm_tables.presets import preset_of, presets
from connectors.crm_tables.records import product_name
from connectors.crm_tables.row import owner_of
from connectors.ingest import ingest, preview, undo
from connectors.mapper.fields import targets
from connectors.mapper.mapping import of_json
from data import crm_model, facts, store
from data.crm_records import CrmPerson, Deal, Lead, StageChange, crm_id


@pytest.fixture
def db(tmp_path):
    store.prepare(tmp_path / "w.db")
    return tmp_path / "w.db"


def drop(db, files, name="export.zip", **options):
    return ingest(db, [Upload.of(name, encoded(files))], **options)


def rows(db, sql):
    with store.reading(db) as conn:
        return [tuple(row) for row in conn.execute(sql)]


def made(db):
    """Return our own model as figures read it."""
    with store.writing(db) as conn:
        crm_model.rebuild(conn)
    return rows(
        db, "SELECT name, state, amount, currency, created_at, closed_at, expected_day FROM sale_deal ORDER BY id"
    )


def deals(db):
    sql = (
        "SELECT name, status, stage, amount, currency, created_at, closed_at, expected_on FROM deal ORDER BY native_id"
    )
    return rows(db, sql)


# --- cells -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("cell", "at"),
    [
        ("2026-03-05", "2026-03-05"),
        ("2026-03-05 00:00:00", "2026-03-05"),
        ("05.03.2026", "2026-03-05"),
        ("05.03.2026 14:02", "2026-03-05T13:02:00Z"),
        ("2026-03-05T14:02:11.123Z", "2026-03-05T14:02:11Z"),
        ("2026-03-05T14:02:11.000+0000", "2026-03-05T14:02:11Z"),
        ("2026-03-05T18:37:18+03:00", "2026-03-05T15:37:18Z"),
        ("46086", "2026-03-05"),
        ("no day", None),
        ("", None),
        ("2026-13-45", None),
    ],
)
def test_moments(cell, at):
    assert moment(cell, "dmy", "Europe/Berlin") == at


def test_money_is_exact_whatever_the_marks():
    assert [money(cell, mark, "EUR") for cell, mark in [("1.500,50", ","), ("1,500.50", "."), ("1 500,5 €", "")]] == [
        150_050
    ] * 3
    assert money("EUR 1,500.50", ".", "EUR") == 150_050
    assert (money("1500", "", "JPY"), money("1.5", ".", "KWD"), money("", "", "EUR"), money("n/a", "", "EUR")) == (
        1500, 1500, None, None,
    )  # fmt: skip


def test_small_words():
    assert [currency(cell) for cell in ("eur", "€", "Российский рубль", "руб.", "?")] == [
        "EUR",
        "EUR",
        "RUB",
        "RUB",
        "",
    ]
    assert ids("15;27; 15") == ["15", "27"]
    assert ids("15.0") == ["15"]
    assert salesforce_id("006Aa00000DZbQX") == "006Aa00000DZbQXIA1"[:15] + salesforce_id("006Aa00000DZbQX")[15:]
    assert salesforce_id("001D000000IqhSL") == "001D000000IqhSLIAZ"
    assert product_name("GTXPro") == product_name("GTX Pro") == "GTX Pro"
    assert owner_of("Anna S (anna@x.example)") == ("Anna S", "anna@x.example")
    assert owner_of("anna@x.example") == ("", "anna@x.example")


# --- recognised ------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", ALL)
def test_every_file_of_an_export_is_told(name):
    parts = CONNECTOR.recognise(Upload.of("x.zip", encoded(ALL[name])))
    assert {part.table.mapping.network for part in parts} == {name.split("-")[0]}
    assert not [part.member.path for part in parts if part.ignored]


def test_presets_name_fields_that_there_are():
    for preset in presets():
        assert set(preset.columns) <= {field.id for field in targets()[preset.target].fields}


def test_other_tables_are_no_crm():
    assert preset_of(["From", "To", "Date", "Content"]) is None
    assert CONNECTOR.recognise(Upload.of("x.csv", {"x.csv": b"First Name,Last Name,URL\nA,B,c\n"})) == ()


def test_columns_of_preset_are_taken_once():
    header = ["ID", "Название сделки", "Бюджет", "Этап сделки", "Источник", "Источник (2)"]
    mapped = preset_of(header).mapped(header)
    assert mapped["source"] == "Источник"
    assert len(set(mapped.values())) == len(mapped)


# --- each CRM --------------------------------------------------------------------------------------------------------
def test_hubspot(db):
    report = drop(db, HUBSPOT)
    assert not [problem for one in report.imports for problem in one.problems]
    assert deals(db) == [
        ("Northgate – tours", "", "Closed won", 150_050, "EUR", "2026-03-01T10:00:00Z", "2026-04-01T12:30:00Z", None),
        ("Oakline – pilot", "", "Negotiation", 200_000, "USD", "2026-05-01T10:00:00Z", "2026-12-01", "2026-12-01"),
        ("Lark – depot", "", "Closed lost", None, "EUR", "2026-05-02T10:00:00Z", "2026-05-20T11:00:00Z", None),
    ]
    assert [row[1:3] + row[5:] for row in sorted(made(db))] == [
        ("lost", None, "2026-05-20T11:00:00Z", None),
        ("won", 150_050, "2026-04-01T12:30:00Z", None),
        ("open", 200_000, None, "2026-12-01"),
    ]
    first = crm_id("hubspot", CrmPerson, "contact", 11), crm_id("hubspot", CrmPerson, "contact", 12)
    assert json.loads(rows(db, "SELECT people FROM deal WHERE native_id = '501'")[0][0]) == [[one, ""] for one in first]
    # A contact is a lead since the day it became one; "other" never was.
    assert rows(db, "SELECT native_id, created_at, source FROM lead ORDER BY native_id") == [
        ("11", "2026-02-20T08:00:00Z", "Organic social"),
        ("13", "2026-04-28T08:00:00Z", "Paid search"),
    ]
    changed = crm_id("hubspot", StageChange, "501", "2026-03-02T09:00:00Z", "Qualified")
    assert rows(db, "SELECT id, pipeline, stage FROM stage_change") == [(changed, "Sales", "Qualified")]
    assert rows(db, "SELECT emails, phones, urls FROM crm_person WHERE native_id = '11'") == [
        ('["p.novak@northgate.example"]', '["+436601234567"]', '["https://www.linkedin.com/in/peter-n"]')
    ]
    assert rows(db, "SELECT domain FROM crm_company ORDER BY native_id") == [
        ("northgate.example",),
        ("oakline.example",),
    ]
    assert rows(db, "SELECT kind, closed, answered_at FROM ticket") == [("complaint", 1, "2026-05-05T12:00:00Z")]
    # Tables that name no CRM belong to the one beside them.
    assert rows(db, "SELECT crm, source, month, amount, minutes, hourly_rate FROM cost") == [
        ("hubspot", "Paid search", "2026-05", 120_000, 240, 4_500)
    ]
    deal = crm_id("hubspot", Deal, 501)
    assert rows(db, "SELECT deal_id, amount, cost, kind FROM payment ORDER BY native_id") == [
        (deal, 150_050, 60_000, "payment"),
        (deal, -30_000, None, "refund"),
    ]
    assert rows(db, "SELECT currency, base, day, rate FROM exchange_rate") == [("USD", "EUR", "2026-05-01", "0.92")]


def test_pipedrive_finds_people_and_companies_by_name(db):
    drop(db, PIPEDRIVE_EN)
    assert [row[1:] for row in deals(db)] == [
        ("won", "Proposal", 150_000, "EUR", "2026-03-01T10:00:00Z", "2026-04-01T12:30:00Z", "2026-03-30"),
        ("open", "Proposal", 200_000, "EUR", "2026-05-01T10:00:00Z", None, "2026-12-01"),
        ("lost", "Proposal", None, "EUR", "2026-05-02T10:00:00Z", "2026-05-20T11:00:00Z", None),
    ]
    peter = crm_id("pipedrive", CrmPerson, "contact", 31)
    assert rows(db, "SELECT people FROM deal WHERE native_id = '7'") == [(json.dumps([[peter, ""]]),)]
    assert rows(db, "SELECT count(*) FROM crm_person") == [(2,)]
    assert rows(db, "SELECT c.name FROM deal d JOIN crm_company c ON c.id = d.company_id ORDER BY 1") == [
        ("Northgate",),
        ("Oakline",),
    ]


def test_pipedrive_in_russian(db):
    drop(db, PIPEDRIVE_RU)
    assert [row[1:] for row in deals(db)] == [
        ("won", "Предложение", 15_000_000, "RUB", "2026-03-01T10:00:00Z", "2026-04-01T12:30:00Z", None)
    ]
    assert rows(db, "SELECT name, company FROM crm_person") == [("Пётр Новак", "Север-Логистика")]


def test_amocrm_is_leads_and_deals_in_one(db):
    drop(db, AMOCRM)
    assert [row[2:] for row in deals(db)] == [
        ("Успешно реализовано", 150_000_000, "", "2026-03-01T10:00:00Z", "2026-04-01T12:30:00Z", None),
        ("Первичный контакт", 20_000_000, "", "2026-05-02T10:00:00Z", None, None),
        ("Закрыто и не реализовано", None, "", "2026-05-13T10:00:00Z", "2026-05-20T11:00:00Z", None),
    ]
    assert sorted(row[1] for row in made(db)) == ["lost", "open", "won"]
    leads = rows(db, "SELECT native_id, source, deal_id FROM lead ORDER BY native_id")
    assert leads == [
        ("71", "Соцсети", crm_id("amocrm", Deal, 71)),
        ("72", "Сайт", crm_id("amocrm", Deal, 72)),
        ("73", "Яндекс Директ", crm_id("amocrm", Deal, 73)),
    ]
    assert rows(db, "SELECT channel FROM sale_lead ORDER BY source") == [("website",), ("social",), ("ads",)]
    # The contact told by number stands for the one in the deal's own row; the other is told by the deal alone.
    assert rows(db, "SELECT native_id FROM crm_person ORDER BY 1") == [("81",), ("name/мария жукова/кедр склад",)]
    oleg = crm_id("amocrm", CrmPerson, "contact", 81)
    assert rows(db, "SELECT people FROM deal WHERE native_id = '71'") == [(json.dumps([[oleg, ""]]),)]


def test_kommo_in_english(db):
    drop(db, KOMMO)
    assert [row[1] for row in made(db)] == ["won"]
    assert rows(db, "SELECT crm, amount FROM deal") == [("amocrm", 150_000)]


def test_bitrix24(db):
    drop(db, BITRIX24)
    assert [(row[1], row[2], row[5], row[6]) for row in sorted(made(db))] == [
        ("open", 20_000_000, None, "2026-12-31"),
        ("won", 150_000_000, "2026-04-01", None),
    ]
    assert rows(db, "SELECT native_id, status, source FROM lead") == [("91", "Новый", "Веб-сайт")]
    assert rows(db, "SELECT phones FROM crm_person WHERE kind = 'contact'") == [('["84950000001"]',)]
    assert rows(db, "SELECT c.name FROM deal d JOIN crm_company c ON c.id = d.company_id") == [("Север-Логистика",)]


def test_bitrix24_in_english_proves_months_before_days(db):
    drop(db, BITRIX24_EN)
    assert [row[4:] for row in made(db)] == [("2026-03-01T10:00:00Z", "2026-04-21", None)]


def test_salesforce_report_without_its_footer(db):
    report = drop(db, SALESFORCE_REPORT)
    assert [(row[1], row[2], row[3], row[5]) for row in sorted(made(db))] == [
        ("open", 200_000, "EUR", None),
        ("won", 150_050, "EUR", "2026-04-21"),
    ]
    assert {problem.code for one in report.imports for problem in one.problems} <= {"total-rows"}
    assert rows(db, "SELECT count(*) FROM deal") == [(2,)]


def test_salesforce_report_and_data_export_tell_the_same_deal(db):
    drop(db, SALESFORCE_API)
    drop(db, SALESFORCE_REPORT)
    assert rows(db, "SELECT count(*) FROM deal WHERE name = 'Tours'") == [(1,)]
    owner = "SELECT u.name FROM deal d JOIN crm_user u ON u.id = d.owner_id WHERE d.name = 'Tours'"
    assert rows(db, owner) == [("Anna Sokolova",)]
    assert rows(db, "SELECT person_id, deal_id FROM lead") == [
        (
            crm_id("salesforce", CrmPerson, "contact", "003Aa00000CcDdEIAV"),
            crm_id("salesforce", Deal, "006Aa00000DZbQXIA1"),
        )
    ]
    assert rows(db, "SELECT stage FROM stage_change ORDER BY at") == [("Qualification",), ("Closed Won",)]
    assert rows(db, "SELECT name FROM crm_user WHERE native_id LIKE '005%'") == [("Anna Sokolova",)]


# --- traps -----------------------------------------------------------------------------------------------------------
def test_workbook_called_csv_is_read(db):
    book = Workbook()
    for row in csv_rows(HUBSPOT["hubspot-crm-exports-all-companies-2026-06-30.csv"]):
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    drop(db, {"companies.csv": file.getvalue()}, "companies.csv")
    assert rows(db, "SELECT count(*) FROM crm_company") == [(2,)]


def csv_rows(text):
    return [line.split(",") for line in text.splitlines()]


def test_drop_downs_nobody_touched_are_empty_and_a_typed_unknown_is_not(db):
    drop(db, {"l.csv": "Lead ID,Lead Source,Lead Status,Lead Owner\n1,Select,New,Anna\n2,unknown,NEW,Anna\n"}, "l.csv")
    assert rows(db, "SELECT native_id, source FROM lead ORDER BY 1") == [("1", ""), ("2", "unknown")]


def test_open_order_of_days_is_asked_once_for_the_team_and_followed(db):
    table = "Record ID,Deal Name,Deal Stage,Create Date\n1,A,New,03/04/2026\n"
    found = preview(db, [Upload.of("d.csv", {"d.csv": table.encode()})]).imports[0]
    assert [(one.question.id, one.question.example, one.open) for one in found.asked] == [
        ("date-order", "03/04/2026", True)
    ]
    drop(db, {"d.csv": table}, "d.csv", answers={"date-order": "dmy"})
    assert rows(db, "SELECT created_at FROM deal") == [("2026-04-03",)]
    drop(db, {"d.csv": table}, "d.csv", answers={"date-order": "mdy"})
    assert rows(db, "SELECT created_at FROM deal") == [("2026-03-04",)]
    again = drop(db, {"d.csv": table.replace("1,A", "2,B")}, "d2.csv")
    assert not again.open_questions
    assert rows(db, "SELECT created_at FROM deal WHERE native_id = '2'") == [("2026-03-04",)]


def test_the_newest_words_stand_whatever_the_order(tmp_path):
    header = "Record ID,Deal Name,Deal Stage,Last Modified Date\n"
    old, new = header + "1,A,New,2026-03-01 10:00\n", header + "1,A,Closed won,2026-04-01 10:00\n"
    for no, files in enumerate([(old, new), (new, old)]):
        path = tmp_path / f"{no}.db"
        store.prepare(path)
        for at, text in enumerate(files):
            drop(path, {f"{at}.csv": text}, f"{at}.csv")
        assert rows(path, "SELECT stage FROM deal") == [("Closed won",)]


def test_without_dates_the_day_in_the_name_of_the_file_decides(tmp_path):
    header = "Record ID,Deal Name,Deal Stage\n"
    files = {"deals-2026-05-01.csv": header + "1,A,New\n", "deals-2026-06-01.csv": header + "1,A,Closed won\n"}
    for no, names in enumerate([list(files), list(files)[::-1]]):
        path = tmp_path / f"{no}.db"
        store.prepare(path)
        for name in names:
            drop(path, {name: files[name]}, name)
        assert rows(path, "SELECT stage FROM deal") == [("Closed won",)]


def test_rows_without_a_number_are_told_by_what_they_say(db):
    table = "Deal Name,Stage,Amount,Account\nA,Won,100,Lark\nA,Won,100,Lark\nB,Lost,0,Lark\n"
    mapping = {
        "target": "deals",
        "columns": {"name": "Deal Name", "stage": "Stage", "amount": "Amount", "company": "Account"},
    }
    drop(db, {"d.csv": table}, "d.csv", mapping=of_json(mapping))
    first = rows(db, "SELECT id FROM deal ORDER BY id")
    assert len(first) == 3
    shuffled = "Deal Name,Stage,Amount,Account\nB,Lost,0,Lark\nA,Won,100,Lark\nA,Won,100,Lark\n"
    drop(db, {"e.csv": shuffled}, "e.csv", mapping=of_json(mapping))
    assert rows(db, "SELECT id FROM deal ORDER BY id") == first


def test_companies_told_by_name_alone_are_one_customer_with_their_row(db):
    drop(db, {"d.csv": "Record ID,Deal Name,Deal Stage,Associated Company\n1,A,Closed won,NORTHGATE\n"}, "d.csv")
    drop(db, {"c.csv": "Record ID,Company name,Industry\n21,Northgate,Logistics\n"}, "c.csv")
    made(db)
    assert rows(db, "SELECT name, industry FROM sale_company") == [("Northgate", "Logistics")]


# --- whose, and how often --------------------------------------------------------------------------------------------
def test_nobody_is_asked_whose_it_is(db):
    report = drop(db, HUBSPOT)
    assert report.status == 0
    assert (report.imports[0].team, report.imports[0].rep_id) == (True, "")
    assert rows(db, "SELECT rep_id, network FROM import") == [(None, "crm")]
    assert rows(db, "SELECT count(*) FROM rep") == [(0,)]
    assert report.as_json()["imports"][0]["team"] is True


def content(db):
    with store.writing(db) as conn:
        crm_model.rebuild(conn)
        return facts.content_hash(conn)


DROPS = [(name, files) for name, files in ALL.items() if name != "salesforce"]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 10_000))
def test_any_order_any_repetition_and_undo_come_to_the_same(tmp_path_factory, seed):
    rng, folder = random.Random(seed), tmp_path_factory.mktemp("orders")
    chosen = rng.sample(DROPS, 3)
    hashes = set()
    for no in range(2):
        path = folder / f"{no}.db"
        store.prepare(path)
        extra = rng.choice(chosen) if no else None
        ids_ = {}
        for name, files in rng.sample(chosen, 3) + ([extra] if extra else []):
            ids_[name] = drop(path, files, f"{name}.zip").imports[0].import_id
        if no:
            undo(path, ids_[extra[0]])
            drop(path, extra[1], f"{extra[0]}.zip")
        hashes.add(content(path))
    assert len(hashes) == 1


def test_undo_leaves_nothing(db):
    empty = content(db)
    found = drop(db, HUBSPOT)
    assert content(db) != empty
    undo(db, found.imports[0].import_id)
    assert content(db) == empty


def test_lead_of_a_deal_is_its_first_contact_in_hubspot(db):
    drop(db, HUBSPOT)
    assert rows(db, "SELECT lead_id FROM deal WHERE native_id = '501'") == [(crm_id("hubspot", Lead, 11),)]
