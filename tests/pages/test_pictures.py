"""Pictures of charts: every chart there is, in both languages, with its title and what was looked at; nothing more."""

import json
import re
import struct
import subprocess
import sys

import pytest
from demo_team import settle

from pages.ui import pictures, tokens

PLACES = {"team": 1, "scorecard": 3, "templates": 1}
"""Pages with charts on data of conversations only, and how many."""
KEYS = {"team": ["quadrant"], "scorecard": ["habit", "trend", "kinds"], "templates": ["alike"]}


def specs(app):
    return [json.loads(one.proto.spec) for one in app.get("vega_lite_chart")]


def of(spec, form, heading="Title", sub="", looked_at="", theme="LIGHT"):
    return pictures.picture(spec, heading, sub, looked_at, form, getattr(tokens, theme))


@pytest.mark.parametrize("lang", ["en", "ru"])
@pytest.mark.parametrize("page", list(PLACES))
def test_every_chart_is_a_picture_on_demand(draw, home, page, lang):
    settle(home)
    app = draw(page, lang=lang, **({"rep": "anna-sokolova"} if page == "scorecard" else {}))
    assert not app.exception
    drawn = specs(app)
    assert len(drawn) == PLACES[page]
    assert app.get("download_button") == []  # drawn once somebody opens them
    for spec in drawn:
        png = of(spec, "png", "Ответили 22 % за неделю", "доля", "Демо-данные · 9 августа – 21 ноября 2026")
        wide, high = struct.unpack(">II", png[16:24])
        assert png.startswith(b"\x89PNG")
        assert wide >= 2 * pictures.WIDTH
        assert high > 200
        svg = of(spec, "svg", "Ответили 22 % за неделю", "доля", "Демо-данные · 9 августа – 21 ноября 2026").decode()
        assert "Ответили 22 % за неделю" in svg
        assert "9 августа" in svg
        assert "<image" not in svg
        assert set(re.findall(r"https?://[^\"' >]+", svg)) <= {
            "http://www.w3.org/2000/svg",
            "http://www.w3.org/1999/xlink",
        }


@pytest.mark.parametrize("page", list(PLACES))
def test_both_formats_are_offered_once_somebody_opens_them(draw, home, page):
    settle(home)
    app = draw(page, **({"rep": "anna-sokolova"} if page == "scorecard" else {}))
    for key in KEYS[page]:
        app.session_state[f"pictures_{key}"] = True
    labels = [one.proto.label for one in app.run().get("download_button")]
    assert labels == ["PNG", "SVG"] * PLACES[page]


def test_the_axes_say_their_units(draw, home):
    settle(home)
    (spec,) = specs(draw("team"))
    svg = of(spec, "svg").decode()
    assert "answered conversations" in svg
    assert "posts, likes and new contacts" in svg


def test_on_a_shared_screen_there_is_nothing_to_click(draw, home):
    settle(home)
    app = draw("team", present="1")
    assert specs(app)
    assert "pictures_quadrant" not in app.session_state


def test_cyrillic_has_letters_and_not_boxes(draw, home):
    """Text in a font that lacks it is drawn as boxes, one like the other: two words of equal length look alike then."""
    settle(home)
    (spec,) = specs(draw("team"))
    assert of(spec, "png", "жжжж") != of(spec, "png", "щщщщ")


def test_what_a_title_holds_is_no_markup_in_a_drawing(draw, home):
    settle(home)
    (spec,) = specs(draw("team"))
    svg = of(spec, "svg", "<script>alert(1)</script>").decode()
    assert "<script" not in svg


def test_a_long_title_is_broken_and_not_cut(draw, home):
    settle(home)
    (spec,) = specs(draw("team"))
    words = " ".join(f"word{no}" for no in range(40))
    svg = of(spec, "svg", words).decode()
    assert all(word in svg for word in words.split())


def test_a_dark_picture_is_on_dark_ground(draw, home):
    settle(home)
    (spec,) = specs(draw("team"))
    assert tokens.DARK["card"] in of(spec, "svg", theme="DARK").decode()


def test_what_only_files_and_messages_need_is_not_loaded_with_the_pages():
    heavy = "('vl_convert', 'apprise', 'fpdf', 'markdown')"
    code = f"import sys, pages.menu; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
