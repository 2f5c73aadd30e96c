"""Tables of any kind: proposed from names and contents, traps survived, read as confirmed, kept as a preset."""

import io
import json
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from connectors.archive import open_upload
from connectors.connector import Upload
from connectors.ingest import IngestError, ingest
from connectors.mapper import MappingError, proposal_of
from connectors.mapper.convert import Reader
from connectors.mapper.fields import LABELS, TITLES, targets
from connectors.mapper.grid import is_total
from connectors.mapper.mapping import Mapping, of_json, of_text
from connectors.mapper.propose import propose
from connectors.mapper.values import decimal_proven, direction, normal, number, offset, order_of, wall
from connectors.tabling import given_mapping, preview_rows
from data import store

CRM = Path(os.environ.get("RAPPORT_CRM_DATA", "no public CRM tables"))
"""A folder with maven_crm and olist_funnel, public tables that are not part of this repository."""
MESSAGES = """Date;Direction;Contact;Message;Profile URL
25.04.2026 10:00;outgoing;Peter Novak;"Hello,
how are you?";https://www.linkedin.com/in/peter-n
26.04.2026 11:30;incoming;Peter Novak;нет;https://www.linkedin.com/in/peter-n
"""


@pytest.fixture
def db(tmp_path):
    store.prepare(tmp_path / "rapport.db")
    return tmp_path / "rapport.db"


def grid_of(body, name="table.csv"):
    found = proposal_of(Upload.of(name, {name: body if isinstance(body, bytes) else body.encode()}))
    return found and found[1].grid


def proposal(body, name="table.csv", target=""):
    return propose(grid_of(body, name), target)


def workbook(*rows, more=()):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for title, sheet in more:
        other = book.create_sheet(title)
        for row in sheet:
            other.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def rows(db, sql):
    with store.reading(db) as conn:
        return [tuple(row) for row in conn.execute(sql)]


# --- values ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("cell", "decimal", "value"),
    [
        ("1 234 567,89", "", 1234567.89),
        ("1\u00a0234,5", "", 1234.5),
        ("1\u202f234", "", 1234),
        ("1,234.50", "", 1234.5),
        ("1.234,50 €", "", 1234.5),
        ("$1,234", ".", 1234),
        ("1,234", ",", 1.234),
        ("12 500 руб.", "", 12500),
        ("(300)", "", -300),
        ("−5", "", -5),
        ("45 %", "", 45),
        ("1'234.5", "", 1234.5),
        ("abc", "", None),
        ("Select", "", None),
        ("", "", None),
        ("12.03.2026", "", None),
    ],
)
def test_numbers(cell, decimal, value):
    found = number(cell, decimal)
    assert found == value or (cell == "12.03.2026" and found is not None)


@pytest.mark.parametrize(
    ("cell", "order", "iso"),
    [
        ("03.04.2026", "dmy", "2026-04-03T00:00:00"),
        ("03.04.2026", "mdy", "2026-03-04T00:00:00"),
        ("03.04.2026", "", None),
        ("25.04.2026 9:05", "", "2026-04-25T09:05:00"),
        ("4/25/26, 9:05 PM", "", "2026-04-25T21:05:00"),
        ("2026-04-03T10:00:01+03:00", "", "2026-04-03T10:00:01"),
        ("46115", "", "2026-04-03T00:00:00"),
        ("46115.5", "", "2026-04-03T12:00:00"),
        ("1775210400", "", "2026-04-03T10:00:00"),
        ("3 апреля 2026", "", "2026-04-03T00:00:00"),
        ("Apr 3, 2026 10:15", "", "2026-04-03T10:15:00"),
        ("31.02.2026", "dmy", None),
        ("Select", "dmy", None),
        ("12", "dmy", None),
        ("25.04.2026 29:99", "dmy", None),
    ],
)
def test_moments(cell, order, iso):
    found = wall(cell, order)
    assert (found.isoformat() if found else None) == iso


def test_offsets_are_read_where_they_are_stated():
    assert offset("2026-04-03T10:00:01Z").total_seconds() == 0
    assert offset("2026-04-03 10:00:01+03:00").total_seconds() == 3 * 3600
    assert offset("2026-04-03 10:00") is None
    assert offset("2026-04-03") is None


def test_orders_and_decimal_marks_are_proven_or_told_to_be_open():
    assert order_of(["03.04.2026", "25.04.2026"]) == ("dmy", True, "03.04.2026")
    assert order_of(["03/04/2026", "04/25/2026"])[:2] == ("mdy", True)
    assert order_of(["03.04.2026", ""]) == ("dmy", False, "03.04.2026")
    assert order_of(["2026-04-03"]) == ("", True, "")
    assert decimal_proven(["1,234", "1,234.5"]) == (".", "1,234.5")
    assert decimal_proven(["1,234", "7,005"]) == ("", "1,234")
    assert decimal_proven(["5", "x"]) == ("", "")


