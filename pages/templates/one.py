"""One text: its words, where and when it was used, which own words went with answers, its copies."""

from collections.abc import Sequence

import streamlit as st

from data import answers
from data.answers import AnswerError
from metrics.templates.own_words import Band
from metrics.templates.template import Event, Found, Mine, TemplateModel, elsewhere, history, template
from pages.templates import asked, copies, listing, rows
from pages.templates.spread import table as spread_table
from pages.ui import empty, jobs, notes, session
from pages.ui.cards import value_text
from pages.ui.drawn import drawn
from pages.ui.marks import NOTHING, interval, pill
from pages.ui.markup import esc, icon, put
from pages.ui.page import heading, opening
from pages.ui.rule_words import words_of
from pages.ui.words import _, listed, network, ngettext, pct, say

MOST_EVENTS = 3


def draw(template_id: str) -> None:
    """Draw one text."""
    scope = asked.scope()
    model = session.load(template, scope, template_id)
    if model is None:
        opening(_("Templates"), filtered=session.load(elsewhere, scope, template_id))
        empty.too_narrow() if session.load(elsewhere, scope, template_id) else notes.gone()
        put(_events(session.load(history, scope, template_id)))
        _back()
        return
    opening(_("Templates"), [say(part) for part in model.answer], also=listing.also())
    _back()
    listing.only_one()
    blocks = drawn(_blocks, template, scope, template_id)
    _head(model, blocks["head"])
    left, right = st.columns([6, 5], gap="small")
    with left, st.container(border=True, key="card_text", height="stretch"):
        copies.shared_text(template_id)
    with right, st.container(border=True, key="card_spread", height="stretch"):
        put(blocks["spread"])
        put(blocks["own"])
    if blocks["found"]:
        heading(_("What the rules say"))
        with st.container(border=True, key="card_found"):
            put(blocks["found"])
    copies.compare(template_id)
    copies.examples(template_id)


def _back() -> None:
    words = esc(_("All templates"))
    put(f'<a class="rp-link" href="{asked.list_link()}" target="_self">{icon("arrow_back")} {words}</a>')


def _blocks(model: TemplateModel) -> dict[str, str]:
    return {
        "head": _facts(model) + _events(model.history),
        "spread": spread_table(model.spread),
        "own": _own(model),
        "found": "".join(map(_found, model.found)),
    }


def _events(events: Sequence[Event]) -> str:
    """Return what became of the text, with the way to the other one where it is still there."""
    told = []
    for one in events[-MOST_EVENTS:]:
        words = esc(_("Open the template"))
        go = f' <a class="rp-link" href="{asked.open_link(one.other)}" target="_self">{words}</a>' if one.other else ""
        told.append(f'<div class="rp-sub">{icon("call_split")} {esc(say(one.said))}{go}</div>')
    return "".join(told)


def _found(one: Found) -> str:
    """Return what a rule says of the text: of whom, why it matters, what to do instead."""
    words = words_of(one.rule)
    count = ngettext("{n} finding.", "{n} findings.", one.count) if one.count > 1 else ""
    return notes.finding(
        one.severity,
        words.title,
        who=listed(list(one.reps)),
        fact=count,
        why=words.why,
        grade=words.grade,
        advice=words.advice,
    )


# --- what it is -----------------------------------------------------------------------------------------------------
def _head(model: TemplateModel, facts: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="bar_one"):
        put(facts)
        if model.mine:
            _declare(model.mine)


def _facts(model: TemplateModel) -> str:
    row = model.row
    pills = [rows.verdict_of(row)]
    if row.agreed:
        tone, symbol = rows.SYMBOLS[row.judged.kind]
        pills.append(pill(tone, symbol, say(row.judged.said)))
    sent = ngettext("{n} message", "{n} messages", row.sent)
    parts = [
        _("{share} of a copy is the same text", share=pct(row.fixed)),
        rows.cases(row.id, "sent", esc(sent)),
        esc(listed([name for _id, name in row.reps])),
        esc(", ".join(map(network, row.networks))),
        esc(rows.span(row)),
    ]
    agreed = ""
    if model.agreed:
        words = _(
            "Declared an agreed campaign by {names}; its answers count all the same.", names=listed(list(model.agreed))
        )
        agreed = f'<div class="rp-sub">{esc(words)}</div>'
    sub = " · ".join(part for part in parts if part)
    return f'<div class="rp-pills">{"".join(pills)}</div><div class="rp-sub">{sub}</div>{agreed}'


def _declare(mine: Mine) -> None:
    if session.presenting():
        return
    if mine.answer == "agreed_campaign":
        st.button(_("No longer agreed"), icon=":material/undo:", on_click=_take_back, args=(mine.finding_id,))
    elif not mine.decided:
        st.button(
            _("Declare as agreed campaign"),
            icon=":material/campaign:",
            help=_("For a text that your team agreed to send to many. It is shown as such; its answers still count."),
            on_click=_agree,
            args=(mine.finding_id,),
        )


def _agree(finding_id: str) -> None:
    _do(_("It is shown as an agreed campaign now."), answers.answer, finding_id, "agreed_campaign")


def _take_back(finding_id: str) -> None:
    _do(_("It is no longer shown as agreed."), answers.take_back, finding_id)


def _do(done: str, what, *args: str) -> None:
    try:
        session.change(what, session.viewer(), *args)
    except AnswerError as error:
        session.say_after(_(str(error)))
    else:
        session.say_after(done)
        if not jobs.going_on("refresh"):
            jobs.start("refresh")


# --- own words ------------------------------------------------------------------------------------------------------
def _own(model: TemplateModel) -> str:
    if model.row.use != "opener":
        return ""
    own = model.own
    top = min(1.0, max([0.6, *(band.measurement.high or 0 for band in own.bands)]))
    lines = "".join(_band(band, top) for band in own.bands)
    sub = f'<div class="rp-sub" style="padding-bottom:6px">{esc(_("answered within 14 days"))}</div>' if lines else ""
    ends = (
        f'<div class="rp-ends"><span></span><span>{esc(_("scale to {value}", value=pct(top)))}</span></div>'
        if lines
        else ""
    )
    return (
        f'<div class="rp-ct" role="heading" aria-level="4" style="padding-top:20px">{esc(say(own.title))}</div>{sub}'
        f'<div class="rp-rows">{lines}</div>{ends}<div class="rp-sub">{esc(say(own.note))}</div>'
    )


def _band(band: Band, top: float) -> str:
    m = band.measurement
    value, beside = value_text(m)
    mark = f" {pill('blue', 'insights', _('unlike the rest'))}" if band.proven else ""
    bar = interval(m.k or 0, m.n or 0, m.low or 0, m.high or 0, top=top) if m.n else NOTHING
    return (
        f'<div class="rp-row"><div><div class="name">{esc(_(band.name))}{mark}</div></div>'
        f'<div class="v">{esc(value)}</div><div class="kn">{esc(beside)}</div>{bar}<span></span></div>'
    )
