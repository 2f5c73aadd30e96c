"""What leaves the dashboard by a click: pictures of charts, reports, and a digest's way out that needs no page."""

import sqlite3

from playwright.sync_api import expect

from data import digests, store, workspace
from tests.browser.server import ready


def saved(page, name, folder):
    """Click a button and return the file that comes."""
    with page.expect_download(timeout=60_000) as coming:
        page.get_by_role("button", name=name, exact=True).first.click()
    path = folder / coming.value.suggested_filename
    coming.value.save_as(path)
    return path


def test_a_chart_and_the_report_are_saved_from_the_team_page(demo, visit, tmp_path):
    page = visit.page
    page.goto(demo)
    ready(page)
    page.get_by_role("button", name="Save picture").click()
    png = saved(page, "PNG", tmp_path)
    assert (png.name, png.read_bytes()[:4]) == ("rapport-quadrant.png", b"\x89PNG")
    page.locator("body").press("Escape")
    page.get_by_role("button", name="Download report").click()
    pdf = saved(page, "PDF", tmp_path)
    assert pdf.read_bytes()[:5] == b"%PDF-"
    page.get_by_text("without names of contacts and texts").click()
    ready(page)
    masked = saved(page, "Markdown", tmp_path)
    assert masked.name.endswith("-masked.md")
    assert "Without texts, for a shared screen" in masked.read_text(encoding="utf-8")


def test_a_digest_is_ended_by_its_link(own_demo, visit):
    address, home = own_demo
    with store.writing(home / "rapport.db") as conn:
        digests.add(conn, "me", workspace.load(conn), channel="MAIL", lang="ru")
        token = digests.digests(conn)[0].token
    visit.page.goto(f"{address}/unsubscribe?token={token}")
    expect(visit.page.get_by_role("heading")).to_have_text("Больше не присылать эти сообщения?")
    visit.page.get_by_role("button").click()
    expect(visit.page.get_by_role("heading")).to_have_text("Эти сообщения больше не приходят.")
    with sqlite3.connect(home / "rapport.db") as conn:
        assert conn.execute("SELECT stopped_at IS NOT NULL FROM digest").fetchone() == (1,)