def test_names_of_columns_and_words_of_direction():
    assert normal("  Deal – Title* ") == "deal title"
    assert normal("firstName") == "first name"
    assert normal("Этап_Сделки") == normal("этап сделки")
    assert normal("Рабочий") != normal("Рабочии")
    assert [direction(one) for one in ("Outbound", "Входящее", "вх", "sent", "", "to and in out")] == [
        "out",
        "in",
        "in",
        "out",
        "",
        "",
    ]


# --- tables ---------------------------------------------------------------------------------------------------------
def test_messages_are_proposed_with_multi_line_cells_and_read_word_for_word(db, tmp_path):
    path = tmp_path / "export.csv"
    path.write_text(MESSAGES, encoding="utf-8")
    with pytest.raises(IngestError) as stopped:
        ingest(db, path, "Anna Sokolova")
    assert stopped.value.stop.code == "mapping-needed"
    told = stopped.value.stop.detail["proposal"]
    json.dumps(told)
    assert told["mapping"]["target"] == "messages"
    assert told["date_order"]["sure"]
    mapping = given_mapping(db, path, of_json(told["mapping"]), "me")
    report = ingest(db, path, "Anna Sokolova", mapping=mapping, answers={"zone": "Europe/Moscow"})
    assert (report.status, report.imports[0].sent, report.imports[0].received) == (0, 1, 1)
    found = rows(db, "SELECT direction, sent_at, person_key, text FROM message ORDER BY sent_at")
    assert found == [
        ("out", "2026-04-25T07:00:00Z", "linkedin:in/peter-n", "Hello,\nhow are you?"),
        ("in", "2026-04-26T08:30:00Z", "linkedin:in/peter-n", "нет"),
    ]
    assert rows(db, "SELECT network, connector FROM import") == [("linkedin", "mapped")]


def test_a_preset_is_used_again_for_the_same_columns_in_another_order_of_rows(db, tmp_path):
    path = tmp_path / "export.csv"
    path.write_text(MESSAGES, encoding="utf-8")
    given_mapping(db, path, proposal(MESSAGES).mapping, "me")
    other = tmp_path / "next.csv"
    other.write_text(MESSAGES.replace("Hello", "Good day"), encoding="cp1251")
    assert ingest(db, other, "Anna Sokolova").imports[0].new > 0
    assert ingest(db, other, "Anna Sokolova").imports[0].already
    strange = tmp_path / "strange.csv"
    strange.write_text("a;b\n1;2\n", encoding="utf-8")
    with pytest.raises(IngestError):
        ingest(db, strange, "Anna Sokolova")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
@pytest.mark.parametrize("head", ["", "sep=;\n", "Выгрузка от 01.04.2026\n\n"])
def test_encodings_and_lines_above_the_header(encoding, head):
    text = head + "Имя контакта;Дата;Сообщение;Направление\nПётр Новак;25.04.2026 10:00;Добрый день;исходящее\n" * 1
    text += "Мария Лебедева;26.04.2026 10:00;Здравствуйте;входящее\n"
    found = proposal(text.encode(encoding))
    assert found.mapping.target == "messages"
    assert set(found.mapping.columns) >= {"text", "sent_at", "direction", "person_name"}
    shown = preview_rows(found.as_json(), found.mapping)
    assert [row["direction"] for row in shown] == ["out", "in"]
    assert shown[0]["sent_at"] == "2026-04-25 10:00"


def test_an_xlsx_named_csv_and_a_csv_named_xlsx():
    book = workbook(["Full Name", "Company", "Email"], ["Peter Novak", "Acme", "p@a.example"])
    assert proposal(book, "leads.csv").mapping.target == "contacts"
    assert proposal("Full Name,Company,Email\nPeter Novak,Acme,p@a.example\n", "x.xlsx").mapping.target == "contacts"


def test_select_means_nothing_and_case_and_prefixes_do_not_matter():
    text = "LEAD number,lead ORIGIN,Lead Source,LEAD quality,Converted\n"
    text += "1,API,Select,Might be,1\n2,Landing Page Submission,google,Select,0\n3,API,Google,select,1\n"
    found = proposal(text)
    assert found.mapping.target == "leads"
    shown = preview_rows(found.as_json(), found.mapping)
    assert [row["source"] for row in shown] == ["", "google", "Google"]
    deals = proposal('Deal - Title,Deal - Value,Deal - Stage,Deal - Owner\nX,"1 200,50",Won,Anna\n')
    assert deals.mapping.target == "deals"
    assert preview_rows(deals.as_json(), deals.mapping)[0]["amount"] == "1,200.5"


