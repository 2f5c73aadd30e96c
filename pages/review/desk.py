"""The review between meetings: open this week's, read earlier ones, see what became of promises."""

from collections import Counter

import streamlit as st

from data import people, reviews, workspace
from data.reviews import Promise, Review
from metrics.catalog import BY_ID
from metrics.review.weeks import later
from pages.review import export
from pages.review.meeting import Meeting, begin, chosen_week, meeting, present, weeks
from pages.review.slides import state
from pages.ui import filters, notes, session
from pages.ui.markup import esc, put
from pages.ui.page import heading, opening
from pages.ui.tables import Cell, Column, Row, table
from pages.ui.words import _, day, days, listed, ngettext, say


def draw() -> None:
    """Draw the week that a review is about, the promises, and the reviews there were."""
    week = chosen_week()
    shown = meeting(week)
    opening(_("Weekly review"), _answer(), filtered=False, also=_also())
    if session.may("manager", "admin"):
        _start(week, shown)
    elif shown.record is None:
        notes.note("co_present", _("No review of this week was held."), _("A manager opens it; then it can be read."))
    _promises()
    _earlier()
    if session.may("manager", "admin"):
        _ways()
    elif session.viewer().rep_id:
        _consent(session.viewer().rep_id)


def _answer() -> list[str]:
    known = session.load(reviews.promises)
    open_ones = [one for one in known if one.state == "open"]
    judged = Counter(one.state for one in known)
    parts = []
    if open_ones:
        parts.append(ngettext("{n} promise is open.", "{n} promises are open.", len(open_ones)))
    if total := judged["kept"] + judged["missed"]:
        parts.append(_("{k} of {n} were kept so far.", k=judged["kept"], n=total))
    if not parts:
        parts = [_("What changed, what worked, what do we do next?"), _("One change a week, checked the week after.")]
    return parts


def _also() -> list[str]:
    until = filters.as_of()
    return [_("data until {day}", day=day(until))] if until else []


def _start(week: str, shown: Meeting) -> None:
    """Draw the choice of the week, who leads and who is away, and the way into the meeting."""
    with st.container(border=True, key="card_review"):
        put(f'<div class="rp-h">{esc(_("The week {days}", days=days(week, later(week, 6))))}</div>')
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
            labels = {one: days(one, later(one, 6)) for one in weeks()}
            key = session.widget("review_week", week)
            st.selectbox(_("Week"), list(labels), format_func=labels.get, key=key, on_change=_took_week, width=260)
            if shown.record is None:
                st.button(
                    _("Open the review"), type="primary", icon=":material/co_present:", on_click=_begin, args=(week,)
                )
                st.button(_("Look at it first"), on_click=present)
            else:
                label = _("Go on with the review") if shown.running else _("Show it again")
                st.button(label, type="primary", icon=":material/co_present:", on_click=present)
                if shown.running:
                    st.button(_("Take the newest figures"), on_click=begin, args=(week,))
        if shown.running:
            _who(shown.record)
        put(_contents(shown))
        if shown.record:
            with st.container(horizontal=True):
                export.buttons(shown)


def _took_week() -> None:
    known = weeks()
    session.keep("week", session.value_of("review_week"), known[0])


def _begin(week: str) -> None:
    begin(week)
    present()


def _contents(shown: Meeting) -> str:
    items = "".join(f"<li>{esc(say(slide.title))}</li>" for slide in shown.slides if slide.step != "end")
    return f'<ol class="rp-sub" style="margin:8px 0 0;padding-left:20px">{items}</ol>'


def _who(record: Review) -> None:
    names = {rep.id: rep.name for rep in session.load(people.reps) if rep.active}
    with st.container(horizontal=True, gap="small"):
        st.text_input(
            _("Who leads it"),
            record.led_by,
            key="review_led",
            max_chars=80,
            on_change=_noted,
            args=(record.week,),
            width=260,
        )
        st.multiselect(
            _("Who is away"),
            list(names),
            [one for one in record.away if one in names],
            format_func=names.get,
            key="review_away",
            on_change=_noted,
            args=(record.week,),
            width=420,
        )


def _noted(week: str) -> None:
    away = session.value_of("review_away") or []
    session.change(reviews.note, week, session.value_of("review_led") or "", away)


def _promises() -> None:
    known = session.load(reviews.promises)
    if not known:
        return
    heading(_("Promises and experiments"), _("Those about a figure of ours are checked by themselves."))
    names = {rep.id: rep.name for rep in session.load(people.reps)}
    heads = (_("What"), _("Who"), _("What shows it"), _("Until"), _("State"))
    table([Column(head) for head in heads], [_promise(one, names) for one in known[:30]])


def _promise(one: Promise, names: dict[str, str]) -> Row:
    figure = _(BY_ID[one.metric].title) if one.metric in BY_ID else _("we ask")
    whose = names.get(one.rep_id, _("the whole team"))
    return Row([one.text, whose, figure, day(one.due), Cell(state(one.state))])


def _earlier() -> None:
    known = [one for one in session.load(reviews.reviews) if one.closed_at]
    if not known:
        return
    heading(_("Reviews so far"))
    names = {rep.id: rep.name for rep in session.load(people.reps)}
    for one in known[:12]:
        with st.container(horizontal=True, vertical_alignment="center", key=f"review_{one.week}"):
            st.button(
                days(one.week, later(one.week, 6)),
                key=f"open_{one.week}",
                type="tertiary",
                on_click=_show,
                args=(one.week,),
            )
            away = [names.get(rep, rep) for rep in one.away]
            words = [_("led by {name}", name=one.led_by)] if one.led_by else []
            words += [_("away: {names}", names=listed(away))] if away else []
            notes.plain(" · ".join(words))


def _show(week: str) -> None:
    session.keep("week", week, weeks()[0])
    present()


def _ways() -> None:
    """Draw what a team agrees on before anything is shown to the room."""
    heading(_("What the room sees"), _("Names of contacts and texts are never sent to a shared screen."))
    st.toggle(
        _("The reps agreed that single reps may be named beside their figures"),
        session.team().review_names,
        key="review_names",
        on_change=_took_names,
    )
    put(f'<div class="rp-sub">{esc(_("For a screen on the wall, open this page with ?present=1&auto=30."))}</div>')


def _consent(rep_id: str) -> None:
    """Draw a rep's own choice: nobody else can make it."""
    heading(_("What the room sees"), _("Names of contacts and texts are never sent to a shared screen."))
    st.toggle(
        _("My best first messages and conversations may be examples, without names of contacts and without texts"),
        rep_id in session.load(reviews.consents),
        key="review_consent",
        on_change=_took_consent,
        args=(rep_id,),
    )


def _took_consent(rep_id: str) -> None:
    session.change(reviews.consent, rep_id, bool(session.value_of("review_consent")))


def _took_names() -> None:
    who = session.viewer().email
    session.change(workspace.change, who, review_names=bool(session.value_of("review_names")))
