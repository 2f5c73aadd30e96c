"""Every profile check: its examples hold, it knows when it does not know, and nothing breaks it."""

from dataclasses import fields, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.profile import PROFILE_RULES
from scoring.profile_model import SOUND, Acts, Position, Post, Profile, Team, plain_company, sample
from scoring.rule import ProfileRule
from scoring.weights import effective

TEAM = Team(("Brellon",), "brellon.example", effective().profile.thresholds)
NEVER_JUDGED = {"profile.photo", "profile.banner"}
JUDGED = [rule for rule in PROFILE_RULES if rule.id not in NEVER_JUDGED]
FLAGS = [(rule, example) for rule in JUDGED for example in rule.flags]
PASSES = [(rule, example) for rule in JUDGED for example in rule.passes]
by_id = {rule.id: rule for rule in PROFILE_RULES}


def named(value) -> str:
    return value.id if isinstance(value, ProfileRule) else value.text[:20]


@pytest.mark.parametrize(("rule", "example"), FLAGS, ids=named)
def test_what_a_check_must_flag(rule, example):
    outcome = rule.judge(sample(rule.field, example.text), TEAM)
    assert outcome.state in ("failed", "improve")
    assert all(0 <= start < end <= len(outcome.evidence) for start, end in outcome.spans)


@pytest.mark.parametrize(("rule", "example"), PASSES, ids=named)
def test_what_a_check_must_let_pass(rule, example):
    assert rule.judge(sample(rule.field, example.text), TEAM).state == "passed"


@pytest.mark.parametrize("rule", JUDGED, ids=named)
def test_examples_in_both_languages(rule):
    for examples in (rule.flags, rule.passes):
        assert sum(example.lang == "en" for example in examples) >= 3
        assert {example.lang for example in examples} == {"en", "ru"}


@pytest.mark.parametrize("rule", PROFILE_RULES, ids=named)
def test_what_was_not_told_is_unknown_and_not_a_fault(rule):
    assert rule.judge(Profile(), TEAM).state == "unknown"
    assert rule.judge(SOUND, TEAM).state == ("unknown" if rule.id in NEVER_JUDGED else "passed")


@pytest.mark.parametrize("rule", PROFILE_RULES, ids=named)
def test_a_module_names_its_rule(rule):
    module = rule.judge.__module__.rpartition(".")[2]
    assert rule.id == "profile." + module.replace("_", "-")
    assert rule.title
    assert rule.why
    assert rule.how
    assert rule.advice


hostile = st.one_of(
    st.none(), st.text(max_size=60), st.sampled_from(["🚀" * 500, "\u202e\u200b", "x" * 5_000, "\ud800", "٠٣"])
)


@settings(deadline=None)
@given(hostile, hostile, hostile)
def test_hostile_profiles_are_judged_alike_twice(headline, summary, company):
    held = (Position(company or "", headline or "", summary or ""),)
    profile = Profile(
        taken_on="not a day", headline=headline, summary=summary, positions=held, slug=company, acts=Acts("x", "y")
    )
    for rule in PROFILE_RULES:
        outcome = rule.judge(profile, TEAM)
        assert outcome == rule.judge(profile, TEAM)
        assert all(0 <= start < end <= len(outcome.evidence) for start, end in outcome.spans), rule.id


def test_job_search_is_found_in_every_public_place():
    judge = by_id["profile.job-seeking"].judge
    for part in (
        {"headline": "Open to work"},
        {"summary": "I am looking for a new role."},
        {"positions": (Position("", "Unemployed"),)},
        {"posts": (Post("2026-02-01", "I lost my job. If you hear about anything, think of me."),)},
    ):
        outcome = judge(replace(SOUND, **part), TEAM)
        assert outcome.state == "failed"
        assert outcome.params["places"] == [{"positions": "position", "posts": "post"}.get(k, k) for k in part]


def test_old_posts_and_past_positions_say_nothing():
    judge = by_id["profile.job-seeking"].judge
    old = replace(
        SOUND,
        posts=(Post("2025-06-01", "#opentowork"),),
        positions=(*SOUND.positions, Position("", "Unemployed", current=False)),
    )
    assert judge(old, TEAM).state == "passed"


def test_silence_is_unknown_when_the_newest_export_had_no_activity():
    judge = by_id["profile.silence"].judge
    assert judge(replace(SOUND, acts=Acts("2025-10-01", "2025-09-30")), TEAM).state == "unknown"
    assert judge(replace(SOUND, acts=Acts("2026-02-20", "2025-02-20")), TEAM).state == "failed"


@pytest.mark.parametrize("name", ["Brellon GmbH", "ООО «Brellon»", "BRELLON, Inc.", "brellon"])
def test_legal_forms_do_not_make_another_company(name):
    assert plain_company(name) == "brellon"


def test_samples_cover_all_fields_of_rules():
    known = {field.name for field in fields(Profile)} | {"title", "company", "photo", "banner"}
    assert {rule.field for rule in PROFILE_RULES} <= known
