"""Tables as tools and time leave them: encodings, delimiters, headers and quotes."""

import csv
import io

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from connectors.connector import Upload
from connectors.decoding import MAX_LINE, unscramble
from connectors.tables import NotATable, Shape, Table, column_name, open_table

SHAPE = Shape.of("name, city")
MESSAGES = Shape.of("from, to, date, content")


def member(body: str | bytes):
    raw = body.encode() if isinstance(body, str) else body
    return Upload.of("x", {"x.csv": raw}).members[0]


def read(body: str | bytes, shape: Shape = SHAPE, columns=("name", "city")):
    table = open_table(member(body), shape)
    pick = table.pick(*columns)
    rows = [(line, *pick(row)) for line, row in table.rows()]
    return rows, [(line, problem.code) for line, problem in table.problems]


def refusal(body: str | bytes, shape: Shape = SHAPE):
    with pytest.raises(NotATable) as error:
        open_table(member(body), shape)
    return error.value.problem


def test_columns_are_found_by_name_in_any_order():
    assert read("City,x,NAME\nLisbon,1,Ines\n") == ([(2, "Ines", "Lisbon")], [])


def test_column_names_are_compared_without_dress():
    assert {column_name(name) for name in ("\ufeff First  Name", "first_name", "FIRST NAME ")} == {"first name"}


def test_an_absent_column_is_empty_and_rows_may_be_short():
    assert read("name,city\nInes\n", columns=("city", "country")) == ([(2, "", "")], [])


def test_case_14_byte_order_mark():
    assert read(b"\xef\xbb\xbfname,city\nIn\xc3\xaas,Lisbon\n") == ([(2, "Inês", "Lisbon")], [])


def test_case_15_semicolons_and_cp1252():
    rows, problems = read("name;city\nLucía;Café\nBo;Ñ – “x” €\n".encode("cp1252"))
    assert rows == [(2, "Lucía", "Café"), (3, "Bo", "Ñ – “x” €")]
    assert problems == [(0, "encoding")]


def test_case_15_one_bad_byte_does_not_spoil_the_rest():
    rows, problems = read("name,city\nЖеня,Тверь\n".encode() + b"Luc\xeda,x\n" + "Łódź,ąę\n".encode())
    assert rows == [(2, "Женя", "Тверь"), (3, "Lucía", "x"), (4, "Łódź", "ąę")]
    assert problems == [(0, "encoding")]


def test_case_15_a_russian_excel():
    rows, problems = read("name;city\nЖеня Кузнецова;Нижний Новгород\n".encode("cp1251"))
    assert rows == [(2, "Женя Кузнецова", "Нижний Новгород")]
    assert problems == [(0, "encoding")]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_case_16_utf16_with_tabs(encoding):
    rows, problems = read("name\tcity\r\nИнес\tLisbon\r\nBo\tx\r\n".encode(encoding))
    assert rows == [(2, "Инес", "Lisbon"), (3, "Bo", "x")]
    assert problems == [(0, "encoding")]


def test_case_17_mojibake_is_undone_where_it_decodes():
    scrambled = "Lucía – привет 👍".encode().decode("cp1252", "ignore")
    rows, problems = read(f"name,city\n{'Café'.encode().decode('cp1252')},São Tomé\nÃrvore,ÂNGELA\n")
    assert rows == [(2, "CafÃ©", "São Tomé"), (3, "Ãrvore", "ÂNGELA")]  # a line with letters of its own stays
    assert problems == []
    assert read(f"name,city\n{'Café'.encode().decode('cp1252')},x\n") == ([(2, "Café", "x")], [(0, "mojibake")])
    assert unscramble(scrambled[:6]) != scrambled[:6]


def test_case_18_quoted_header():
    assert read('"name","city"\n"Ines","Lis""bon"\n') == ([(2, "Ines", 'Lis"bon')], [])


def test_case_19_line_ends_of_both_kinds_inside_cells():
    rows, _ = read('name,city\r\n"a\r\nb\nc",x\r\nBo,y\n')
    assert rows == [(2, "a\r\nb\nc", "x"), (5, "Bo", "y")]


def test_case_20_separators_that_are_none_and_nul():
    rows, problems = read("name,city\na\u2028b\x85c\x0bd,x\ne\0f,y\n")
    assert rows == [(2, "a\u2028b\x85c\x0bd", "x"), (3, "ef", "y")]
    assert problems == [(0, "nul")]


def test_case_21_a_cell_of_a_million_characters():
    long = "word " * 300_000
    assert read(f'name,city\n"{long}",x\n')[0] == [(2, long, "x")]


