# ruff: noqa: DTZ001, E501
"""Fifty strange tables: each is a proposal, or none, and what is read of it can be stored; none takes long."""

import io
import json
import time as clock
from datetime import date, datetime, time

import pytest
from openpyxl import Workbook

from connectors import mapper
from connectors.asking import ask, settled
from connectors.connector import Context, Owner, Problem, Upload
from connectors.settle import settle
from tests.connectors.fuzz_networks import Tally, check


def book(*sheets) -> bytes:
    made, out = Workbook(), io.BytesIO()
    made.remove(made.active)
    for title, rows in sheets:
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(row)
    made.save(out)
    return out.getvalue()


HEADER = "Date,From,To,Message\n"
TABLES = {
    "us_dates.csv": HEADER + "03/13/2025 10:00 PM,Anna,Bo,Hi\n04/02/2025 1:00 AM,Bo,Anna,Yes\n",
    "eu_amb.csv": HEADER + "03.04.2025 10:00,Anna,Bo,Hi\n04.05.2025 11:00,Bo,Anna,Ok\n",
    "mixed_orders.csv": HEADER + "13/03/2025,Anna,Bo,Hi\n03/14/2025,Bo,Anna,Ok\n",
    "sep.csv": "sep=;\nDate;From;To;Message\n2025-03-01;A;B;Hi\n",
    "sep_excel_ru.csv": "sep=;\r\nДата;Отправитель;Получатель;Сообщение\r\n01.03.2025 10:00;Анна;Бо;Привет\r\n".encode(
        "cp1251"
    ),
    "utf16.csv": (HEADER + "2025-03-01,A,B,Hi\n").encode("utf-16"),
    "multiline.csv": HEADER + '2025-03-01,A,B,"line1\nline2, with comma\n2025-03-02,A,B,inner"\n2025-03-03,B,A,Ok\n',
    "openquote.csv": HEADER + '2025-03-01,A,B,"never closed\n2025-03-02,A,B,next\n2025-03-03,A,B,third\n',
    "dup_headers.csv": "Date,Name,Name,Message,Message\n2025-03-01,A,B,Hi,Yo\n",
    "empty_header.csv": ",,,\n2025-03-01,A,B,Hi\n",
    "header_only.csv": HEADER,
    "one_col.csv": "Message\nHi\nYo\n",
    "nulls.csv": "Date,From,To,Message\nSelect,Select,Select,Select\nn/a,-,None,Hi\n2025-03-01,A,B,Real\n",
    "formula.csv": HEADER + '2025-03-01,=cmd|\' /C calc\'!A0,+SUM(1),@x\n2025-03-02,-1,A,"=HYPERLINK(""http://x"")"\n',
    "title_above.csv": "Report of messages,,,\nGenerated 2025-04-01,,,\n,,,\nDate,From,To,Message\n2025-03-01,A,B,Hi\nTotal,,,1\n",
    "long_cell.csv": HEADER + "2025-03-01,A,B," + "x" * 2_000_000 + "\n2025-03-02,A,B,Ok\n",
    "many_cols.csv": ",".join(f"c{i}" for i in range(5000)) + "\n" + ",".join("1" for _ in range(5000)) + "\n",
    "nul.csv": HEADER + "2025-03-01,A\0,B,Hi\0\n",
    "bidi.csv": HEADER + "2025-03-01,\u202eA,B,\u2066Hi\n",
    "excel_serial.csv": HEADER + "45717.4167,A,B,Hi\n45718,B,A,Ok\n",
    "unix.csv": "timestamp,from,to,text\n1740985511,A,B,Hi\n1740985599000,B,A,Ok\n",
    "iso_offset.csv": HEADER + "2025-03-01T10:00:00+03:00,A,B,Hi\n2025-03-01T10:05:00Z,B,A,Ok\n",
    "ru_words.csv": "Дата;От кого;Кому;Текст сообщения\n1 марта 2025 г., 10:00;Анна;Бо;Привет\n2 мар 2025;Бо;Анна;Да\n",
    "en_words.csv": HEADER + '"Mar 1, 2025, 10:00 AM",A,B,Hi\n1 March 2025 22:15,B,A,Ok\n',
    "bad_dates.csv": HEADER
    + "31.02.2025,A,B,Hi\n0000-00-00,A,B,x\n99/99/9999,A,B,y\nsoon,A,B,z\n2025-02-30T25:61,A,B,w\n",
    "far.csv": HEADER
    + "9999-12-31,A,B,Hi\n1900-01-01,A,B,x\n0001-01-01T00:00:00+14:00,A,B,y\n2100-12-31T23:59:59-12:00,A,B,z\n1970-01-01,A,B,q\n",
    "contacts_mixed.csv": "FULL NAME,e-Mail,Telephone,Company\nanna b,ANNA@X.EXAMPLE,8 (900) 000-00-01,acme\n,,,\nBo,bo@x.example;bo2@x.example,+7 900 000 00 02,\n",
    "contacts_emoji.csv": "Name,Email\n🦊,a@x.example\n,b@x.example\nZoë,\n",
    "activities.csv": "Date,Activity Type,Contact,Note\n2025-03-01 10:00,Call,Bo,x\n2025-03-01 10:00,Call,Bo,x\n,Email,Bo,\n",
    "deals.csv": 'Deal Name,Stage,Amount,Close date\nX,Won,"1.234,56 €",01.02.2025\nY,Lost,"1,234.56",02.13.2025\nZ,Select,(500),\n',
    "leads.csv": "Lead ID,Lead Name,Created Date,Lead Source\n1,A,3/4/2025,Select\n2,B,3/14/2025,\n",
    "x_education.csv": book(
        (
            "Leads",
            [
                ["Prospect ID", "Lead Number", "Lead Origin", "Lead Source", "Converted", "Last Activity"],
                ["7927b2df", "660737", "API", "Olark Chat", 0, "Page Visited on Website"],
                ["2a272436", "660728", "API", "Organic Search", 0, "Email Opened"],
                ["8cc8c611", "660727", "Landing Page Submission", "direct traffic", 1, "Select"],
            ],
        )
    ),
    "sheets.xlsx": book(
        ("Info", [["About"], ["x"]]),
        (
            "Messages",
            [
                ["Date", "From", "To", "Message"],
                [datetime(2025, 3, 1, 10), "A", "B", "Hi"],
                [date(2025, 3, 2), "B", "A", "Ok"],
            ],
        ),
        ("Empty", []),
    ),
    "merged.xlsx": book(
        (
            "S",
            [
                ["", "Contact", "", "Company"],
                ["Date", "Name", "Email", "Name"],
                [datetime(2025, 3, 1), "A", "a@x.example", "Acme"],
            ],
        )
    ),
    "errors.xlsx": book(
        (
            "S",
            [
                ["Date", "From", "To", "Message"],
                ["#REF!", "#N/A", "B", "#VALUE!"],
                [True, None, 1.5, "Hi"],
                [time(10, 0), "A", "B", "Yo"],
            ],
        )
    ),
    "empty.xlsx": book(("S", [])),
    "fake.xlsx": b"PK\x03\x04" + b"x" * 500,
    "trunc.xlsx": book(("S", [["Date", "From", "To", "Message"]] + [[datetime(2025, 3, 1), "A", "B", "Hi"]] * 50))[
        :-200
    ],
    "csv_named.xlsx": HEADER + "2025-03-01,A,B,Hi\n",
    "pdf.csv": b"%PDF-1.7 1 0 obj",
    "html.csv": "<html><table><tr><td>Date</td></tr></table></html>",
    "json.csv": '[{"Date": "2025-03-01", "Message": "Hi"}]',
    "tabs.tsv": "Date\tFrom\tTo\tMessage\n2025-03-01\tA\tB\tHi, there; you\n",
    "pipes.txt": "Date|From|To|Message\n2025-03-01|A|B|Hi\n",
    "ragged.csv": HEADER + "2025-03-01,A\n2025-03-01,A,B,Hi,extra,more\nx\n2025-03-02,A,B,Ok\n",
    "spaces.csv": "  Date  ; From ;To ;  Message \n 2025-03-01 ; A ; B ; Hi \n",
    "crcr.csv": (HEADER + "2025-03-01,A,B,Hi\n").replace("\n", "\r"),
    "crlfcr.csv": (HEADER + "2025-03-01,A,B,Hi\n").replace("\n", "\r\r\n"),
    "quoted_all.csv": '"Date","From","To","Message"\n"2025-03-01","A","B","He said ""hi"", ok"\n',
    "surrogate.csv": HEADER.encode() + b"2025-03-01,A,B,\xed\xa0\xbd\n",
    "latin1.csv": "Date,From,To,Message\n2025-03-01,Jos\xe9,Zo\xeb,caf\xe9\n".encode("latin-1"),
    "koi8.csv": "Дата,Отправитель,Получатель,Сообщение\n2025-03-01,Анна,Бо,Добрый день\n".encode("koi8-r"),
    "direction.csv": "Date,Direction,Contact,Message\n2025-03-01,Outgoing,Bo,Hi\n2025-03-02,входящее,Bo,Ok\n2025-03-03,???,Bo,Eh\n",
    "urls.csv": "Date,Profile URL,Direction,Text\n2025-03-01,https://www.linkedin.com/in/%D0%B0,out,Hi\n2025-03-02,http://[bad,in,Ok\n2025-03-02,javascript:alert(1),in,Ok\n",
    "digits.csv": "Date,From,To,Message\n٢٠٢٥-٠٣-٠١,A,B,Hi\n²025-03-01,A,B,x\n",
    "numbers.csv": "Deal,Stage,Amount\nA,Won,1e400\nB,Won,--5\nC,Won,1'234'567.89\nD,Won,٣\nE,Won,½\nF,Won,²\n",
    "hundred_k.csv": HEADER + "".join(f"2025-03-01 10:{i % 60:02},A{i % 50},B,Hi {i}\n" for i in range(3_000)),
    "regex_bomb.csv": HEADER
    + "2025-03-01,A,B,"
    + "a@" * 50000
    + "\n"
    + "1" * 100000
    + ",A,B,Hi\n"
    + " " * 100000
    + ",A,B,Yo\n",
    "reg2.csv": "Date,Phone,Amount,Message\n" + "1," + "1 " * 50000 + "," + "1.," * 1 + "1.1" * 30000 + ",x\n",
    "offset.csv": HEADER
    + "2025-03-01T10:00:00+99:99,A,B,Hi\n2025-03-01T10:00-24:00,A,B,Hi\n0001-01-01 00:00 +14:00,A,B,x\n",
}


