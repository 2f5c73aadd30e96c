"""Pieces of the Scorecard: verdict, steps, profile, figures, the best conversations."""

from collections.abc import Sequence
from typing import NamedTuple

import streamlit as st

from data.words import N_
from metrics.models import BestTalk, Figure, FindingsPage, ProfileStrip, ScorecardModel, Step
from pages.ui import mask, scorecard_charts, scorecard_findings, session
from pages.ui.cards import row
from pages.ui.comparisons import comparison
from pages.ui.marks import NOTHING, face, legend, pill, verdict
from pages.ui.markup import esc, put
from pages.ui.page import heading, link, link_to
from pages.ui.rule_words import title_of
from pages.ui.words import _, day, listed, network, ngettext, num, say

PARTS = {"trust": N_("trust"), "clarity": N_("clarity"), "proof": N_("proof"), "contact": N_("contact")}
"""Groups of the profile checks, by their ids."""
FIXES = 3
NARROWEST = 640
"""Pixels that a line of a figure needs: two cards beside each other on a wide screen only."""


class Blocks(NamedTuple):
    """The page made ready to draw: sentences, whether there is anything and whose it is, and its blocks."""

    answer: tuple[str, ...]
    filled: bool
    own: bool
    top: tuple[str, str, str]
    figures: tuple[str, str]
    charts: scorecard_charts.Blocks
    found: FindingsPage
    findings: tuple[str, ...]
    ways: tuple[str, ...]
    best: tuple[str, ...]


def blocks(model: ScorecardModel) -> Blocks:
    """Return the blocks of the page."""
    title = _("Your next three steps") if model.own else _("The next three steps")
    return Blocks(
        answer=tuple(map(say, model.answer)),
        filled=not model.empty,
        own=model.own,
        top=(_verdict(model), _steps(model.steps, title), _profiles(model)),
        figures=_figures(model),
        charts=scorecard_charts.blocks(model.habit, model.trend, model.kinds),
        found=model.findings,
        findings=scorecard_findings.blocks(model.findings, model.ways),
        ways=tuple(comparison(one) for one in model.ways if one.id != "kind"),
        best=tuple(map(_best, model.best)),
    )


def top(made: Blocks) -> None:
    """Draw who it is and how it stands, the next three steps, the profile."""
    columns = st.columns([3, 5, 3], gap="small")
    for name, html, column in zip(("verdict", "steps", "profile"), made.top, columns, strict=True):
        with column, st.container(border=True, key=f"card_{name}", height="stretch"):
            put(html)


def _verdict(model: ScorecardModel) -> str:
    where = listed([network(name) for name in model.networks])
    sub = " · ".join(part for part in (model.role_title, where) if part)
    told = [esc(say(said)) for said in model.reasons]
    told[:1] = [f'<b style="font-weight:600">{text}</b>' for text in told[:1]]
    reasons = "".join(f'<p style="padding-top:8px">{text}</p>' for text in told)
    fine = _("More can be said once there is more data.")
    if model.verdict not in ("early", "no_data"):
        fine = _("No habit reaches a limit in this period.")
    reasons = reasons or f'<p style="padding-top:8px">{esc(fine)}</p>'
    turns = f'<p class="rp-sub" style="padding-top:8px">{esc(say(model.turns))}</p>' if model.turns else ""
    return (
        f'<div style="display:flex;gap:14px;align-items:center;padding-bottom:12px">{face(model.name, big=True)}'
        f'<div><div class="rp-prof-name">{esc(model.name)}</div><div class="rp-sub">{esc(sub)}</div></div></div>'
        f"{verdict(model.verdict)}{reasons}{turns}"
    )


def _steps(steps: Sequence[Step], title: str) -> str:
    title = f'<div class="rp-h" style="padding-bottom:10px">{esc(title)}</div>'
    return f'{title}<div class="rp-steps">{"".join(_step(step) for step in steps)}</div>'


def _step(step: Step) -> str:
    detail, what = say(step.detail), esc(say(step.title))
    if step.kind == "profile" and step.rule:
        detail = f"{title_of(step.rule)}. {detail}"
    if step.link and session.may("rep", "manager"):
        what = f'<a class="rp-link" href="{link_to(step.link)}" target="_self">{what}</a>'
    return (
        f'<div class="rp-step"><div><b>{what}</b><div class="rp-sub">{esc(detail)}</div></div>'
        f'<div class="rp-sub">{esc(say(step.effort))}</div></div>'
    )


def _profiles(model: ScorecardModel) -> str:
    title = f'<div class="rp-h" style="padding-bottom:10px">{esc(_("Profile"))}</div>'
    if not model.profiles:
        return f'{title}<div class="rp-sub">{esc(_("No export told of the profile yet."))}</div>'
    several = len(model.profiles) > 1
    strips = '<div style="height:14px"></div>'.join(_profile(one, several) for one in model.profiles)
    words = esc(_("Open the profile"))
    more = f'<a class="rp-link" href="{link("profiles", rep=model.rep_id)}" target="_self">{words}</a>'
    return f'{title}{strips}<div style="padding-top:12px">{more}</div>'


