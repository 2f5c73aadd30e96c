"""Charts as files: PNG for a slide, SVG for print, with title, units and what was looked at; made when asked for."""

import textwrap
from collections.abc import Mapping, Sequence
from functools import cache, partial
from typing import Any

import streamlit as st

from metrics.documents.document import FONTS
from pages.ui import session
from pages.ui.tokens import colours
from pages.ui.words import _

FORMATS = {"png": "image/png", "svg": "image/svg+xml"}
WIDTH = 860
"""Pixels of the drawing itself; a PNG has twice as many."""
TITLE, UNDER = 76, 140
"""Characters that fit in a line of the title, and of what stands under it."""
VERSION = "6.1"
"""Version of Vega-Lite that Altair writes for."""


def buttons(spec: Mapping[str, Any], heading: str, sub: str, key: str) -> None:
    """Offer a chart as files; on a shared screen there is nothing to click.

    What is offered is drawn once somebody opens it: every element costs each rerun of a page its time.
    """
    if session.presenting():
        return
    opened = st.popover(_("Save picture"), type="tertiary", key=f"pictures_{key}", on_change="rerun")
    if not opened.open:
        return
    made = {"spec": spec, "heading": heading, "sub": sub, "looked_at": session.recall("looked_at", "")}
    for form, mime in FORMATS.items():
        opened.download_button(
            form.upper(),
            partial(picture, **made, form=form, palette=colours()),
            file_name=f"rapport-{key}.{form}",
            mime=mime,
            key=f"picture_{key}_{form}",
            on_click="ignore",
            width="stretch",
        )


def picture(
    spec: Mapping[str, Any], heading: str, sub: str, looked_at: str, form: str, palette: Mapping[str, str]
) -> bytes:
    """Return a chart as a file. It holds what the page showed, no more; nothing is fetched from anywhere.

    Args:
        spec: the chart as the page draws it, its rows inside.
        looked_at: which days, reps and networks, up to which day; stands under the title.
        form: "png" or "svg".
        palette: colours of the theme the chart was made for.
    """
    import vl_convert

    _fonts()
    drawn = {**spec, "width": WIDTH, "title": _title(heading, sub, looked_at, palette), "background": palette["card"]}
    drawn["config"] = {**spec.get("config", {}), "padding": 24, "font": "Inter"}
    if form == "svg":
        return vl_convert.vegalite_to_svg(drawn, vl_version=VERSION, allowed_base_urls=[]).encode()
    return vl_convert.vegalite_to_png(drawn, vl_version=VERSION, allowed_base_urls=[], scale=2)


def _title(heading: str, sub: str, looked_at: str, palette: Mapping[str, str]) -> dict[str, Any]:
    return {
        "text": _wrapped(heading, TITLE),
        "subtitle": [*_wrapped(sub, UNDER), *_wrapped(looked_at, UNDER)],
        "anchor": "start",
        "frame": "bounds",
        "font": "Inter",
        "fontSize": 20,
        "fontWeight": 600,
        "lineHeight": 26,
        "color": palette["ink"],
        "subtitleFont": "Inter",
        "subtitleFontSize": 13,
        "subtitleLineHeight": 19,
        "subtitleColor": palette["soft"],
        "subtitlePadding": 6,
        "offset": 18,
    }


def _wrapped(text: str, most: int) -> Sequence[str]:
    return textwrap.wrap(text, most)


@cache
def _fonts() -> None:
    """Make our own font known, so that a picture looks the same on every machine, in Cyrillic too."""
    import vl_convert

    vl_convert.register_font_directory(str(FONTS))
