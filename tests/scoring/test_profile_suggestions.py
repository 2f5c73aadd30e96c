"""Suggestions: made only of the rep's own words, and better than what stands there."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.languages import lexicon
from scoring.profile import PROFILE_RULES
from scoring.profile_model import SOUND, Position, Profile, Team
from scoring.suggestions import suggest
from scoring.weights import effective

TEAM = Team(("Brellon",), "brellon.example", effective().profile.thresholds)
POOR = replace(
    SOUND,
    headline="Account Manager at Brellon",
    summary="I have 12 years of experience. I help dairies plan packaging. I love golf.",
    industry="Packaging",
    languages=("German",),
)
IDS = [rule.id for rule in PROFILE_RULES]
word = re.compile(r"\w+")


def test_a_headline_uses_the_reps_own_sentence_for_the_buyer():
    expected = "I help dairies plan packaging | Account Manager, Brellon"
    assert suggest(POOR, "profile.headline-default", TEAM) == expected
    assert suggest(POOR, "profile.headline-no-buyer", TEAM) == expected


def test_the_sentence_for_the_buyer_comes_first():
    expected = "I help dairies plan packaging. I have 12 years of experience. I love golf."
    assert suggest(POOR, "profile.summary-about-self", TEAM) == expected


def test_a_search_is_cut_out_of_the_headline():
    profile = replace(SOUND, headline="Packaging for dairies | Open to work | Brellon")
    assert suggest(profile, "profile.job-seeking", TEAM) == "Packaging for dairies | Brellon"


def test_what_other_checks_flag_is_not_offered_instead_of_a_search():
    bare = replace(POOR, headline="Account Manager at Brellon | Open to new roles")
    assert suggest(bare, "profile.job-seeking", TEAM) == "I help dairies plan packaging | Account Manager, Brellon"
    empty = replace(bare, summary="Nine years in sales for dairies.", industry="", skills=())
    assert suggest(empty, "profile.job-seeking", TEAM) is None


def test_the_reps_own_former_headline_serves_again():
    now = replace(POOR, headline="Account Manager at Brellon | Open to new roles")
    earlier = [
        replace(POOR, headline="Packaging for dairies | Brellon"),
        replace(POOR, headline="Account Manager at Brellon"),
    ]
    assert suggest(now, "profile.job-seeking", TEAM, earlier) == "Packaging for dairies | Brellon"


def test_a_search_is_cut_out_of_the_summary():
    profile = replace(SOUND, summary="I plan packaging with dairies. I am looking for a new role. Call me.")
    assert suggest(profile, "profile.job-seeking", TEAM) == "I plan packaging with dairies. Call me."


def test_a_russian_profile_gets_a_russian_text():
    profile = Profile(
        headline="Менеджер",
        summary="",
        industry="Упаковка",
        websites=(),
        positions=(Position("Брелон", "Менеджер по продажам"),),
        skills=("Тара", "Логистика"),
    )
    text = suggest(profile, "profile.summary-missing", TEAM)
    assert text.splitlines()[0] == "Менеджер по продажам, Брелон."
    assert "Спросите меня: Тара, Логистика." in text


def test_without_facts_nothing_is_said():
    assert suggest(Profile(headline="", summary=""), "profile.headline-missing") is None
    assert suggest(Profile(headline="", summary=""), "profile.summary-missing") is None
    assert suggest(SOUND, "profile.photo", TEAM) is None
    assert suggest(replace(SOUND, name="Анна"), "profile.address-unreadable", TEAM) is None


@pytest.mark.parametrize("check", IDS)
@settings(deadline=None)
@given(
    title=st.sampled_from(["Account Manager", "Менеджер", "", "Open to work"]),
    summary=st.sampled_from(
        ["", "I help dairies plan.", "Я помогаю заводам. Ищу работу.", "Years of experience.", "🚀"]
    ),
    skills=st.lists(st.sampled_from(["Packaging", "Тара", "Export"]), unique=True),
    industry=st.sampled_from(["", "Dairy"]),
)
def test_nothing_is_invented(check, title, summary, skills, industry):
    held = (Position("Brellon", title),)
    profile = replace(POOR, positions=held, summary=summary, skills=tuple(skills), industry=industry)
    text = suggest(profile, check, TEAM)
    frames = " ".join(frame for lang in ("en", "ru") for frame in lexicon(lang)["suggestion"].values())
    own = f"{profile} {TEAM} {frames} https linkedin com in".lower()
    assert text is None or set(word.findall(text.lower())) <= set(word.findall(own))
