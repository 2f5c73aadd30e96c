"""House norms: what a figure calls worth a look or harm, its verdict does too."""

import tomllib
from pathlib import Path

import pytest

from metrics.catalog import BY_ID
from metrics.standing import SHARES
from metrics.targets import target_of
from scoring.weights import effective

LIMITS = effective().outreach.thresholds
VERDICTS = {
    "copies": "copies",
    "pitch_after_reply": "after_reply",
    "pitch_in_opener": "pitch",
    "burned": "burned",
    "follow_up_pressure": "pressured",
}
"""Figures that verdicts judge as shares, with the name that their thresholds bear."""


@pytest.mark.parametrize(("figure", "name"), VERDICTS.items())
def test_a_figure_and_its_verdict_have_the_same_numbers(figure, name):
    norm = target_of(BY_ID[figure])
    assert (norm.target, norm.stop) == (LIMITS[f"verdict_{name}_watch"], LIMITS[f"verdict_{name}_stop"])


def test_no_share_of_a_verdict_is_forgotten():
    shares = {
        key for key, value in LIMITS.items() if key.startswith("verdict_") and key.endswith("_watch") and value < 1
    }
    assert shares == {f"verdict_{name}_watch" for name in VERDICTS.values()}
    assert set(VERDICTS) == set(SHARES)


def test_every_norm_is_of_a_figure_that_there_is():
    targets = Path(__file__).parents[1] / "metrics" / "targets.toml"
    assert set(tomllib.loads(targets.read_text(encoding="utf-8"))) <= set(BY_ID)
