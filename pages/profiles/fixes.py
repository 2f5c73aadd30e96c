"""What to change first: the words that cost the score, and what could stand there, made of the rep's own facts."""

import re
from collections.abc import Sequence

import streamlit as st

from metrics.profiles import Card, Check, ProfilesModel
from pages.profiles.words import FIELDS, RULES
from pages.ui import notes, session
from pages.ui.marks import pill
from pages.ui.markup import Mark, esc, icon, put, said
from pages.ui.page import heading
from pages.ui.words import _, day, num
from scoring.weights import effective

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def draw(model: ProfilesModel) -> None:
    """Draw the most effective changes; nothing when there are none."""
    pairs = [(card, check) for card, check in model.fixes if check.rule in RULES]
    if not pairs:
        return
    heading(_("What to change first"), _("In the order of effect on the score. Made of the rep’s own facts."))
    with st.container(border=True, key="card_fixes"):
        for no, (card, check) in enumerate(pairs):
            with st.container(key=f"find_{no}"):
                _one(card, check, alone=len(model.cards) == 1)


def _one(card: Card, check: Check, *, alone: bool) -> None:
    left, right = st.columns([1, 1], gap="medium")
    with left:
        put(_fault(card, check, alone=alone))
    with right:
        if check.suggestion:
            put(f'<div class="rp-meta" style="padding-bottom:4px">{esc(_("A text to copy"))}</div>')
            st.code(check.suggestion, language=None, wrap_lines=True)
        put(_advice(check))


def _fault(card: Card, check: Check, *, alone: bool) -> str:
    rule = RULES[check.rule]
    stop = check.rule == card.now.capped_by
    tone, symbol = ("stop", "flag") if stop else ("watch", "error")
    field = _(FIELDS.get(str(check.params.get("field") or rule.field), rule.field))
    label = field if alone else f"{card.name} · {field}"
    marks = [(start, end, "stop" if stop else "watch") for start, end in check.spans]
    grade = effective(session.team().weights).profile.rules[check.rule].grade
    return (
        f"{pill(tone, symbol, label)}"
        f'<div class="rp-find-title" style="padding-top:8px">{esc(_(rule.title))}</div>{_quote(check, marks)}'
        f'<p class="rp-sub" style="padding-top:6px">{esc(_(rule.why))} {notes.evidence(grade)}</p>'
        f'<p class="rp-sub" style="padding-top:2px">{esc(_effect(card, check))}</p>'
    )


def _quote(check: Check, marks: Sequence[Mark]) -> str:
    if not check.evidence:
        return ""
    text = said(check.evidence, marks)
    if _DAY.fullmatch(check.evidence):
        text = esc(_("the newest is of {day}", day=day(check.evidence, year=True)))
    return f'<div class="rp-quote" style="margin-top:10px;white-space:pre-wrap">{text}</div>'


def _effect(card: Card, check: Check) -> str:
    if card.now.score is None or check.would_be is None or check.would_be <= card.now.score:
        return ""
    return _("Score {score}, would be {better} without it.", score=num(card.now.score), better=num(check.would_be))


def _advice(check: Check) -> str:
    words = esc(_(RULES[check.rule].advice))
    return f'<div class="rp-do">{icon("subdirectory_arrow_right")}<span>{words}</span></div>'
