"""The meeting on a shared screen: slides, keys, a clock; or a kiosk that goes round by itself."""

import re
import time
from functools import cache
from pathlib import Path

import streamlit as st

from data.words import N_
from metrics.review.slide import STEPS, Step
from pages.review import forms, slides
from pages.review.meeting import Meeting
from pages.ui import notes, session
from pages.ui.markup import esc, put
from pages.ui.words import _, day, say

STYLE = Path(__file__).with_name("review.css")
OVERVIEW = "overview"
LEAST_SECONDS, MOST_SECONDS = 5, 3600
_KEYS = (("pagedown", "next"), ("space", "next"), ("pageup", "back"), ("home", "overview"))
"""What remote controls send, besides the arrow keys of the buttons that are seen."""


def draw(shown: Meeting) -> None:
    """Draw the step that the address asks for."""
    st.html(_sheet())
    if not shown.slides:
        notes.note("co_present", _("No review of this week was held."), _("A manager opens it; then it can be read."))
        return
    if (seconds := _auto()) is not None:
        _kiosk(shown, seconds)
        return
    step = _step(shown)
    above = st.container(key="slide_body")
    _controls(shown, step)  # drawn first: what is seen on the screen can be led by keys at once
    with above:
        if step == OVERVIEW:
            _overview(shown)
        else:
            _slide(shown, step)


def _slide(shown: Meeting, step: str) -> None:
    slide, leads = shown.slide(step), session.may("manager", "admin")
    put(slides.html(slide, shown.steps, links=leads, timer=shown.running))
    if shown.running and leads:
        with st.container(key="slide_form"):
            forms.draw(slide, shown)


@cache
def _sheet() -> str:
    bare = re.sub(r"/\*.*?\*/", "", STYLE.read_text(encoding="utf-8"), flags=re.DOTALL)
    return f"<style>{' '.join(bare.split())}</style>"


def _step(shown: Meeting) -> str:
    return session.kept("step", shown.steps[0], (*shown.steps, OVERVIEW))


def _controls(shown: Meeting, step: str) -> None:
    """Draw back, overview, leave and next; each has its key."""
    at = shown.steps.index(step) if step in shown.steps else -1
    first, last = at <= 0, at == len(shown.steps) - 1
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", key="slide_nav"):
        with st.container(horizontal=True, width="content", gap="small"):
            _button(N_("Back"), "arrow_back", "left", _to(shown, at - 1), disabled=first)
            _button(N_("Overview"), "grid_view", "o", OVERVIEW)
            st.button(_("Leave"), icon=":material/close:", shortcut="escape", on_click=leave, type="tertiary")
        put(f'<div class="rp-foot">{esc(foot(shown))}</div>')
        _button(N_("Next"), "arrow_forward", "right", _to(shown, at + 1), main=True, disabled=last)
    with st.container(key="slide_keys"):
        targets = {"next": _to(shown, at + 1), "back": _to(shown, at - 1), "overview": OVERVIEW}
        for key, where in _KEYS:
            st.button(key, shortcut=key, on_click=_go, args=(targets[where],), key=f"slide_{key}")


def _to(shown: Meeting, at: int) -> str:
    return shown.steps[max(0, min(at, len(shown.steps) - 1))]


def _button(label: str, symbol: str, key: str, target: str, *, main: bool = False, disabled: bool = False) -> None:
    st.button(
        _(label),
        icon=f":material/{symbol}:",
        icon_position="right" if main else "left",
        shortcut=key,
        on_click=_go,
        args=(target,),
        type="primary" if main else "secondary",
        disabled=disabled,
    )


def _go(step: str) -> None:
    session.keep("step", step, "")


def leave() -> None:
    """End the presentation; what was shown stays as it is."""
    session.drop("present", "step")


def foot(shown: Meeting) -> str:
    """Say what the room sees, and up to which day."""
    parts = [_("Demo data")] if session.team().demo else []
    parts.append(_("names of clients and texts are not shown"))
    until = shown.record.as_of if shown.record else session.recall("review_until", "")
    return " · ".join([*parts, _("data until {day}", day=day(until))] if until else parts)


def _overview(shown: Meeting) -> None:
    """Draw every step with its answer; a click leads there."""
    items = "".join(
        f'<li><div>{no} · {esc(_(STEPS[slide.step]))}</div><span class="sub">{esc(say(slide.title))}</span></li>'
        for no, slide in enumerate(shown.slides, 1)
    )
    answers = f'<ul class="rp-points rp-many">{items}</ul>'
    put(f'<div class="rp-slide rp-over"><div></div><div class="body">{answers}</div></div>')
    with st.container(horizontal=True, key="slide_steps"):
        for no, slide in enumerate(shown.slides, 1):
            st.button(
                _(STEPS[slide.step]),
                key=f"go_{slide.step}",
                shortcut=str(no),
                on_click=_go,
                args=(slide.step,),
            )


# --- kiosk --------------------------------------------------------------------------------------------------------
def _auto() -> float | None:
    """Return the seconds that a slide stays in a kiosk; None when a person leads."""
    asked = st.query_params.get("auto", "")
    if not asked.isdigit():
        return None
    return float(max(LEAST_SECONDS, min(int(asked), MOST_SECONDS)))


def _kiosk(shown: Meeting, seconds: float) -> None:
    """Draw the slides one after the other; new data shows when its turn comes."""
    steps: tuple[Step, ...] = tuple(step for step in shown.steps if step != "end")

    @st.fragment(run_every=seconds)
    def screen() -> None:
        begun = session.recall("kiosk_at", 0.0)
        if time.monotonic() - begun >= 0.8 * seconds:
            session.remember("kiosk_at", time.monotonic())
            session.remember("kiosk_no", (session.recall("kiosk_no", -1) + 1) % len(steps))
            if begun:
                st.rerun()
        at = min(max(0, session.recall("kiosk_no", 0)), len(steps) - 1)
        put(f'<div class="rp-slide-bare">{slides.html(shown.slide(steps[at]), shown.steps)}</div>')
        put(f'<div class="rp-foot">{esc(foot(shown))}</div>')

    screen()
