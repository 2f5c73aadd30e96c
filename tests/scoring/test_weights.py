"""Weights: every rule is weighed, no weight is without a rule, and overrides are checked."""

import pytest

from scoring.profile import PROFILE_RULES
from scoring.weights import WeightError, defaults, effective


def test_every_profile_rule_is_weighed_and_no_weight_is_idle():
    assert set(effective().profile.rules) == {rule.id for rule in PROFILE_RULES}


def test_groups_are_the_whole_score():
    profile = effective().profile
    assert sum(profile.groups.values()) == 100
    assert set(profile.groups) == {rule.group for rule in profile.rules.values()}


def test_graded_rules_have_a_source():
    for section in effective().sections.values():
        for rule in section.rules.values():
            assert rule.source.startswith(("https://", "http://")) or rule.grade == "D"


def test_a_workspace_overrides_single_numbers():
    changed = {"profile": {"rules": {"profile.silence": {"points": 2}}, "caps": {"profile.job-seeking": 25}}}
    weights = effective(changed)
    assert weights.profile.rules["profile.silence"].points == 2
    assert weights.profile.caps["profile.job-seeking"] == 25
    assert weights.profile.rules["profile.silence"].grade == "D"
    assert (
        effective().profile.rules["profile.silence"].points
        == defaults()["profile"]["rules"]["profile.silence"]["points"]
    )


@pytest.mark.parametrize(
    ("overrides", "words"),
    [
        ({"profil": {}}, "profil: there is no such weight"),
        ({"profile": {"thresholds": {"min_skill": 2}}}, "profile.thresholds.min_skill"),
        ({"profile": {"thresholds": {"min_skills": "many"}}}, "a number of 0 or more"),
        ({"profile": {"thresholds": {"min_skills": -1}}}, "a number of 0 or more"),
        ({"profile": {"thresholds": {"min_skills": True}}}, "a number of 0 or more"),
        ({"profile": {"thresholds": {"min_skills": float("nan")}}}, "a number of 0 or more"),
        ({"profile": {"thresholds": 3}}, "a table of values"),
        ({"profile": {"rules": {"profile.silence": {"grade": "A"}}}}, "can't be overridden"),
        ({"profile": {"rules": {"profile.silence": {"group": "proof"}}}}, "can't be overridden"),
        ([], None),
        ([1], "a table of values"),
    ],
)
def test_bad_overrides_are_refused_with_the_place(overrides, words):
    if words is None:
        assert effective(overrides) == effective()
        return
    with pytest.raises(WeightError, match=words):
        effective(overrides)