def test_duplicate_and_merged_headers_are_told_apart():
    found = proposal("Name,Source,Source,Email\nP,a,b,p@a.example\n")
    assert found.grid.header == ("Name", "Source", "Source (2)", "Email")
    book = workbook(
        ["Contact", None, "Company", None], ["Name", "Email", "Name", "City"], ["P N", "p@a.example", "A", "X"]
    )
    assert grid_of(book, "x.xlsx").header == ("Contact Name", "Email", "Company Name", "City")


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("Name;Datum;Richtung;Nachricht;Profil", "Ana;13. März 2025 10:00;ausgehend;Hallo Ana;https://t.me/ana_k"),
        ("Absender;Empfänger;Zeitstempel;Nachricht", "Ana;Ben;13.03.2025 10:00;Hallo Ben"),
        ("Nom;Date d'envoi;Sens;Contenu;Lien", "Zoé;13 mars 2025 10:00;sortant;Bonjour Zoé;https://vk.com/zoe"),
        ("Expéditeur;Destinataire;Horodatage;Texte du message", "Zoé;Luc;2025-03-13 10:00;Salut"),
        ("Nombre;Fecha de envío;Dirección;Mensaje", "Ana;13 de marzo de 2025 10:00;saliente;Hola, ¿qué tal?"),
        ("Remitente;Destinatario;Fecha y hora;Contenido", "Ana;Luis;13/03/2025 10:00;Hola"),
        ("Контакт;Дата;Направление;Сообщение;Где", "Анна;13 марта 2025 10:00;исходящее;Привет;https://t.me/anna"),
    ],
)
def test_messages_are_proposed_by_names_in_several_languages(header, row):
    found = proposal(f"{header}\n{row}\n")
    told = preview_rows(found.as_json(), found.mapping)[0]
    assert found.mapping.target == "messages"
    assert targets()["messages"].lacks(frozenset(found.mapping.columns)) == ()
    assert told["sent_at"] == "2025-03-13 10:00"
    assert "?" not in (told["direction"] if "direction" in found.mapping.columns else "")
    assert ("person_url" in found.mapping.columns) == ("https://" in row)


def test_a_table_without_rows_is_told_as_such_and_a_file_is_named_once(db, tmp_path):
    told = []
    for name, body in (("leads.csv", "name;date;message\n"), ("odd.json", '{"a": 1}'), ("odd.txt", "Hello, name\n")):
        (tmp_path / name).write_text(body)
        with pytest.raises(IngestError) as error:
            ingest(db, tmp_path / name, "Anna")
        told.append(str(error.value))
    assert told[0].startswith("leads.csv has column names but no rows (name, date, message).")
    assert told[1:] == [f"{name} is no export that can be read here." for name in ("odd.json", "odd.txt")]
    (tmp_path / "leads.xlsx").write_bytes(workbook(("Name", "Date", "Message")))
    with pytest.raises(IngestError, match="no rows"):
        ingest(db, tmp_path / "leads.xlsx", "Anna")


def test_totals_below_the_table_are_left_out_and_told(db, tmp_path):
    path = tmp_path / "acts.csv"
    path.write_text("Activity type,Date,Note\ncall,25.04.2026,x\nИтого,2,\n", encoding="utf-8")
    mapping = given_mapping(db, path, proposal(path.read_text(encoding="utf-8")).mapping, "")
    report = ingest(db, path, "Anna", mapping=mapping)
    assert report.imports[0].files[0].counts == {"activities": 1}
    assert [one.code for one in report.imports[0].problems] == ["total-rows"]
    assert is_total(["", "Grand Total", "5"])
    assert not is_total(["Totally new", "x"])


def test_excel_dates_formulas_and_the_right_sheet():
    from datetime import datetime

    book = workbook(
        ["Notes"],
        ["x"],
        more=[("Deals", [["Deal Name", "Stage", "Amount", "Close Date"], ["A", "Won", 1200.5, datetime(2026, 4, 3)]])],  # noqa: DTZ001
    )
    found = proposal(book, "x.xlsx")
    assert (found.grid.sheet, found.mapping.target) == ("Deals", "deals")
    shown = preview_rows(found.as_json(), found.mapping)[0]
    assert (shown["amount"], shown["closed_at"]) == ("1,200.5", "2026-04-03 00:00")


