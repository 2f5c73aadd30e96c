"""The words of a rule by its id: what was broken, why it matters, what to do instead."""

from functools import cache
from typing import NamedTuple

from data.words import N_
from pages.ui import session
from pages.ui.words import _
from scoring.profile import PROFILE_RULES
from scoring.rules import RULES
from scoring.weights import WeightError, effective


class Words(NamedTuple):
    """A rule in the reader's language; `grade` says how well founded it is, "" when that is not on record."""

    title: str
    why: str = ""
    advice: str = ""
    grade: str = ""


def words_of(rule_id: str) -> Words:
    """Return the words of a rule; one that is not there any more gets a title that says so."""
    rule = _rules().get(rule_id)
    if rule is None:
        return Words(title_of(rule_id))
    return Words(title_of(rule_id), _(rule.why), _(rule.advice), grade_of(rule_id))


def title_of(rule_id: str) -> str:
    """Return only the title of a rule."""
    rule = _rules().get(rule_id)
    return _(rule.title) if rule else _(N_("A rule that is not used any more"))


def grade_of(rule_id: str) -> str:
    """Return the grade of evidence of a rule, A to D."""
    try:
        weights = effective(session.team().weights)
    except WeightError:
        weights = effective()
    for section in (weights.outreach, weights.profile):
        if rule_id in section.rules:
            return section.rules[rule_id].grade
    return ""


@cache
def _rules() -> dict:
    return {rule.id: rule for rule in (*RULES, *PROFILE_RULES)}
