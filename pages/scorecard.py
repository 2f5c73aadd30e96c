"""Scorecard: how do I come across, and what are my next three steps?"""

from dataclasses import replace

import streamlit as st

from data.scope import Scope
from data.words import N_
from metrics import scorecard
from metrics.models import ScorecardModel
from pages.ui import filters, notes, scorecard_charts, scorecard_findings, scorecard_parts, session
from pages.ui.page import Page, heading, opening
from pages.ui.words import _, ngettext


def render() -> None:
    """Draw one rep's verdict, steps, figures, habit, findings and best conversations."""
    rep_id = filters.one_rep()
    if rep_id is None or st.query_params.get("rep", rep_id) != rep_id:
        opening(_("Scorecard"))
        notes.nothing_here(False) if rep_id is None else notes.gone()
        return
    model = _model(rep_id)
    opening(_("Scorecard"), model.answer, about=rep_id)
    if notes.nothing_here(not model.empty):
        return
    scorecard_parts.top(model)
    scorecard_parts.figures(model)
    scorecard_charts.draw(model.habit, model.trend, model.kinds)
    _findings(model)
    scorecard_parts.best(model.best, model.own)


def scope() -> Scope:
    """Return days and networks of the filters; the rep is chosen on the page, whatever the filter of reps says."""
    return replace(filters.scope(), reps=session.widest().reps)


def _model(rep_id: str) -> ScorecardModel:
    page, rule = scorecard_findings.place(rep_id)
    model = session.load(scorecard.scorecard, scope(), rep_id, filters.period(), page, rule)
    if page and not model.findings.items:
        return session.load(scorecard.scorecard, scope(), rep_id, filters.period(), 0, rule)
    return model


def _findings(model: ScorecardModel) -> None:
    count = sum(model.findings.by_rule.values())
    sub = _("What the rep calls wrong does not count until a manager has decided.")
    if model.own:
        sub = _("Say what is right and what is not: what you call wrong does not count until a manager has decided.")
    heading(
        _("What was found, and in which words"),
        ngettext("{n} finding in these days.", "{n} findings in these days.", count) + (f" {sub}" if count else ""),
    )
    scorecard_findings.draw(model.findings, model.rep_id)


PAGE = Page(id="scorecard", title=N_("Scorecard"), icon="speed", group="outreach", render=render)
