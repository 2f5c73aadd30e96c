"""Pages drawn by Streamlit's own test runner, on a workspace of their own."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from data import store


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty workspace that pages look at."""
    monkeypatch.setenv("RAPPORT_HOME", str(tmp_path))
    monkeypatch.delenv("RAPPORT_DB", raising=False)
    st.cache_data.clear()
    st.cache_resource.clear()
    store.prepare(tmp_path / "rapport.db")
    yield tmp_path
    st.cache_data.clear()


def _page(name: str) -> None:
    from pages.menu import PAGES

    next(page for page in PAGES if page.id == name).render()


@pytest.fixture
def draw(home: Path) -> Callable[..., AppTest]:
    """Draw a page by its id; keyword arguments are parameters of its address."""

    def run(name: str, **params: str) -> AppTest:
        app = AppTest.from_function(_page, args=(name,), default_timeout=30)
        for key, value in params.items():
            app.query_params[key] = value
        return app.run()

    return run


def words_of(app: AppTest) -> str:
    """Return everything a page says."""
    parts = [element.value for kind in ("html", "markdown", "title", "caption", "text") for element in app.get(kind)]
    buttons = [element.label for element in app.button]
    return " ".join(str(part) for part in [*parts, *buttons])
