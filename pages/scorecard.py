"""Scorecard: how do I come across, and what are my next three steps?"""

from dataclasses import replace

import streamlit as st

from data.scope import Scope
from data.words import N_
from metrics import scorecard
from pages.ui import empty, filters, notes, reports, scorecard_charts, scorecard_findings, scorecard_parts, session
from pages.ui.drawn import drawn
from pages.ui.page import Page, heading, opening
from pages.ui.scorecard_parts import Blocks
from pages.ui.words import _, ngettext


def render() -> None:
    """Draw one rep's verdict, steps, figures, habit, findings and best conversations."""
    rep_id = filters.one_rep()
    if rep_id is None or st.query_params.get("rep", rep_id) != rep_id:
        opening(_("Scorecard"))
        empty.nothing_here(False) if rep_id is None else notes.gone()
        return
    blocks = _blocks(rep_id)
    opening(_("Scorecard"), blocks.answer, about=rep_id)
    if empty.nothing_here(blocks.filled):
        return
    scorecard_parts.top(blocks)
    scorecard_parts.figures(blocks)
    scorecard_charts.draw(blocks.charts)
    scorecard_parts.ways(blocks)
    _findings(blocks, rep_id)
    scorecard_parts.best(blocks)
    reports.download(scope().of(rep_id), rep_id)


def scope() -> Scope:
    """Return days and networks of the filters; the rep is chosen on the page, whatever the filter of reps says."""
    return replace(filters.scope(), reps=session.widest().reps)


def _blocks(rep_id: str) -> Blocks:
    page, rule = scorecard_findings.place(rep_id)
    asked = (scorecard_parts.blocks, scorecard.scorecard, scope(), rep_id, filters.period())
    blocks = drawn(*asked, page, rule)
    return drawn(*asked, 0, rule) if page and not blocks.found.items else blocks


def _findings(blocks: Blocks, rep_id: str) -> None:
    count = sum(blocks.found.by_rule.values())
    sub = _("What the rep calls wrong does not count until a manager has decided.")
    if blocks.own:
        sub = _("Say what is right and what is not: what you call wrong does not count until a manager has decided.")
    heading(
        _("What was found, and in which words"),
        ngettext("{n} finding in this period.", "{n} findings in this period.", count) + (f" {sub}" if count else ""),
    )
    scorecard_findings.draw(blocks.found, blocks.findings, rep_id)


PAGE = Page(id="scorecard", title=N_("Scorecard"), icon="speed", group="outreach", render=render)
