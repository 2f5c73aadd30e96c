"""The score of a profile: every lost point has a rule, what is unknown counts for nothing, a job search caps it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.profile import PROFILE_RULES
from scoring.profile_score import score
from scoring.rule import Outcome
from scoring.weights import effective

NUMBERS = effective().profile
IDS = [rule.id for rule in PROFILE_RULES]
outcomes = st.fixed_dictionaries(
    {id_: st.sampled_from(["passed", "improve", "failed", "unknown"]).map(Outcome) for id_ in IDS}
)


def of(**states: str) -> dict[str, Outcome]:
    given_states = {f"profile.{name.replace('_', '-')}": state for name, state in states.items()}
    return {id_: Outcome(given_states.get(id_, "passed")) for id_ in IDS}


def test_a_sound_profile_has_all_points():
    result = score(of(photo="unknown", banner="unknown"), NUMBERS)
    assert (result.value, result.capped_by) == (100, None)
    assert dict(result.parts) == {"trust": 100, "clarity": 100, "proof": 100, "contact": 100}


def test_a_job_search_caps_the_score():
    result = score(of(job_seeking="failed"), NUMBERS)
    assert (result.value, result.capped_by) == (40, "profile.job-seeking")


def test_a_worse_score_needs_no_cap():
    result = score({id_: Outcome("failed") for id_ in IDS}, NUMBERS)
    assert (result.value, result.capped_by) == (0, None)


def test_nothing_known_is_no_score():
    assert score({id_: Outcome("unknown") for id_ in IDS}, NUMBERS).value is None


def test_what_is_unknown_neither_helps_nor_harms():
    known = of(no_contact="failed", skills_thin="unknown", recommendations="unknown")
    assert score(known, NUMBERS).value == round(100 * 70 / 85)


@settings(deadline=None)
@given(outcomes)
def test_lost_points_add_up_to_what_is_missing(states):
    result = score(states, NUMBERS)
    if result.value is None:
        return
    assert 0 <= result.value <= 100
    whole = 100 - sum(result.lost.values())
    assert abs((result.value if result.capped_by is None else whole) - whole) <= 0.5 + 1e-6
    assert all(0 <= part <= 100 for part in result.parts.values())
    assert all(states[rule].state in ("failed", "improve") for rule, lost in result.lost.items() if lost)


@settings(deadline=None)
@given(outcomes, st.sampled_from(IDS))
def test_mending_a_check_never_lowers_the_score(states, rule):
    if states[rule].state in ("failed", "improve"):
        before, after = score(states, NUMBERS).value, score(states | {rule: Outcome("passed")}, NUMBERS).value
        assert after >= before
