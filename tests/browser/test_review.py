"""The weekly review in a real browser: led by keys, written on, ended; nothing of third parties reaches the room."""

import re
import sqlite3

from playwright.sync_api import expect

from tests.browser.server import ready

STEPS = ["Promises", "What changed", "Profiles", "Outreach", "Results", "One thing to try", "Until next week"]


def at(page, name):
    """Wait until a step is on the screen."""
    expect(page.locator(".rp-progress .name")).to_contain_text(name, timeout=20_000)


def test_a_meeting_is_led_by_keys(own_demo, visit):
    address, _home = own_demo
    page = visit.page
    page.goto(f"{address}/review")
    ready(page)
    page.get_by_role("button", name="Open the review").click()
    at(page, STEPS[0])
    expect(page.locator(".rp-timer")).to_be_visible()
    assert "present=1" in page.url
    for key, name in zip(("ArrowRight", "PageDown", "Space"), STEPS[1:4], strict=True):
        page.locator("body").press(key)
        at(page, name)
    page.locator("body").press("PageUp")
    at(page, STEPS[2])
    page.locator("body").press("ArrowLeft")
    at(page, STEPS[1])
    page.locator("body").press("Home")
    expect(page.locator(".rp-over")).to_be_visible(timeout=20_000)
    page.locator("body").press("6")
    at(page, STEPS[5])
    page.locator("body").press("Escape")
    expect(page.get_by_role("button", name="Go on with the review")).to_be_visible(timeout=20_000)
    assert "present" not in page.url


def test_a_promise_made_today_is_the_first_question_next_week(own_demo, visit):
    address, home = own_demo
    with sqlite3.connect(home / "rapport.db") as conn:
        conn.execute("PRAGMA foreign_keys = ON")
        conn.execute("DELETE FROM review")  # the demo team held one of the very week that is led here
    page = visit.page
    page.goto(f"{address}/review?week=2026-11-09")
    ready(page)
    page.get_by_role("button", name="Open the review").click()
    at(page, STEPS[0])
    page.locator("body").press("o")
    page.get_by_role("button", name="One thing to try").click()
    at(page, STEPS[5])
    ready(page)
    page.get_by_text("Promise it").click()
    page.get_by_label("What will be done").fill("Ask before you offer")
    page.get_by_role("button", name="Promise", exact=True).click()
    expect(page.get_by_text("It comes back next week")).to_be_visible(timeout=20_000)
    page.locator("body").press("ArrowRight")
    at(page, STEPS[6])
    expect(page.get_by_text("Ask before you offer").first).to_be_visible()
    page.get_by_role("button", name="End the review").click()
    expect(page.get_by_role("button", name="End the review")).to_have_count(0, timeout=20_000)
    with sqlite3.connect(home / "rapport.db") as conn:
        assert conn.execute("SELECT closed_at IS NOT NULL FROM review").fetchone() == (1,)
    page.goto(f"{address}/review?week=2026-11-16")
    ready(page)
    page.get_by_role("button", name="Open the review").click()
    at(page, STEPS[0])
    expect(page.get_by_text("Ask before you offer").first).to_be_visible()


def test_nothing_of_third_parties_reaches_a_shared_screen(demo, demo_home, visit):
    """Every frame that the server sends during a whole review is searched for names, companies and texts."""
    frames: list[bytes] = []

    def listen(socket):
        socket.on("framereceived", lambda data: frames.append(data if isinstance(data, bytes) else data.encode()))

    page = visit.page
    page.on("websocket", listen)
    for step in ("promises", "changed", "profiles", "outreach", "results", "try", "end", "overview"):
        page.goto(f"{demo}/review?present=1&step={step}")
        ready(page)
        expect(page.locator(".rp-slide")).to_be_visible(timeout=20_000)
    page.goto(f"{demo}/review?present=1&auto=5")
    ready(page)
    sent = b"".join(frames)
    assert b"rp-slide" in sent
    with sqlite3.connect(demo_home / "rapport.db") as conn:
        reps = {row[0] for row in conn.execute("SELECT name FROM rep")}
        names = {row[0] for row in conn.execute("SELECT DISTINCT name FROM contact WHERE length(name) > 5")} - reps
        companies = {row[0] for row in conn.execute("SELECT DISTINCT company FROM contact WHERE length(company) > 6")}
        texts = {row[0][:40] for row in conn.execute("SELECT text FROM message WHERE length(text) > 60 LIMIT 3000")}
        deals = {row[0] for row in conn.execute("SELECT DISTINCT name FROM sale_deal WHERE length(name) > 8")}
    assert len(names) > 1000
    found = [one for one in names | companies | texts | deals if one.encode() in sent]
    assert found == []


def test_a_kiosk_goes_round_by_itself(demo, visit):
    page = visit.page
    page.goto(f"{demo}/review?present=1&auto=5")
    ready(page)
    at(page, STEPS[0])
    expect(page.get_by_role("button", name="Next")).to_have_count(0)
    at(page, STEPS[1])
    at(page, STEPS[2])


def test_evidence_opens_in_a_window_of_its_own_that_is_no_shared_screen(demo, visit):
    page = visit.page
    page.goto(f"{demo}/review?present=1&step=outreach")
    ready(page)
    with page.context.expect_page() as opened:
        page.get_by_role("link", name=re.compile("evidence")).first.click()
    other = opened.value
    ready(other)
    assert "present" not in other.url
    assert "figure=" in other.url
