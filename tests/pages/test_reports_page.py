"""A report downloaded from a page: the figures of the page, in every format, also without people and texts."""

import io
from dataclasses import replace
from html import escape

import pytest
from demo_team import settle
from openpyxl import load_workbook
from pypdf import PdfReader

from data import store
from data.derive import newest_day
from data.scope import Scope, Viewer, scope_for
from metrics import scorecard
from metrics.catalog import BY_ID
from metrics.periods import period_of
from metrics.words import percent
from pages.ui import reports

REP = "anna-sokolova"


@pytest.fixture
def db(home):
    return settle(home)


def seen(db, viewer=None):
    """Return the scope that a page has over the usual period."""
    scope = scope_for(viewer or Viewer("local", "manager"))
    with store.reading(db) as conn:
        days = period_of(scope, "15w", newest_day(conn))
    return scope.during(days.since, days.until)


@pytest.mark.parametrize(("page", "params"), [("team", {}), ("scorecard", {"rep": REP})])
def test_both_pages_offer_it_in_four_formats(draw, db, page, params):
    app = draw(page, **params)
    assert not app.exception
    app.session_state["report_files"] = True
    app.run()
    labels = [one.proto.label for one in app.get("download_button")]
    assert labels == ["PDF", "HTML", "XLSX", "Markdown"]


def test_on_a_shared_screen_there_is_none(draw, db):
    assert "report_files" in draw("team").session_state
    assert "report_files" not in draw("team", present="1").session_state


def test_every_format_has_the_figures_of_the_scorecard(db):
    scope = seen(db)
    with store.reading(db) as conn:
        model = scorecard.scorecard(conn, scope, REP)
    shown = [one for one in (*model.outreach, *model.conversations) if one.measurement.unit == "rate"]
    shown = [one for one in shown if not one.measurement.too_few and one.measurement.value is not None]
    assert len(shown) > 8
    files = {form: reports.report(db, scope.of(REP), form, "en") for form in reports.FORMATS}
    pdf = plain(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(files["pdf"])).pages))
    page, lines = plain(files["html"].decode()), plain(files["md"].decode().replace("\n", "¶")).split("¶")
    book = load_workbook(io.BytesIO(files["xlsx"]))
    cells = {row[0].value: row[1].value for row in book.worksheets[1].iter_rows(min_row=2)}
    for one in shown:
        title, text = BY_ID[one.metric].title, plain(percent(one.measurement.value))
        line = next(line for line in lines if line.startswith(f"| {title} |"))
        assert line.split(" | ")[1] == text
        assert f"{one.measurement.k} of {one.measurement.n}" in line
        assert f"<td>{escape(title)}</td><td>{text}</td>" in page
        assert f"{title} {text}" in pdf
        assert cells[title] == pytest.approx(one.measurement.value)


def plain(text):
    """Return text with every kind of space as one."""
    return " ".join(text.split())


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_masked_it_names_no_contact_and_quotes_no_text(db, lang):
    scope = replace(seen(db), masked=True, text="none")
    with store.reading(db) as conn:
        names = {row[0] for row in conn.execute("SELECT name FROM contact WHERE length(name) > 6")}
        texts = {row[0][:25] for row in conn.execute("SELECT text FROM template WHERE length(text) > 30")}
        reps = {row[0] for row in conn.execute("SELECT name FROM rep")}
    for form in ("md", "html"):
        body = reports.report(db, scope, form, lang).decode()
        assert [name for name in names - reps if name in body] == []
        assert [text for text in texts if text in body] == []


def test_a_rep_gets_nothing_of_others(db):
    own = seen(db, Viewer("a@example.com", "rep", rep_id=REP))
    body = reports.report(db, own.of(REP), "html", "en").decode()
    assert "Anna Sokolova" in body
    assert "Ben Carter" not in body
    nothing = reports.report(db, own.of("ben-carter"), "html", "en").decode()
    assert "Ben Carter" not in nothing


def test_a_scope_of_nobody_is_an_empty_report_not_everybodys(db):
    assert "Ben Carter" not in reports.report(db, Scope(reps=()), "md", "en").decode()