def test_tables_of_deals_belong_to_nobody_but_the_team(db, tmp_path):
    path = tmp_path / "deals.csv"
    path.write_text("Deal Name,Stage,Amount\nA,Won,100\n", encoding="utf-8")
    given_mapping(db, path, proposal(path.read_text(encoding="utf-8")).mapping, "")
    ingest(db, path)
    assert rows(db, "SELECT name, stage, amount FROM deal") == [("A", "Won", 10_000)]
    assert rows(db, "SELECT rep_id FROM import") == [(None,)]


def test_direction_by_sender_is_asked_for(db, tmp_path):
    path = tmp_path / "chat.csv"
    path.write_text("Date,From,To,Message\n2026-04-25 10:00,Anna S,Peter,Hi\n2026-04-25 11:00,Peter,Anna S,Yes\n")
    mapping = given_mapping(db, path, proposal(path.read_text(encoding="utf-8")).mapping, "")
    report = ingest(db, path, "Anna Sokolova", mapping=mapping)
    assert {one.question.id for one in report.imports[0].asked if one.open} == {"self", "zone"}
    assert rows(db, "SELECT DISTINCT direction FROM message") == [("unknown",)]
    ingest(db, path, "Anna Sokolova", mapping=mapping, answers={"self": "Anna S", "zone": "UTC"})
    found = rows(db, "SELECT sender_name, direction, person_name FROM message ORDER BY sent_at")
    assert found == [("Anna S", "out", "Peter"), ("Peter", "in", "Peter")]
    assert len(rows(db, "SELECT DISTINCT conversation_id FROM message")) == 1


@pytest.mark.parametrize(
    "body",
    [
        "Dear Anna,\nthank you, we looked at it.\nBest, Peter\n",
        "[3/4/25, 10:05:00 AM] Anna: Hi, Peter\n[3/4/25, 10:06:00 AM] Peter: Hi, Anna\n",
        "",
        "one column\n1\n2\n",
        "\x00\x01\x02",
        '{"a": 1, "b": 2}',
    ],
)
def test_what_is_no_table_is_not_offered_as_one(body):
    assert grid_of(body, "x.txt") is None


def test_mappings_that_make_no_sense_are_refused_in_words():
    for told in ("nothing", "[]", '{"target": "x"}', '{"target": "deals", "columns": {"x": "y"}}'):
        with pytest.raises(MappingError, match=r"\w+ \w+"):
            of_text(told)
    with pytest.raises(MappingError, match="no column “Z”"):
        Mapping("messages", {"text": "Z"}).for_header(["A", "B"])
    with pytest.raises(MappingError, match="sent_at"):
        Mapping("messages", {"text": "A"}).for_header(["A", "B"])


def test_every_field_and_target_has_words_and_a_known_kind():
    for target in targets().values():
        assert target.id in TITLES
        for field in target.fields:
            assert field.id in LABELS, field.id
        assert all(need <= {field.id for field in target.fields} for need in target.needs)


@pytest.mark.parametrize(
    ("file", "target", "columns"),
    [
        (
            "maven_crm/sales_pipeline.csv",
            "deals",
            {"id": "opportunity_id", "stage": "deal_stage", "amount": "close_value", "closed_at": "close_date"},
        ),
        (
            "olist_funnel/olist_marketing_qualified_leads_dataset.csv",
            "leads",
            {"id": "mql_id", "created_at": "first_contact_date", "source": "origin"},
        ),
        ("maven_crm/accounts.csv", "companies", {"name": "account", "revenue": "revenue"}),
    ],
)
def test_public_crm_tables_are_understood(file, target, columns):
    if not CRM.is_dir():
        pytest.skip("the public CRM tables are not on this machine")
    upload = open_upload(CRM / file)[0]
    mapping = proposal_of(upload)[1].mapping
    assert mapping.target == target
    assert columns.items() <= mapping.columns.items()


CELLS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.sampled_from(
    ["Date", "Message", "Select", "25.04.2026", "1 234,5", "", "p@a.example", "\n", '"', ";", "=1+1", "Итого"]
)


@settings(max_examples=150, deadline=None)
@given(
    table=st.lists(st.lists(CELLS, min_size=1, max_size=5), min_size=1, max_size=8),
    delimiter=st.sampled_from(",;\t|"),
    encoding=st.sampled_from(["utf-8", "utf-16", "cp1251"]),
    cut=st.integers(0, 200),
)
def test_no_table_breaks_the_proposal_or_the_preview(table, delimiter, encoding, cut):
    body = "\n".join(delimiter.join(row) for row in table).encode(encoding, "replace")[: cut or None]
    found = proposal_of(Upload.of("t.csv", {"t.csv": body}))
    if found:
        told = found[1].as_json()
        json.dumps(told)
        preview_rows(told, found[1].mapping)
        assert Reader(found[1].grid, found[1].mapping, lenient=True).grid.header
