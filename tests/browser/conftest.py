"""One server with a workspace, one Chromium, and a page that may not ask anybody else for anything."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.server import CHROMIUM, ROOT, launch, serving


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark all tests of this folder; without Chromium they are skipped, unless RAPPORT_BROWSER says "required".

    They come last, and a file at a time: while a browser is open, its event loop runs in this thread, and no other can.
    """
    items.sort(key=_in_browser)
    for item in filter(_in_browser, items):
        item.add_marker(pytest.mark.browser)
        if not Path(CHROMIUM).exists() and os.environ.get("RAPPORT_BROWSER") != "required":
            item.add_marker(pytest.mark.skip(reason=f"{CHROMIUM} is not installed"))


def _in_browser(item: pytest.Item) -> bool:
    return Path(__file__).parent in item.path.parents


@pytest.fixture(scope="session")
def demo_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with the demo team, built once through the command line."""
    home = tmp_path_factory.mktemp("demo")
    command = [sys.executable, str(ROOT / "manage.py"), "demo"]
    done = subprocess.run(
        command, env={**os.environ, "RAPPORT_HOME": str(home)}, capture_output=True, text=True, check=False
    )
    assert done.returncode in (0, 1), done.stderr
    return home


@pytest.fixture(scope="session")
def demo(demo_home: Path) -> Iterator[str]:
    """The address of a server with the demo team."""
    with serving(demo_home) as address:
        yield address


@pytest.fixture
def own_demo(demo_home: Path, tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """The address and home of a server with the demo team, for a test that changes it."""
    home = Path(shutil.copytree(demo_home, tmp_path / "home"))
    with serving(home) as address:
        yield address, home


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server on an empty machine, for tests that leave it empty."""
    with serving(tmp_path_factory.mktemp("empty")) as address:
        yield address


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """The address and home of a server of one test's own."""
    with serving(tmp_path) as address:
        yield address, tmp_path
    shutil.rmtree(tmp_path, ignore_errors=True)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A browser; it ends with its file, so that tests of the same worker may run event loops of their own."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


class Visit:
    """A visit: its page, and what it must not do."""

    def __init__(self, context: BrowserContext) -> None:
        self.page: Page = context.new_page()
        self.foreign: list[str] = []
        self.errors: list[str] = []
        context.on("request", self._asked)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", self._said)

    def _asked(self, request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.hostname not in ("127.0.0.1", "localhost"):
            self.foreign.append(request.url)

    def _said(self, message) -> None:
        # Streamlit feels for its base path on deep links; two 404s are its way of doing so.
        if message.type == "error" and "404" not in message.text:
            self.errors.append(message.text)


@pytest.fixture
def visit(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """A browser tab; the test fails when anything outside this machine was asked or a script failed.

    Parametrise indirectly with context options: `{"color_scheme": "dark"}`.
    """
    options = {"viewport": {"width": 1440, "height": 900}} | getattr(request, "param", {})
    context = chromium.new_context(**options)
    context.route(lambda url: urlsplit(url).hostname not in ("127.0.0.1", "localhost"), lambda route: route.abort())
    found = Visit(context)
    yield found
    context.close()
    assert found.foreign == []
    assert found.errors == []
