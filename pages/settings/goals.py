"""Goals by figure, for everybody or for one role: the weekly review compares with them."""

import streamlit as st

from data import people, workspace
from metrics.catalog import BY_ID
from metrics.targets import house_norms
from pages.settings import changes
from pages.ui import notes, session
from pages.ui.page import heading
from pages.ui.words import _, num, pct

FIGURES = (
    "help_people",
    "started",
    "reply_rate",
    "personal",
    "answered_in_day",
    "copies",
    "pitch_after_reply",
    "pitch_in_opener",
    "follow_up_pressure",
    "burned",
    "meeting_agreed",
    "posts",
    "new_leads",
    "deals_won",
)
"""Figures that a team can set itself a goal for."""


def draw() -> None:
    """Draw the goals there are and a form for one more."""
    sub = _("Over four weeks, in the weekly review. Without a goal of yours the house norm holds, where there is one.")
    heading(_("Goals"), sub)
    goals = session.team().goals or {}
    for role in sorted(goals):
        for figure in sorted(goals[role], key=list(BY_ID).index):
            _one(role, figure, goals[role][figure])
    _form()
    changes.draw()


def shown(figure: str, value: float) -> str:
    """Return a goal as people read it."""
    return pct(value) if BY_ID[figure].unit == "rate" else num(value)


def _one(role: str, figure: str, value: float) -> None:
    words = (role or _("everybody"), _(BY_ID[figure].title), shown(figure, value))
    with st.container(horizontal=True, vertical_alignment="center", key=f"goal_{role}_{figure}"):
        notes.plain(" · ".join(words))
        st.button(_("Remove"), key=f"goal_gone_{role}_{figure}", type="tertiary", on_click=_remove, args=(role, figure))


def _form() -> None:
    roles = ["", *sorted({rep.role_title for rep in session.load(people.reps) if rep.active and rep.role_title})]
    norms = house_norms()
    titles = {
        name: _(BY_ID[name].title) + (f" ({shown(name, norms[name].target)})" if _has_norm(name) else "")
        for name in FIGURES
    }
    with st.form("goal", border=False, clear_on_submit=True, width=720):
        left, middle, right = st.columns([3, 4, 2])
        left.selectbox(_("For whom"), roles, format_func=lambda role: role or _("everybody"), key="goal_role")
        middle.selectbox(_("Figure (house norm)"), FIGURES, format_func=titles.get, key="goal_figure")
        right.number_input(_("Goal (% for shares)"), value=None, min_value=0.0, key="goal_value")
        st.form_submit_button(_("Set the goal"), type="primary", on_click=_set)


def _has_norm(name: str) -> bool:
    return name in house_norms() and house_norms()[name].target is not None


def _set() -> None:
    role, figure, value = (session.value_of(f"goal_{name}") for name in ("role", "figure", "value"))
    if value is None:
        session.say_after(_("Write a number."))
        return
    share = BY_ID[figure].unit == "rate"
    if share and value > 100:
        session.say_after(_("A share is at most 100 %."))
        return
    _save(role, figure, value / 100 if share else value)


def _remove(role: str, figure: str) -> None:
    _save(role, figure, None)


def _save(role: str, figure: str, value: float | None) -> None:
    goals = {name: dict(own) for name, own in (session.team().goals or {}).items()}
    own = goals.setdefault(role, {})
    own.pop(figure, None)
    if value is not None:
        own[figure] = value
    session.change(workspace.change, session.viewer().email, goals={name: own for name, own in goals.items() if own})
