"""The kit: third-party text stays text, colours agree, static files are fonts and logo only."""

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as texts

from metrics.metric import Measurement
from pages.ui import cards, marks, tokens, words
from pages.ui.markup import said

ROOT = Path(__file__).resolve().parents[2]
PAGES = ROOT / "pages"


@given(texts.text(), texts.lists(texts.tuples(texts.integers(-5, 60), texts.integers(-5, 60), texts.just("stop"))))
def test_said_shows_every_character_and_no_tag(text, spans):
    html = said(text, spans)
    bare = html.replace('<mark class="stop">', "").replace("</mark>", "")
    assert "<" not in bare
    assert unescape(bare) == text


def unescape(text):
    import html

    return html.unescape(text) if "&" in text else text


def test_colours_agree():
    css = (PAGES / "ui" / "style.css").read_text()
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())
    for name in set(tokens.LIGHT) - {"accent_soft"}:
        pair = re.search(rf"--rp-{name}: light-dark\((#\w+), (#\w+)\)", css).groups()
        assert pair == (tokens.LIGHT[name], tokens.DARK[name]), name
    for theme, colours in (("light", tokens.LIGHT), ("dark", tokens.DARK)):
        shown = config["theme"][theme]
        assert shown["primaryColor"] == colours["accent"]
        assert shown["backgroundColor"] == colours["ground"]
        assert shown["textColor"] == colours["ink"]
        assert shown["borderColor"] == colours["line"]
        assert shown["chartCategoricalColors"] == tokens.KINDS[theme]


def test_static_files_are_fonts_and_logo_only():
    known = re.compile(r"fonts/(inter-[\w-]+\.woff2|OFL\.txt)|(logo|mark)\.svg")
    kept = {path.relative_to(PAGES / "static").as_posix() for path in (PAGES / "static").rglob("*") if path.is_file()}
    assert {name for name in kept if not known.fullmatch(name)} == set()


RISKY = re.compile(r"st\.(markdown|write|caption|table|metric|latex|success|info|warning|error|exception|image|json)\(")


def test_no_page_draws_text_that_streamlit_would_interpret():
    found = [f"{path.name}: {m[0]}" for path in PAGES.rglob("*.py") for m in RISKY.finditer(path.read_text())]
    assert found == []


def test_only_session_touches_state_and_secrets():
    users = {path.name for path in PAGES.rglob("*.py") if re.search(r"st\.(session_state|secrets)", path.read_text())}
    assert users == {"session.py"}


@pytest.mark.parametrize(
    ("k", "n", "value"), [(2, 7, "2\u00a0of\u00a07"), (0, 0, "–"), (55, 244, "23\u00a0%"), (None, None, "–")]
)
def test_small_numbers(home, k, n, value):
    assert marks.rate_text(k, n)[0] == value


def test_too_few_have_no_mark(home):
    assert "dot" not in marks.interval(2, 7, 0.1, 0.6)
    assert "grey" in marks.interval(5, 20, 0.1, 0.4)
    assert cards.value_text(Measurement("x", value=None, unit="count")) == ("–", "")


@pytest.mark.parametrize(
    ("text", "said_so"),
    [("с 2 ноября", "со 2 ноября"), ("с 22 ноября", "с 22 ноября"), ("с 2 людьми", "с 2 людьми")],
)
def test_russian_says_from_the_second_in_its_way(text, said_so):
    assert words._fill("{day}", {"day": text}) == said_so
