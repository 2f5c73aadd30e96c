"""Pictures of every page, for looking at: `python -m tests.browser.shots FOLDER [--address http://127.0.0.1:8501]`.

Both languages, both themes, wide and narrow; without an address it starts a server of its own on RAPPORT_HOME.
"""

import argparse
from pathlib import Path

from playwright.sync_api import sync_playwright

from pages.menu import PAGES
from tests.browser.server import launch, ready, serving

SIZES = {"wide": (1920, 1080), "phone": (390, 844)}


def main() -> None:
    """Take the pictures."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("folder", type=Path)
    ask.add_argument("--address", default="")
    ask.add_argument("--pages", nargs="*", default=[page.address for page in PAGES])
    ask.add_argument("--quick", action="store_true", help="English, light, wide only")
    args = ask.parse_args()
    args.folder.mkdir(parents=True, exist_ok=True)
    if args.address:
        take(args.address, args)
    else:
        with serving() as address:
            take(address, args)


def take(address: str, args: argparse.Namespace) -> None:
    """Visit every page in every way and save a picture of each."""
    schemes, langs = (("light",), ("en",)) if args.quick else (("light", "dark"), ("en", "ru"))
    sizes = {"wide": SIZES["wide"]} if args.quick else SIZES
    with sync_playwright() as playwright:
        browser = launch(playwright)
        for size, (width, height) in sizes.items():
            for scheme in schemes:
                page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
                for name in args.pages:
                    for lang in langs:
                        page.set_viewport_size({"width": width, "height": height})
                        page.goto(f"{address}/{name}?lang={lang}")
                        ready(page)
                        tall = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
                        page.set_viewport_size({"width": width, "height": max(height, min(int(tall) + 20, 9000))})
                        page.wait_for_timeout(400)
                        page.screenshot(path=args.folder / f"{name or 'home'}-{size}-{scheme}-{lang}.png")
                page.close()
        browser.close()


if __name__ == "__main__":
    main()
