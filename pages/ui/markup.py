"""The only way to HTML is `put`. What this package did not write itself goes through `esc` or `said`.

`st.markdown` and its kin would load a picture that a message names, and so tell its sender that it was read.
"""

import re
from collections.abc import Iterable
from functools import cache
from html import escape
from pathlib import Path
from urllib.parse import quote

import streamlit as st

STYLE = Path(__file__).with_name("style.css")
PLAIN = " '/:=,"
"""Signs that stand as they are in the address of a drawing."""
Mark = tuple[int, int, str]
"""Start and end in characters of the raw text, and a tone: "stop", "watch" or "ok"."""


def style() -> None:
    """Put the style sheet on the page; must run on every rerun, first of all."""
    st.html(_sheet())


@cache
def _sheet() -> str:
    """Return the style sheet without what only its writers need: comments and line breaks."""
    bare = re.sub(r"/\*.*?\*/", "", STYLE.read_text(encoding="utf-8"), flags=re.DOTALL)
    return f"<style>{' '.join(bare.split())}</style>"


def say_instead(selector: str, words: str, size: int) -> str:
    """Return a style that shows our words where Streamlit has English ones of its own that can't be set."""
    quoted = words.replace("\\", "").replace('"', "").replace("<", "")
    return f'{selector} {{ font-size: 0; }} {selector}::after {{ content: "{quoted}"; font-size: {size}px; }}'


def put(body: str) -> None:
    """Draw HTML made by this package."""
    st.html(f'<div class="rp">{body}</div>')


def esc(text: object) -> str:
    """Return text that HTML shows as it is."""
    return escape(str(text), quote=True)


def icon(name: str) -> str:
    """Return a Material symbol of the font that ships inside Streamlit; screen readers skip it."""
    return f'<span class="rp-icon" aria-hidden="true">{esc(name)}</span>'


def said(text: str, marks: Iterable[Mark] = ()) -> str:
    """Return third-party text, escaped, with spans marked; what overlaps an earlier span is not marked again."""
    out, at = [], 0
    for start, end, tone in sorted(marks):
        start, end = max(start, at), min(end, len(text))
        if start >= end:
            continue
        out += [esc(text[at:start]), f'<mark class="{esc(tone)}">{esc(text[start:end])}</mark>']
        at = end
    return "".join(out) + esc(text[at:])


def drawn(path: str, filled: bool = False) -> str:
    """Return an SVG path as a CSS mask: it takes the theme's colour and any width."""
    line = "fill='none' stroke='black' stroke-width='1.75' stroke-linejoin='round' vector-effect='non-scaling-stroke'"
    paint = "fill='black'" if filled else line
    box = "viewBox='0 0 100 100' preserveAspectRatio='none'"
    svg = f"<svg xmlns='http://www.w3.org/2000/svg' {box}><path d='{path}' {paint}/></svg>"
    return f"url(&quot;data:image/svg+xml,{quote(svg, safe=PLAIN)}&quot;)"
