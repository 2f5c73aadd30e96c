import io
import zipfile

import pytest
from openpyxl import Workbook

from connectors.connector import Upload
from connectors.sources.linkedin_analytics import CONNECTOR
from connectors.sources.linkedin_analytics.cells import date_order, day, number
from tests.connectors.linkedin_files import CONTEXT, problems, read_all, records, upload_of

AGGREGATE = "AggregateAnalytics_Morgan Vale_2026-06-01_2026-06-02.xlsx"
BRAZIL = "AggregateAnalytics_Morgan Vale_2025-10-03_2026-10-02_pt-BR.xlsx"
OLD = "Content_2025-12-01_2025-12-02_MorganVale.xlsx"
SINGLE = "PostAnalytics_MorganVale_7414200000000000001.xlsx"
FIRST, SECOND = "7414200000000000001", "7414200000000000002"


def workbook(**sheets) -> bytes:
    """Return an XLSX of rows by sheet title."""
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title.replace("_", " "))
        for row in rows:
            sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def figures(lines) -> dict:
    return {(figure.subject, figure.day, figure.metric): figure.value for figure in records(lines)}


def sample(exports, name: str) -> list:
    body = (exports / "linkedin" / "14_analytics_xlsx" / name).read_bytes()
    return read_all(CONNECTOR, Upload.of(name, {name: body}))[name]


def read_book(name: str = "a.xlsx", **sheets) -> list:
    return read_all(CONNECTOR, Upload.of(name, {name: workbook(**sheets)}))[name]


def expected(one: str, two: str, followers: int, window: str) -> dict:
    """What the three aggregate samples have in common."""
    return {
        ("day", one, "impressions"): 1000,
        ("day", one, "engagements"): 12,
        ("day", two, "impressions"): 234,
        ("day", two, "engagements"): 3,
        (FIRST, one, "engagements"): 12,
        (SECOND, two, "impressions"): 1000,
        (FIRST, one, "impressions"): 234,
        ("day", two, "followers"): followers,
        ("day", one, "new_followers"): 2,
        ("day", two, "new_followers"): 0,
        (window, two, "members_reached"): 567,
    }


def test_numbers_as_numbers_before_2026(exports):
    lines = sample(exports, OLD)
    assert figures(lines) == expected("2025-12-01", "2025-12-02", 4321, "period:2025-12-01:2025-12-02")
    assert problems(lines) == []


def test_case_61_numbers_and_dates_as_text(exports):
    lines = sample(exports, AGGREGATE)
    assert figures(lines) == expected("2026-06-01", "2026-06-02", 4400, "period:2026-06-01:2026-06-02")
    assert problems(lines) == []


def test_case_61_portuguese_sheets_and_day_first(exports):
    lines = sample(exports, BRAZIL)
    assert figures(lines) == expected("2026-10-01", "2026-10-02", 2571, "period:2025-10-03:2026-10-02")
    assert problems(lines) == []


def test_case_61_shares_below_one_percent_are_not_figures(exports):
    for name in (AGGREGATE, BRAZIL, SINGLE):
        assert problems(sample(exports, name)) == []


DISCOVERY = [("Overall Performance", "6/1/2026 - 6/3/2026"), ("Impressions", "3"), ("Members reached", "2")]


def test_case_61_negative_engagements():
    days = [("Date", "Impressions", "Engagements"), ("6/1/2026", "1", "-28"), ("6/2/2026", "2", "−1")]
    told = figures(read_book(DISCOVERY=DISCOVERY, ENGAGEMENT=days))
    assert told["day", "2026-06-01", "engagements"] == -28
    assert told["day", "2026-06-02", "engagements"] == -1


def test_case_61_day_first_in_english_is_told_by_days_in_a_row():
    days = [("Date", "Impressions", "Engagements"), *((f"0{n}/10/2026", "1", "1") for n in range(1, 6))]
    told = figures(read_book(DISCOVERY=[("Overall Performance", "01/10/2026 - 05/10/2026")], ENGAGEMENT=days))
    assert {key[1] for key in told} == {f"2026-10-0{n}" for n in range(1, 6)}


def test_case_61_the_name_of_the_file_settles_a_single_ambiguous_day():
    days = [("Date", "Impressions", "Engagements"), ("02/03/2026", "1", "1")]
    sheets = {"DISCOVERY": [("Overall Performance", "02/03/2026 - 02/03/2026")], "ENGAGEMENT": days}
    for (stated,) in (("2026-03-02",), ("2026-02-03",)):
        name = f"AggregateAnalytics_Morgan Vale_{stated}_{stated}.xlsx"
        assert {key[1] for key in figures(read_book(name, **sheets))} == {stated}


def test_case_62_a_post_in_one_ranking_only_has_no_figure_of_the_other(exports):
    told = figures(sample(exports, AGGREGATE))
    assert not any(subject == SECOND and metric == "engagements" for subject, _, metric in told)


def test_case_62_either_ranking_may_be_empty():
    head = ("Post URL", "Post publish date", "Engagements", None, "Post URL", "Post publish date", "Impressions")
    row = (None, None, None, None, f"https://www.linkedin.com/feed/update/urn:li:activity:{FIRST}", "6/1/2026", "7")
    told = figures(read_book(DISCOVERY=DISCOVERY, TOP_POSTS=[("Maximum of 50",), (None,), head, row]))
    assert told[FIRST, "2026-06-01", "impressions"] == 7
    assert len([key for key in told if key[0] == FIRST]) == 1


