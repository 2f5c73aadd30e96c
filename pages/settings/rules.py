"""Rules and their points, with the effect of a change on everybody before it is saved."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from data import workspace
from data.words import N_
from pages.settings import changes, examples, limits
from pages.ui import filters, jobs, notes, session
from pages.ui.marks import verdict
from pages.ui.notes import GRADES
from pages.ui.page import heading
from pages.ui.tables import Cell, Column, Row, table
from pages.ui.words import _, ngettext, num
from scoring import effects, weights

SECTIONS = {"outreach": N_("Outreach"), "profile": N_("Profiles")}
Overrides = dict[str, Any]


def draw() -> None:
    """Draw the points, the limits, the effect of what was changed, and what to do with it."""
    now = session.team().weights or {}
    heading(
        _("Rules and their points"),
        _("Every finding costs points. Change a number to see what it would do to everybody before you save it."),
    )
    section = filters.choice("section", _("Part"), {key: _(name) for key, name in SECTIONS.items()}, "outreach")
    table_ = weights.defaults()[section]
    own = now.get(section, {})
    rules = _points(section, table_["rules"], own.get("rules", {}))
    examples.draw(section, list(table_["rules"]))
    others = limits.draw(section, table_, own)
    then = {key: value for key, value in now.items() if key != section}
    if changed := {key: value for key, value in {"rules": rules, **others}.items() if value}:
        then[section] = changed
    _judge(now, then)
    changes.draw("weights")


def answer() -> list[str]:
    """Say how many rules judge, and how many of their numbers are the team's own."""
    count = sum(len(section["rules"]) for section in weights.defaults().values())
    own = _leaves(session.team().weights or {})
    told = ngettext("{n} rule judges profiles and outreach.", "{n} rules judge profiles and outreach.", count)
    if not own:
        return [told, _("Every number is the usual one.")]
    return [told, ngettext("{n} number is your own.", "{n} numbers are your own.", own)]


def _leaves(tree: object) -> int:
    return sum(map(_leaves, tree.values())) if isinstance(tree, dict) else 1


def _points(section: str, defaults: Mapping[str, Any], own: Mapping[str, Any]) -> Overrides:
    ids = list(defaults)
    grades = {key: f"{key}: {_(words)}" for key, words in GRADES.items()}
    frame = pd.DataFrame(
        {
            "rule": [_(limits.words_of(key)) for key in ids],
            "points": [float(own.get(key, {}).get("points", defaults[key]["points"])) for key in ids],
            "usual": [float(defaults[key]["points"]) for key in ids],
            "grade": [grades[defaults[key].get("grade", "D")] for key in ids],
        }
    )
    edited = st.data_editor(
        frame,
        key=f"points_{section}_{session.recall('rules_turn', 0)}",
        hide_index=True,
        num_rows="fixed",
        height=33 * (len(ids) + 1) + 2,
        disabled=["rule", "usual", "grade"],
        column_config={
            "rule": st.column_config.TextColumn(_("Rule"), width=limits.WIDE),
            "points": st.column_config.NumberColumn(
                _("Points"),
                min_value=0,
                max_value=100,
                step=0.5,
                required=True,
                format=limits.NUMBER,
                width=limits.NARROW,
            ),
            "usual": st.column_config.NumberColumn(_("Usual"), format=limits.NUMBER, width=limits.NARROW),
            "grade": st.column_config.TextColumn(_("Evidence"), width="medium"),
        },
    )
    return limits.differing(ids, edited["points"], defaults, field="points")


def _judge(now: Overrides, then: Overrides) -> None:
    """Show what the numbers on the screen would do, and offer to save them or to go back to the usual ones."""
    jobs.progress("refresh")
    if then != now:
        period = _(filters.PERIODS[filters.period()])
        heading(_("What this would change"), _("{period}, with the data there is.", period=period))
        _effects(now, then)
    with st.container(horizontal=True, key="bar_rules"):
        if then != now and st.button(_("Save and judge everything anew"), type="primary"):
            _save(then or None, _("Saved. Everything is being judged anew."))
        if then != now and st.button(_("Forget the changes")):
            session.remember("rules_turn", session.recall("rules_turn", 0) + 1)
            st.rerun()
        if now and st.button(_("Back to the usual numbers"), type="tertiary"):
            _save(None, _("The usual numbers hold again. Everything is being judged anew."))


def _effects(now: Overrides, then: Overrides) -> None:
    try:
        found = session.read(effects.effects, session.widest(), filters.period(), now, then)
    except weights.WeightError as error:
        notes.alarm(_("These numbers can't be used."), str(error))
        return
    names = filters.rep_names()
    rows = [
        Row(
            (
                names.get(one.rep_id, one.rep_id),
                Cell(_two(verdict(one.verdicts[0]), verdict(one.verdicts[1]))),
                Cell(_two(*(num(points, 1) for points in one.points))),
                Cell(_two(*("–" if value is None else num(value) for value in one.profiles))),
            )
        )
        for one in found
        if one.changed
    ]
    if not rows:
        notes.plain(_("Nobody’s verdict, points or profile score would change at once."))
        return
    heads = [Column(_("Rep")), Column(_("Verdict")), Column(_("Points")), Column(_("Profile"))]
    table(heads, rows, caption=_("What this would change"))


def _two(before: str, after: str) -> str:
    return before if before == after else f'<span class="rp-two-values">{before} → <b>{after}</b></span>'


def _save(overrides: Overrides | None, words: str) -> None:
    session.change(workspace.change, session.viewer().email, weights=overrides)
    session.remember("rules_turn", session.recall("rules_turn", 0) + 1)
    jobs.start("refresh", {"full": True})
    session.say_after(words)
    st.rerun()
