"""A meeting from its opening to its end as pictures: `python -m tests.browser.walk FOLDER`.

Leads the newest review by the keyboard on a copy of RAPPORT_HOME (a demo team), at 1920×1080 and 3840×2160, in both
languages and themes. Two reps consent to be named as examples.
"""

import argparse
import itertools
import os
import re
import shutil
import sqlite3
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

from data.settings import Settings
from tests.browser.server import launch, ready, serving

SIZES = {"hd": (1920, 1080), "4k": (3840, 2160)}
LANGS, THEMES = ("en", "ru"), ("light", "dark")
MOST = 12
OPEN = {"en": ("Open the review", "Go on with the review"), "ru": ("Начать разбор", "Продолжить разбор")}


def main() -> None:
    """Walk, and say how many pictures there are."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("folder", type=Path)
    folder = ask.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        home = Path(shutil.copytree(Settings.from_env(os.environ).home, Path(place) / "home"))
        with sqlite3.connect(home / "rapport.db") as conn:
            conn.execute("PRAGMA foreign_keys = ON")
            conn.execute("DELETE FROM review WHERE week = (SELECT MAX(week) FROM review)")
            conn.execute(
                "INSERT OR IGNORE INTO rep_consent SELECT id, '2026-01-01T00:00:00Z' FROM rep ORDER BY id LIMIT 2"
            )
        with serving(home) as address, sync_playwright() as playwright:
            browser = launch(playwright)
            count = sum(
                walk(browser, address, folder, size, lang, theme)
                for size, lang, theme in itertools.product(SIZES, LANGS, THEMES)
            )
            browser.close()
    print(f"{count} pictures in {folder}.")


def walk(browser: Browser, address: str, folder: Path, size: str, lang: str, theme: str) -> int:
    """Lead the review of the newest week by the keyboard; return the number of pictures."""
    width, height = SIZES[size]
    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=theme)
    page.goto(f"{address}/review?lang={lang}")
    ready(page)
    name = f"{size}-{lang}-{theme}"
    page.screenshot(path=folder / f"{name}-00-desk.png")
    words = OPEN[lang]
    page.get_by_role("button", name=re.compile("|".join(words))).first.click()
    taken, seen = 1, ""
    for no in range(1, MOST):
        step = page.locator(".rp-progress .name")
        expect(step).not_to_have_text(seen, timeout=20_000)
        seen = step.inner_text()
        page.wait_for_timeout(300)
        page.screenshot(path=folder / f"{name}-{no:02d}.png")
        taken += 1
        _fits(page, f"{name} {seen}")
        place, _, last = seen.partition("·")[0].partition("/")
        if place.strip() == last.strip():
            break
        page.locator("body").press("ArrowRight")
    page.locator("body").press("Home")
    expect(page.locator(".rp-over")).to_be_visible(timeout=20_000)
    page.screenshot(path=folder / f"{name}-99-overview.png")
    _fits(page, f"{name} overview")
    page.close()
    return taken + 1


def _fits(page: Page, where: str) -> None:
    """Insist that a step needs no scrolling: its buttons are on the screen, and nothing is wider than it."""
    wide, screen = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert wide <= screen, f"{where}: wider than the screen"
    low = page.locator(".st-key-slide_nav").bounding_box()
    assert low, f"{where}: no buttons"
    over = low["y"] + low["height"] - page.viewport_size["height"]
    assert over <= 0, f"{where}: {over:.0f} pixels below the screen"


if __name__ == "__main__":
    main()