@pytest.mark.parametrize("name", TABLES)
def test_a_strange_table_is_proposed_and_read_or_neither(name):
    body = TABLES[name] if isinstance(TABLES[name], bytes) else TABLES[name].encode()
    upload, began = Upload.of(name, {name: body}), clock.perf_counter()
    found = mapper.proposal_of(upload)
    if found is None:
        return
    json.dumps(found[1].as_json())
    if found[1].as_json()["lacks"]:
        return
    connector = mapper.connector(found[1].mapping, strict=True)
    parts = connector.recognise(upload)
    told = settled(ask(connector, parts, {}, {}), "Europe/Lisbon")
    context = Context("rep", Owner("Anna", confidence="confirmed"), "", "Europe/Lisbon", dict(told.answers))
    for part in parts:
        for line, what in connector.read(part, context):
            assert line >= 0
            check(what if isinstance(what, Problem) else settle(what, connector, told), Tally())
    assert clock.perf_counter() - began < 10


KINDS = {
    "us_dates.csv": ("messages", "mdy", True), "eu_amb.csv": ("messages", "dmy", False),
    "sep_excel_ru.csv": ("messages", "dmy", False), "contacts_mixed.csv": ("contacts", "", True),
    "activities.csv": ("activities", "", True), "leads.csv": ("leads", "mdy", True),
    "x_education.csv": ("leads", "", True), "numbers.csv": ("deals", "", True), "sheets.xlsx": ("messages", "", True),
}  # fmt: skip


@pytest.mark.parametrize("name", KINDS)
def test_what_a_table_is_and_what_it_leaves_open(name):
    body = TABLES[name] if isinstance(TABLES[name], bytes) else TABLES[name].encode()
    _, proposal = mapper.proposal_of(Upload.of(name, {name: body}))
    assert (proposal.mapping.target, proposal.mapping.date_order, proposal.order_sure) == KINDS[name]