def test_single_post_by_its_captions(exports):
    lines = sample(exports, SINGLE)
    assert {metric: value for (_, _, metric), value in figures(lines).items()} == {
        "impressions": 5537,
        "members_reached": 3210,
        "reactions": 49,
        "comments": 5,
        "reposts": 2,
        "saves": 3,
        "sends": 1,
    }
    assert {(figure.subject, figure.day) for figure in records(lines)} == {(FIRST, "2026-01-06")}


def test_single_post_with_rows_elsewhere_and_a_new_figure():
    link = f"https://www.linkedin.com/posts/morgan-vale-0a1-fict_x-activity-{FIRST}-AbCd"
    rows = [(None, None), ("Anything", 9), ("Comments:", "1,005"), ("Post URL", link), ("Post Date", "Jan 6, 2026")]
    lines = read_book("PostAnalytics_MorganVale_1.xlsx", PERFORMANCE=rows)
    assert figures(lines) == {(FIRST, "2026-01-06", "comments"): 1005}
    assert problems(lines) == [(2, "unknown-figure")]


def test_company_page_is_refused_politely():
    lines = read_book(All_posts=[("Post title", "Impressions"), ("Hello", 5)])
    assert records(lines) == []
    assert problems(lines) == [(0, "company-page")]


def test_owner_and_day_of_the_export(exports):
    upload = upload_of(exports / "linkedin" / "14_analytics_xlsx")
    parts = CONNECTOR.recognise(upload)
    assert sorted(part.kind for part in parts) == ["aggregate", "aggregate", "aggregate", "post"]
    owner = CONNECTOR.find_owner(parts)
    assert (owner.name, owner.profile_url, owner.confidence) == (
        "Morgan Vale",
        "https://www.linkedin.com/in/morgan-vale-0a1-fict",
        "likely",
    )
    assert CONNECTOR.taken_on(upload, parts) == "2026-10-02"


def test_copy_number_and_camel_case_in_the_name(exports):
    body = (exports / "linkedin" / "14_analytics_xlsx" / OLD).read_bytes()
    name = OLD.replace(".xlsx", " (1).xlsx")
    assert CONNECTOR.find_owner(CONNECTOR.recognise(Upload.of(name, {name: body}))).name == "Morgan Vale"


def test_the_same_day_of_a_later_export_is_the_same_row_and_the_later_one_stands(exports):
    early = [("Date", "Impressions", "Engagements"), ("6/1/2026", "90", "1"), ("6/2/2026", "5", "1")]
    late = [("Date", "Impressions", "Engagements"), ("6/1/2026", "100", "1"), ("6/3/2026", "7", "1")]
    files = {
        "a_2026-06-01_2026-06-02.xlsx": workbook(DISCOVERY=DISCOVERY, ENGAGEMENT=early),
        "b_2026-06-01_2026-06-03.xlsx": workbook(DISCOVERY=DISCOVERY, ENGAGEMENT=late),
    }
    alone = read_all(CONNECTOR, Upload.of("a", dict([next(iter(files.items()))])))["a_2026-06-01_2026-06-02.xlsx"]
    both = read_all(CONNECTOR, Upload.of("both", files))
    of_day = {
        figure.id: figure.value
        for lines in both.values()
        for figure in records(lines)
        if figure.metric == "impressions"
    }
    first = next(figure for figure in records(alone) if (figure.day, figure.metric) == ("2026-06-01", "impressions"))
    assert of_day[first.id] == 100
    assert sorted(of_day.values()) == [5, 7, 100]


def test_bad_cells_are_told_by_sheet_and_row():
    days = [("Date", "Impressions", "Engagements"), ("6/1/2026", "1", "2"), ("soon", "1", "2"), ("6/3/2026", "many", 3)]
    lines = read_book(DISCOVERY=DISCOVERY, ENGAGEMENT=days)
    assert problems(lines) == [(3, "bad-day"), (4, "bad-number")]
    assert figures(lines)["day", "2026-06-03", "engagements"] == 3


def test_other_workbooks_and_damaged_ones_are_somebody_elses():
    plain = workbook(Sheet1=[("Name", "Amount"), ("Ines", 5)])
    files = {"deals.xlsx": plain, "broken.xlsx": plain[:300], "page.xlsx": b"<html>", "empty.xlsx": b""}
    assert CONNECTOR.recognise(Upload.of("x", files)) == ()


def test_a_workbook_that_unpacks_to_too_much_is_not_opened(exports):
    body = (exports / "linkedin" / "14_analytics_xlsx" / OLD).read_bytes()
    file = io.BytesIO(body)
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/media/huge.bin", bytes(50_000_000))
    assert CONNECTOR.recognise(Upload.of("x", {OLD: file.getvalue()})) == ()


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("1,234", 1234),
        ("1.234.567", 1234567),
        ("1\u202f234", 1234),
        ("-28", -28),
        (12.0, 12),
        (0, 0),
        ("< 1%", None),
        ("menos de 1%", None),
        ("12.5", None),
        (12.5, None),
        (True, None),
        (None, None),
        ("", None),
        (float("nan"), None),
        (float("inf"), None),
        ("9" * 40, None),
    ],
)
def test_numbers(cell, value):
    assert number(cell) == value


def test_dates_that_do_not_exist():
    assert day("31/02/2026", "dmy") is None
    assert day("2026-02-03", "dmy").isoformat() == "2026-02-03"
    assert date_order([], None, (), english=True) == "mdy"


def test_context_rep_is_part_of_every_row(exports):
    assert {figure.rep_id for figure in records(sample(exports, OLD))} == {CONTEXT.rep_id}