def test_case_21_a_cell_longer_than_anybody_writes():
    rows, problems = read("name,city\n" + "a" * (MAX_LINE + 10) + ",x\nInes,y\n")
    assert rows == [(3, "Ines", "y")]
    assert problems == [(0, "long-line")]
    rows, problems = read('name,city\nInes,y\n"' + "a\n" * (MAX_LINE // 2 + 10) + '",x\n')
    assert rows[0] == (2, "Ines", "y")
    assert problems[0] == (3, "too-long")


def test_case_22_a_quote_open_at_the_end():
    rows, problems = read('name,city\nInes,x\nBo,"cut off in the mid')
    assert rows == [(2, "Ines", "x")]
    assert problems == [(3, "cut-off")]


def test_case_22_a_quote_open_in_the_middle_costs_one_row():
    body = 'from,to,date,content\na,b,1,x\na,b,2,"open\nand on\n' + "".join(f"a,b,{n},y\n" for n in range(3, 9))
    rows, problems = read(body, MESSAGES, ("date", "content"))
    assert rows == [(2, "1", "x"), (3, "2", "open\nand on\n"), *((n + 2, str(n), "y") for n in range(3, 9))]
    assert problems == [(3, "open-quote")]


def test_case_23_no_final_newline():
    assert read("name,city\nInes,Lisbon") == ([(2, "Ines", "Lisbon")], [])
    assert read('name,city\nInes,"Lisbon"') == ([(2, "Ines", "Lisbon")], [])


def test_case_24_trailing_comma_in_the_header():
    assert read("name,city,\nInes,Lisbon,\nBo,x\n") == ([(2, "Ines", "Lisbon"), (3, "Bo", "x")], [])


def test_case_25_same_column_twice_counts_first():
    assert read("name,city,city\nInes,Lisbon,Porto\n") == ([(2, "Ines", "Lisbon")], [])


def test_case_28_cells_that_look_like_formulas_are_text():
    assert read("name,city\n=1+1,@x\n")[0] == [(2, "=1+1", "@x")]


def test_surplus_cells_are_reported():
    assert read("name,city\nInes,Lisbon,more\nBo,x,\n") == (
        [(2, "Ines", "Lisbon"), (3, "Bo", "x")],
        [(2, "extra-cells")],
    )


def test_the_header_stands_within_the_first_rows():
    assert read('Notes:\n"a, b\nc"\n\nname,city\nInes,x\n')[0] == [(6, "Ines", "x")]
    assert refusal("x\n" * 20 + "name,city\nInes,x\n").code == "no-header"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "empty-file"),
        (b" \n\n", "empty-file"),
        (b"%PDF-1.7 ...", "not-a-table"),
        (b"PK\x03\x04....", "not-a-table"),
        (b"<!DOCTYPE html><html>", "not-a-table"),
        (b"No conversations found", "no-header"),
        (b"name\nInes\n", "no-header"),
        (b'"' * 10_001, "no-header"),
        (bytes(range(256)) * 20, "no-header"),
    ],
)
def test_case_12_what_is_no_table_says_so(body, code):
    assert refusal(body).code == code


def test_problems_are_told_once_however_often_a_table_is_read():
    table = open_table(member("name,city\na\0b,x\n"), SHAPE)
    for _ in range(3):
        assert len(list(table.rows())) == 1
    assert len(table.problems) == 1


def test_a_table_of_objects_reads_like_one_of_text():
    table = Table.of(["Name", "CITY"], [["Ines", "Lisbon"]])
    assert list(table.dicts()) == [(1, {"name": "Ines", "city": "Lisbon"})]
    assert [table.pick("city", "nothing")(row) for _, row in table.rows()] == [("Lisbon", "")]


CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\0\rÃÂÐâ", exclude_categories=("Cs",)), max_size=30)


@settings(max_examples=150, deadline=None)
@given(
    rows=st.lists(st.tuples(CELLS, CELLS), max_size=8),
    delimiter=st.sampled_from(",;\t"),
    end=st.sampled_from(["\n", "\r\n"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    quoting=st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]),
    preamble=st.booleans(),
)
@example([("", "")], ",", "\n", "utf-8", csv.QUOTE_MINIMAL, False)
def test_whatever_is_written_is_read(rows, delimiter, end, encoding, quoting, preamble):
    out = io.StringIO(newline="")
    if preamble:
        out.write(f'Notes:{end}"some, words"{end}{end}')
    writer = csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=quoting)
    writer.writerows([("name", "city"), *rows])
    found, problems = read(out.getvalue().encode(encoding))
    assert [(name, city) for _, name, city in found] == rows
    assert {code for _, code in problems} <= {"encoding"}


@settings(max_examples=300, deadline=None)
@given(
    st.binary(max_size=400) | st.text('ab",\n\r\t;\\\0é', max_size=200).map(lambda text: f"name,city\n{text}".encode())
)
def test_no_bytes_raise_anything_but_a_refusal(body):
    try:
        table = open_table(member(body), SHAPE)
    except NotATable:
        return
    for line, row in table.rows():
        assert line > 1
        assert len(row) == len(table.columns) + 1


@settings(max_examples=100, deadline=None)
@given(before=st.integers(0, 4), after=st.integers(2, 6))
def test_an_open_quote_never_costs_other_rows(before, after):
    row = "a,b,2026-01-01,text\n"
    rows, problems = read(
        "from,to,date,content\n" + row * before + 'a,b,2026-01-01,"open\n' + row * after, MESSAGES, ("from", "content")
    )
    assert len(rows) == before + 1 + after
    assert [code for _, code in problems] == ["open-quote"]