def _profile(one: ProfileStrip, named: bool) -> str:
    score = NOTHING if one.score is None else num(one.score)
    told = " · ".join(part for part in (network(one.network) if named else "", _since(one)) if part)
    bars = "".join(f'<i style="--w:1;--p:{int(value)}%"></i>' for value in one.parts.values())
    words = ", ".join(f"{_(PARTS[name])} {num(value)}" for name, value in one.parts.items() if name in PARTS)
    parts = f'<div class="rp-parts" role="img" aria-label="{esc(words)}" title="{esc(words)}">{bars}</div>'
    fixes = "".join(_fix(one, *fix) for fix in one.fixes[:FIXES])
    flag = "" if one.capped_by else f'<div class="rp-fix">{pill("good", "check_circle", _("no red flags"))}</div>'
    return (
        f'<div class="rp-score"><span class="rp-fig-value">{esc(score)}</span>'
        f'<span class="rp-sub">{esc(told)}</span>{parts}</div>'
        f'<div style="display:grid;gap:9px;padding-top:14px">{fixes}{flag}</div>'
    )


def _since(one: ProfileStrip) -> str:
    if one.score is None:
        return _("not judged")
    if one.before is None or one.before == one.score:
        return _("of 100")
    change = f"{'+' if one.score > one.before else '−'}{num(abs(one.score - one.before))}"
    return _("of 100, {change} since {day}", change=change, day=day(one.before_on))


def _fix(one: ProfileStrip, rule: str, state: str, lost: float) -> str:
    points = ngettext("{n} point", "{n} points", round(lost)) if round(lost) else _("a little")
    if rule == one.capped_by:
        tag = pill("stop", "flag", _("red flag"))
    else:
        tag = pill("watch" if state == "failed" else "none", "edit", points)
    return f'<div class="rp-fix">{tag}<span>{esc(title_of(rule))}</span></div>'


def figures(made: Blocks) -> None:
    """Draw how the rep writes beside what comes back."""
    with st.grid(2, min_column_width=NARROWEST, gap="small"):
        for name, html in zip(("outreach", "talk"), made.figures, strict=True):
            with st.container(border=True, key=f"card_{name}", height="stretch"):
                put(html)


def _figures(model: ScorecardModel) -> tuple[str, str]:
    name = model.name.split()[0] if model.name.split() else model.name
    title = _("How you write") if model.own else _("How {name} writes", name=name)
    marks = (
        ("", _("95 % range")),
        ("dot", _("you") if model.own else name),
        ("mid", _("middle half of the team")),
        ("tick", _("target")),
    )
    back, sub = _("What comes back"), esc(_("from the people written to"))
    return _rows(title, legend(*marks), model.outreach), _rows(back, sub, model.conversations)


def _rows(title: str, sub: str, figures: Sequence[Figure]) -> str:
    lines = "".join(row(figure) for figure in figures)
    head = f'<div class="rp-h" style="padding-bottom:2px">{esc(title)}</div><div class="rp-rows-head">{sub}</div>'
    return f'{head}<div class="rp-rows">{lines}</div>'


def ways(made: Blocks) -> None:
    """Draw what went with answers, three comparisons beside each other."""
    heading(_("What went with answers"), _("Counted on conversations that were 14 days old; the ranges are 95 %."))
    with st.grid(3, min_column_width=300, gap="small"):
        for no, html in enumerate(made.ways):
            with st.container(border=True, key=f"card_way{no}", height="stretch"):
                put(html)


def best(made: Blocks) -> None:
    """Draw the conversations worth reading again."""
    title = _("Your best conversations") if made.own else _("The best conversations")
    heading(title, _("What already goes well, to do more often."))
    if not made.best:
        put(f'<div class="rp-sub">{esc(_("None stands out in this period yet."))}</div>')
        return
    with st.grid(3, min_column_width=300, gap="small"):
        for no, html in enumerate(made.best):
            with st.container(border=True, key=f"card_best{no}", height="stretch"):
                put(html)


def _best(talk: BestTalk) -> str:
    name = f'<b style="font-weight:600">{esc(mask.name(talk.contact))}</b>'
    words = esc(_("Read it again"))
    more = f'<a class="rp-link" href="{link_to(talk.link)}" target="_self">{words}</a>'
    more = f'<div style="padding-top:8px">{more}</div>' if session.may("rep", "manager") else ""
    story = say(talk.story)
    return (
        f'<div style="display:flex;justify-content:space-between;gap:8px;padding-bottom:8px">{name}'
        f"{pill('good', 'thumb_up', say(talk.tag))}</div><div>{esc(story[:1].upper() + story[1:])}</div>{more}"
    )
