"""What people write in the meeting: what became of a promise, new promises, decisions, the end."""

from datetime import date, timedelta

import streamlit as st

from data import people, reviews
from data.reviews import Promise, ReviewError
from data.words import N_
from metrics.catalog import BY_ID
from metrics.review.slide import Slide
from metrics.review.weeks import later
from pages.review import export
from pages.review.meeting import Meeting, end
from pages.ui import notes, session
from pages.ui.words import _, say

FIGURES = (
    "help_people",
    "started",
    "copies",
    "pitch_after_reply",
    "pitch_in_opener",
    "personal",
    "reply_rate",
    "answered_in_day",
    "follow_up_pressure",
    "meeting_agreed",
    "posts",
    "new_leads",
)
"""Figures that a promise of a week can be about."""
ASKED = {"kept": N_("Kept"), "missed": N_("Not kept"), "dropped": N_("Drop it")}


def draw(slide: Slide, shown: Meeting) -> None:
    """Draw what can be written on a step, under its slide."""
    if slide.step == "promises":
        _asked(shown)
    elif slide.step == "try":
        with st.expander(_("Promise it"), icon=":material/handshake:", key="promise_box"):
            _promise(slide, shown)
    elif slide.step == "end":
        _ending(shown)


def _asked(shown: Meeting) -> None:
    """Ask about promises that no figure of ours can tell of."""
    known = [one for one in session.load(reviews.promises) if one.week < shown.week and one.state == "open"]
    for one in [one for one in known if one.metric not in BY_ID]:
        with st.container(horizontal=True, vertical_alignment="center", key=f"ask_{one.id}"):
            notes.plain(one.text)
            for state, label in ASKED.items():
                st.button(_(label), key=f"ask_{state}_{one.id}", on_click=_settle, args=(one, state, shown.week))


def _settle(promise: Promise, state: str, week: str) -> None:
    session.change(reviews.settle, promise.id, state, week, session.viewer().email)


def _promise(slide: Slide, shown: Meeting) -> None:
    names = {"": _("the whole team"), **{rep.id: rep.name for rep in session.load(people.reps) if rep.active}}
    figures = {"": _("no figure: we ask"), **{name: _(BY_ID[name].title) for name in FIGURES}}
    proposed = next((line.id for line in slide.lines if line.id in figures), "")
    first = date.fromisoformat(later(shown.record.as_of, 1))
    with st.form("promise", border=False, clear_on_submit=True):
        st.text_input(_("What will be done"), say(slide.title), key="promise_text", max_chars=reviews.LONGEST)
        one, two, three, four = st.columns([3, 3, 2, 2])
        one.selectbox(_("Who"), list(names), format_func=names.get, key="promise_rep")
        two.selectbox(
            _("What shows it"),
            list(figures),
            index=list(figures).index(proposed),
            format_func=figures.get,
            key="promise_metric",
        )
        three.number_input(
            _("Goal, if any (% for shares)"), value=None, min_value=0.0, key="promise_goal", placeholder=_("better")
        )
        four.date_input(_("Until"), first + timedelta(days=6), min_value=first, key="promise_due", format="YYYY-MM-DD")
        left, right = st.columns([1, 4])
        left.form_submit_button(_("Promise"), type="primary", on_click=_keep, args=(shown,))
        right.checkbox(_("It is an experiment: told as one, with its figure before and after"), key="promise_try")


def _keep(shown: Meeting) -> None:
    values = {name: session.value_of(f"promise_{name}") for name in ("text", "rep", "metric", "goal", "due", "try")}
    metric, goal = values["metric"] or "", values["goal"]
    if goal is not None and metric and BY_ID[metric].unit == "rate":
        goal = goal / 100
    try:
        session.change(
            reviews.promise,
            shown.week,
            values["text"] or "",
            str(values["due"]),
            made_on=shown.record.as_of,
            kind="experiment" if values["try"] else "promise",
            rep_id=values["rep"] or "",
            metric=metric,
            goal=goal if metric else None,
        )
        session.say_after(_("Promised. It comes back next week."))
    except ReviewError as error:
        session.say_after(_(str(error)))


def _ending(shown: Meeting) -> None:
    with st.form("decision", border=False, clear_on_submit=True):
        left, right = st.columns([5, 1], vertical_alignment="bottom")
        left.text_input(_("Something decided"), key="decision_text", max_chars=reviews.LONGEST)
        right.form_submit_button(_("Note it"), on_click=_decide, args=(shown.week,), width="stretch")
    with st.container(horizontal=True):
        export.buttons(shown)
        st.button(_("End the review"), type="primary", icon=":material/done_all:", on_click=end, args=(shown.week,))


def _decide(week: str) -> None:
    try:
        session.change(reviews.decide, week, session.value_of("decision_text") or "", session.viewer().email)
    except ReviewError as error:
        session.say_after(_(str(error)))
