"""What a rule finds and what it lets pass: its own examples, which are also its tests."""

from collections.abc import Sequence

import streamlit as st

from pages.settings import limits
from pages.ui import notes
from pages.ui.markup import esc, put
from pages.ui.rule_words import words_of
from pages.ui.words import _, language, ngettext
from scoring.rule import Example
from scoring.rules import RULES


def draw(section: str, ids: Sequence[str]) -> None:
    """Draw the choice of a rule with examples, why it matters, and its examples in the reader's language."""
    known = {rule.id: rule for rule in RULES if rule.flags or rule.passes}
    shown = [one for one in ids if one in known]
    if not shown:
        return
    with st.expander(_("Examples of what a rule finds"), icon=":material/lightbulb:"):
        rule_id = st.selectbox(
            _("Rule"),
            shown,
            format_func=lambda one: _(limits.words_of(one)),
            key=f"examples_{section}",
            label_visibility="collapsed",
            width=420,
        )
        words = words_of(rule_id or shown[0])
        why = f"<p>{esc(words.why)} {notes.evidence(words.grade)}</p>"
        put(f'{why}<div class="rp-do"><span>{esc(words.advice)}</span></div>')
        left, right = st.columns(2, gap="medium")
        with left:
            _listed(_("Found"), known[rule_id or shown[0]].flags, "stop")
        with right:
            _listed(_("Let pass"), known[rule_id or shown[0]].passes, "good")


def _listed(title: str, examples: Sequence[Example], tone: str) -> None:
    mine = [one for one in examples if one.lang == language()] or list(examples)
    items = "".join(f'<div class="rp-note {tone}">{esc(one.text)}{_to_many(one)}</div>' for one in mine)
    put(f'<div class="rp-ct" style="padding-bottom:8px">{esc(title)}</div>{items}')


def _to_many(one: Example) -> str:
    told = []
    if one.times > 1:
        told.append(ngettext("sent to {n} person", "sent to {n} people", one.times))
        told.append(ngettext("{n} answered", "{n} answered", one.answered))
    if one.to:
        told.append(_("to {name}", name=one.to))
    return f'<div class="rp-meta">{esc(", ".join(told))}</div>' if told else ""
